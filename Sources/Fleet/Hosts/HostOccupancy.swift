package import Wire

/// What of a host is taken: what placement has to know beside the host itself.
package struct HostOccupancy: Equatable, Sendable {
    package let host: Host
    /// Slots claimed by its servers, stopped ones included.
    package private(set) var usedSlots: Int
    /// Memory claimed by them.
    package private(set) var usedMemory: Memory
    /// Ports claimed or in quarantine, by address.
    package private(set) var taken: [String: Set<PortNumber>]
    /// False while the host does not answer: nothing new is placed there.
    package let reachable: Bool

    package init(
        host: Host,
        usedSlots: Int,
        usedMemory: Memory = .zero,
        taken: [String: Set<PortNumber>],
        reachable: Bool = true
    ) {
        self.host = host
        self.usedSlots = usedSlots
        self.usedMemory = usedMemory
        self.taken = taken
        self.reachable = reachable
    }

    package var freeSlots: Int { host.capacity - usedSlots }

    /// Nil where the host's memory is not limited.
    package var freeMemory: Memory? { host.memory.map { $0 - usedMemory } }

    mutating func take(_ placement: Placement, for request: PlacementRequest) {
        usedSlots += request.slots
        usedMemory = usedMemory + request.neededMemory
        for port in placement.ports {
            taken[placement.address, default: []].insert(PortNumber(port.transport, port.number))
        }
    }
}

/// A port without its address: `udp/27015`.
package struct PortNumber: Hashable, Sendable {
    package let transport: PortBinding.Transport
    package let number: Int

    package init(_ transport: PortBinding.Transport, _ number: Int) {
        self.transport = transport
        self.number = number
    }
}

package import Wire

/// What of a host is taken: what placement has to know beside the host itself.
package struct HostOccupancy: Equatable, Sendable {
    package let host: Host
    /// Slots claimed by its servers, stopped ones included.
    package let usedSlots: Int
    /// Ports claimed or in quarantine, by address.
    package let taken: [String: Set<PortNumber>]
    /// False while the host does not answer: nothing new is placed there.
    package let reachable: Bool

    package init(host: Host, usedSlots: Int, taken: [String: Set<PortNumber>], reachable: Bool = true) {
        self.host = host
        self.usedSlots = usedSlots
        self.taken = taken
        self.reachable = reachable
    }

    package func asSeen(reachable: Bool) -> HostOccupancy {
        HostOccupancy(host: host, usedSlots: usedSlots, taken: taken, reachable: reachable)
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

package import Contract
package import Wire

/// One port that a product needs: `offset` from the base port that placement chooses.
///
/// Mumble: `voice` on udp+0 and `voice` on tcp+0.
package struct PortRule: Codable, Hashable, Sendable {
    package let name: String
    package let transport: PortBinding.Transport
    package let offset: Int

    package init(name: String, transport: PortBinding.Transport, offset: Int) {
        self.name = name
        self.transport = transport
        self.offset = offset
    }
}

/// What a server needs of a host: all of it, or nothing.
package struct PlacementRequest: Equatable, Sendable {
    package let server: ServerID
    package let slots: Int
    package let ports: [PortRule]
    package let memory: MemoryNeed
    /// Labels that its product and its order demand.
    package let labels: Set<HostLabel>
    /// The addresses that it can serve on.
    package let families: Set<AddressFamily>
    /// Whether its port numbers must be free on all addresses of the host.
    package let onEveryAddress: Bool
    /// The one host that it may go to; nil for any.
    package let only: String?
    /// Hosts that have something of it already.
    package let except: [String: HostTie]
    /// How many other servers of the same client each host has.
    package let siblings: [String: Int]

    package init(
        server: ServerID,
        slots: Int,
        rules: PlacementRules,
        labels: Set<HostLabel> = [],
        only: String? = nil,
        except: [String: HostTie] = [:],
        siblings: [String: Int] = [:]
    ) {
        self.server = server
        self.slots = slots
        ports = rules.ports
        memory = rules.memory
        self.labels = rules.labels.union(labels)
        families = rules.families
        onEveryAddress = rules.onEveryAddress
        self.only = only
        self.except = except
        self.siblings = siblings
    }

    package var neededMemory: Memory { memory.total(slots: slots) }
}

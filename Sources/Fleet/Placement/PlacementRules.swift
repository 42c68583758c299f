package import Contract

/// What a product asks of the hosts of its servers.
package struct PlacementRules: Equatable, Sendable {
    package let ports: [PortRule]
    package let memory: MemoryNeed
    /// Labels that a host must have.
    package let labels: Set<HostLabel>
    /// The addresses that its program can serve on.
    package let families: Set<AddressFamily>
    /// Whether its port numbers must be free on all addresses of the host, and not on its own alone.
    package let onEveryAddress: Bool

    package init(
        ports: [PortRule],
        memory: MemoryNeed = .unknown,
        labels: Set<HostLabel> = [],
        families: Set<AddressFamily> = Set(AddressFamily.allCases),
        onEveryAddress: Bool = false
    ) {
        self.ports = ports
        self.memory = memory
        self.labels = labels
        self.families = families
        self.onEveryAddress = onEveryAddress
    }
}

/// What was asked of the host of one server, besides what its product asks.
package struct PlacementWish: Codable, Equatable, Sendable {
    /// Where it is set up. A server that left its first host was moved by a person's decision, and the wish for a host is over.
    package let host: String?
    /// Labels that every host of it must have.
    package let labels: Set<HostLabel>

    package init(host: String? = nil, labels: Set<HostLabel> = []) {
        self.host = host
        self.labels = labels
    }

    package var isEmpty: Bool { host == nil && labels.isEmpty }
}

/// A server to be placed, by the rules of its product.
package struct PlacementOrder: Equatable, Sendable {
    package let server: ServerID
    package let rules: PlacementRules

    package init(_ server: ServerID, rules: PlacementRules) {
        self.server = server
        self.rules = rules
    }
}

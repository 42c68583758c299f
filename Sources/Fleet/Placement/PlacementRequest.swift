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
    package let rules: [PortRule]

    package init(server: ServerID, slots: Int, rules: [PortRule]) {
        self.server = server
        self.slots = slots
        self.rules = rules
    }
}

/// Asks which ports are held on addresses of a host.
package struct SocketQuery: Codable, Equatable, Sendable {
    package let addresses: [String]
    package let lowest: Int
    package let highest: Int

    package init(addresses: [String], ports: ClosedRange<Int>) {
        self.addresses = addresses
        lowest = ports.lowerBound
        highest = ports.upperBound
    }
}

/// A port that some program holds, listening on that address or on all.
package struct BoundSocket: Codable, Equatable, Sendable {
    package let address: String
    package let transport: PortBinding.Transport
    package let port: Int
    /// Name of the program's process; nil where the agent may not see it.
    package let holder: String?

    package init(address: String, transport: PortBinding.Transport, port: Int, holder: String?) {
        self.address = address
        self.transport = transport
        self.port = port
        self.holder = holder
    }
}

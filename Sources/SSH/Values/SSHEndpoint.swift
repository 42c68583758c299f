import Wire

/// Where a host's sshd listens.
package struct SSHEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// A numeric IPv4 or IPv6 address, or a name that is looked up at each connection.
    package let address: String
    package let port: UInt16

    package init(address: String, port: UInt16 = 22) {
        self.address = address
        self.port = port
    }

    package var description: String { SocketPlace(address, port).description }
}

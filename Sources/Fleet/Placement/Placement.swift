package import Wire

/// Where a server runs: its host, the address it binds, and its ports there.
package struct Placement: Codable, Equatable, Sendable {
    package let host: String
    package let address: String
    package let ports: [PortBinding]

    package init(host: String, address: String, ports: [PortBinding]) {
        self.host = host
        self.address = address
        self.ports = ports
    }
}

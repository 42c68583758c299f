/// An address with a port, as people and programs write it: `192.0.2.1:20000`, `[2001:db8::1]:20000`.
package struct SocketPlace: Hashable, Sendable, CustomStringConvertible {
    package let address: String
    package let port: Int

    package init(_ address: String, _ port: some BinaryInteger) {
        self.address = address
        self.port = Int(port)
    }

    package var description: String { address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)" }
}

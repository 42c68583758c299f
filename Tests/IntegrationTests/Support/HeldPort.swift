import Glibc
import Testing

/// A port of a program that is no server's: this one. Let go with its last owner, or before.
final class HeldPort {
    private var descriptor: Int32

    init(_ kind: __socket_type, address: String, port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(kind.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        inet_pton(AF_INET, address, &place.sin_addr)
        let bound = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(bound == 0 && (kind == SOCK_DGRAM || listen(descriptor, 1) == 0))
    }

    func end() {
        close(descriptor)
        descriptor = -1
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}

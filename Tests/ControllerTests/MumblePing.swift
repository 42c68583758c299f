import Glibc
import Testing

/// Mumble's UDP ping, written from the protocol: 12 bytes out, 24 back.
enum MumblePing {
    struct Answer: Equatable {
        let users: Int
        let maximum: Int
        let bandwidth: Int
    }

    /// Waits a second for the answer; where nobody has the port, it is refused at once.
    static func ask(_ address: String, _ port: Int) -> Answer? {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let connected = Loopback.withAddress(address, port) { connect(descriptor, $0, $1) }
        let nonce = (0..<8).map { _ in UInt8.random(in: 0...255) }
        let request = [0, 0, 0, 0] + nonce
        guard connected == 0, send(descriptor, request, request.count, 0) == 12 else { return nil }
        var reply = [UInt8](repeating: 0, count: 64)
        let count = recv(descriptor, &reply, reply.count, 0)
        guard count == 24, Array(reply[4..<12]) == nonce else { return nil }
        func number(_ start: Int) -> Int { reply[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
        return Answer(users: number(12), maximum: number(16), bandwidth: number(20))
    }
}

/// Loopback addresses and ports that nobody else uses.
enum Loopback {
    /// An address of its own in 127.0.0.0/8, and a port that is free there for both transports.
    static func freePort() throws -> (address: String, port: Int) {
        for _ in 0..<50 {
            let parts = (0..<3).map { _ in String(Int.random(in: 2...250)) }
            let address = "127." + parts.joined(separator: ".")
            let port = Int.random(in: 20_000...30_000)
            if isFree(address, port, SOCK_DGRAM) && isFree(address, port, SOCK_STREAM) { return (address, port) }
        }
        Issue.record("no free port on loopback")
        return ("127.0.0.1", 0)
    }

    static func withAddress<Result>(
        _ address: String,
        _ port: Int,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = UInt16(port).bigEndian
        inet_pton(AF_INET, address, &target.sin_addr)
        return withUnsafePointer(to: target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func isFree(_ address: String, _ port: Int, _ kind: __socket_type) -> Bool {
        let descriptor = socket(AF_INET, Int32(kind.rawValue), 0)
        defer { close(descriptor) }
        return withAddress(address, port) { bind(descriptor, $0, $1) } == 0
    }
}

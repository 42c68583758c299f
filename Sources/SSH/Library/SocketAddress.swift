import Glibc

/// One address to connect to.
struct SocketAddress: Sendable {
    let family: Int32
    private let bytes: [UInt8]

    init(_ info: addrinfo) {
        family = info.ai_family
        bytes = [UInt8](UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen)))
    }

    func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var storage = sockaddr_storage()
        return withUnsafeMutablePointer(to: &storage) { pointer in
            UnsafeMutableRawPointer(pointer).copyMemory(from: bytes, byteCount: bytes.count)
            return pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(bytes.count)) }
        }
    }

    struct Unknown: Error {
        let reason: String
    }

    /// The addresses of a name, which may block for long, or at once the one that a numeric address spells.
    static func resolve(_ endpoint: SSHEndpoint, numericOnly: Bool) throws(Unknown) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV | (numericOnly ? AI_NUMERICHOST : AI_ADDRCONFIG)
        var first: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(endpoint.address, String(endpoint.port), &hints, &first)
        guard code == 0 else { throw Unknown(reason: String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(first) }
        return sequence(first: first, next: { $0?.pointee.ai_next }).prefix { $0 != nil }
            .compactMap { $0.map { SocketAddress($0.pointee) } }
    }
}

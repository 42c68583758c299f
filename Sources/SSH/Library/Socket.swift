import Glibc

/// A TCP socket that never blocks and is closed with its last reference. Loop thread only.
final class Socket {
    let descriptor: Int32

    /// Begins to connect; poll for writability and then ask `connectionError`.
    init(connectingTo address: SocketAddress) throws(Errno) {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = socket(address.family, type, Int32(IPPROTO_TCP))
        guard descriptor >= 0 else { throw Errno.last }
        set(IPPROTO_TCP, TCP_NODELAY, 1)
        // A peer that vanishes is given up after this, whatever the kernel's usual quarter of an hour.
        set(IPPROTO_TCP, TCP_USER_TIMEOUT, 30_000)
        set(Int(SOL_SOCKET), SO_KEEPALIVE, 1)
        set(IPPROTO_TCP, TCP_KEEPIDLE, 20)
        set(IPPROTO_TCP, TCP_KEEPINTVL, 5)
        let result = address.withSockaddr { connect(descriptor, $0, $1) }
        guard result == 0 || errno == EINPROGRESS else { throw Errno.last }
    }

    deinit {
        close(descriptor)
    }

    /// Acknowledges at once from now on, as long as the kernel likes: without it each login costs 40 ms more.
    func acknowledgeQuickly() {
        set(IPPROTO_TCP, TCP_QUICKACK, 1)
    }

    /// Whether the connection attempt has come to an end, good or bad.
    var isWritable: Bool {
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&state, 1, 0) == 1
    }

    /// Why the connection attempt failed; nil when it succeeded.
    var connectionError: Errno? {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        return code == 0 ? nil : Errno(code: code)
    }

    enum Peek {
        case nothing, ended
        case bytes([UInt8])
    }

    /// The first bytes that wait to be read, left where they are.
    func peek() -> Peek {
        var bytes = [UInt8](repeating: 0, count: 255)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_PEEK))
        if count > 0 { return .bytes(Array(bytes[..<count])) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothing : .ended
    }

    /// No more bytes in either direction; the descriptor stays until the last reference goes.
    func hangUp() {
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private func set(_ level: Int, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, Int32(level), option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}

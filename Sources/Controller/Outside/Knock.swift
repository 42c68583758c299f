import Glibc
import Probing

/// Where a host's sshd listens.
struct OutsideDoor: Sendable {
    let address: NumericAddress
    let port: Int
}

/// Tries to open a TCP connection and closes it: both its opening and its refusal show that the way to the machine is open.
final class Knock {
    static let patience = 5.0
    private let descriptor: Int32
    /// Known at once on this machine.
    private let outcome: Bool?

    init(_ door: OutsideDoor) {
        let flags = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let opened = socket(door.address.family, flags, 0)
        descriptor = opened
        let result = door.address.withSocketAddress(port: door.port) { connect(opened, $0, $1) }
        outcome = result == 0 ? true : errno == EINPROGRESS ? nil : errno == ECONNREFUSED
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Nil while nobody knows.
    var isOpen: Bool? {
        if let outcome { return outcome }
        var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&polled, 1, 0) > 0 else { return nil }
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
        return error == 0 || error == ECONNREFUSED
    }
}

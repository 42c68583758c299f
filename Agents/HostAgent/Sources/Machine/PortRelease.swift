import Glibc
import Probing
import Wire

/// Verifies that a stopped server's ports are unbound, by binding each of them for a moment.
enum PortRelease {
    /// nil when every port is free, otherwise a sentence about the first that is not.
    static func obstacle(address text: String, ports: [PortBinding]) -> String? {
        guard let address = NumericAddress(text) else { return "The address \(text) is not numeric; correct it." }
        return ports.lazy.compactMap { obstacle($0, address, text) }.first
    }

    private static func obstacle(_ port: PortBinding, _ address: NumericAddress, _ text: String) -> String? {
        if let code = bindError(port, address) {
            switch code {
            // The address has left this host: nothing here can hold its port.
            case EADDRNOTAVAIL: return nil
            // Ports that this user may not bind: the kernel's table answers instead.
            case EACCES where SocketTable.inodes(port.transport, address, port: port.number)?.isEmpty == true:
                return nil
            default: break
            }
            let reason = String(cString: strerror(code))
            return
                "The \(port.transport.rawValue) port \(port.number) of \(text) is not free: \(reason); end what holds it."
        }
        return nil
    }

    /// The error number of a bind, nil when it worked.
    static func bindError(_ port: PortBinding, _ address: NumericAddress) -> Int32? {
        let kind = port.transport == .udp ? SOCK_DGRAM : SOCK_STREAM
        let descriptor = socket(address.family, Int32(kind.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        if port.transport == .tcp {
            // Connections that are still dying (TIME_WAIT) do not count as bound.
            var on: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        }
        let bound = address.withSocketAddress(port: port.number) { bind(descriptor, $0, $1) }
        return bound == 0 ? nil : errno
    }
}

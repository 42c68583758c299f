import Glibc

enum Greeting {
    /// Asks until a server greets there, for a minute at most and as long as the process lives.
    static func comes(from address: String, port: UInt16, while process: ChildProcess) async -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            if isThere(address, port) { return true }
            guard process.isRunning else { return false }
            do { try await Task.sleep(for: .milliseconds(20)) } catch { return false }
        }
        return false
    }

    /// Loopback answers at once or not at all, so this hardly waits.
    private static func isThere(_ address: String, _ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var name = loopbackName(address, port: port)
        let connected = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard connected, poll(&state, 1, 200) == 1 else { return false }
        var bytes = [UInt8](repeating: 0, count: 4)
        return recv(descriptor, &bytes, 4, 0) == 4 && bytes == Array("SSH-".utf8)
    }
}

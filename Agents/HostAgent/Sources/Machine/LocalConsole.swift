import Glibc
import Probing
import Wire

/// A connection to the console that a program has at a port of 127.0.0.1; it closes with its last owner.
final class LocalConsole {
    private static let loopback = "127.0.0.1"
    /// The kernel answers on loopback by itself, so nobody waits so long but for a program that takes no connections.
    private static let patience = timeval(tv_sec: 0, tv_usec: 200_000)
    private let descriptor: Int32

    /// Says nothing to another one than the process `processID`, or one of its session: among the lines are secrets.
    init(port: Int, of processID: Int32, saying lines: [String]) throws(AgentError) {
        descriptor = Self.socket()
        var patience = Self.patience
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        // An initialiser that throws from here on still runs deinit.
        let console = PortBinding(name: "console", transport: .tcp, number: port)
        guard PortHolding.look(console, on: Self.loopback, processID: processID) == .own else {
            throw AgentError("its console at port \(port) of \(Self.loopback) is not its own")
        }
        let connected = NumericAddress(Self.loopback)?.withSocketAddress(port: port) { connect(descriptor, $0, $1) }
        guard connected == 0 else { throw .system("reach its console at port \(port) of \(Self.loopback)") }
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw .system("say something to its console at port \(port) of \(Self.loopback)")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// A port that nobody has now; nil where there is none.
    static func freePort() -> Int? {
        let descriptor = socket()
        defer { close(descriptor) }
        guard NumericAddress(loopback)?.withSocketAddress(port: 0, { bind(descriptor, $0, $1) }) == 0 else {
            return nil
        }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let known = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return known == 0 ? Int(in_port_t(bigEndian: address.sin_port)) : nil
    }

    private static func socket() -> Int32 {
        Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    }
}

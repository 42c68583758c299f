import Glibc
import Probing
import Wire

/// A connection to an instance's ServerQuery, logged in. It waits, but never for long, and reads no more than fits.
final class QueryLink {
    let descriptor: Int32
    private let address: String
    private let port: Int
    private let place: String
    private let secret: String
    private var pending: [UInt8] = []
    private var lines: ArraySlice<String> = []
    private var left = 0

    /// The longest snapshot that is taken.
    static let mostOfSnapshot = 8 << 20
    /// The longest of all other answers: a list of a thousand virtual servers is shorter.
    private static let mostBytes = 512 << 10
    private static let chunk = 65_536
    private static let patience = 10.0

    init(_ address: String, _ port: Int, secret: String) throws(AgentError) {
        (self.address, self.port) = (address, port)
        place = "The instance at \(SocketPlace(address, port))"
        self.secret = secret
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        // An initialiser that throws from here on still runs deinit.
        var limit = timeval(tv_sec: Int(Self.patience), tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let connected = NumericAddress(address)?.withSocketAddress(port: port) { connect(descriptor, $0, $1) }
        guard connected == 0 else {
            throw AgentError("\(place) does not answer: \(String(cString: strerror(errno))); start it.")
        }
        let deadline = MachineClock.monotonic() + Self.patience
        left = Self.mostBytes
        let said = try line(by: deadline)
        guard said == ServerQuery.greeting else {
            let shown = AgentLog.printable(said, limit: 100)
            throw AgentError(
                "\(place) does not greet as ServerQuery does, and says “\(shown)”; look what serves there."
            )
        }
        _ = try line(by: deadline)
        try logIn()
    }

    /// Another connection to the same: what was not read to its end is in the way of every later answer.
    func again() throws(AgentError) -> QueryLink { try QueryLink(address, port, secret: secret) }

    deinit { if descriptor >= 0 { close(descriptor) } }

    private func logIn() throws(AgentError) {
        let verdict = try say("login serveradmin \(ServerQuery.escaped(secret))").verdict
        guard verdict.code == 0 else {
            throw AgentError(
                "\(place) refuses the password of serveradmin (\(shown(verdict))); correct the file on this host that has it."
            )
        }
    }

    /// Says a command; returns the lines of its answer, and throws where it is refused.
    /// - Parameter codes: of refusals that are as good.
    @discardableResult
    func ask(
        _ command: String,
        accepting codes: Set<Int> = [],
        most bytes: Int = mostBytes
    ) throws(AgentError) -> [String] {
        let answer = try say(command, most: bytes)
        guard answer.verdict.code == 0 || codes.contains(answer.verdict.code) else {
            let verb = command.prefix { $0 != " " }
            throw AgentError("\(place) refuses \(verb): \(shown(answer.verdict)).")
        }
        return answer.lines
    }

    /// It speaks only when it is spoken to: what comes now is its end.
    func demandSilence() throws(AgentError) {
        let deadline = MachineClock.monotonic()
        left = Self.mostBytes
        let said = try line(by: deadline + 1)
        throw AgentError("\(place) ends the connection: \(AgentLog.printable(hidden(said), limit: 200)).")
    }

    private func say(
        _ command: String,
        most limit: Int = mostBytes
    ) throws(AgentError) -> (lines: [String], verdict: QueryVerdict) {
        (pending, lines, left) = ([], [], limit)
        let deadline = MachineClock.monotonic() + Self.patience
        let bytes = Array("\(command)\n".utf8)
        guard ByteStream.writeAll(bytes, to: descriptor) else { throw gone }
        var answer: [String] = []
        while true {
            let next = try line(by: deadline)
            if let verdict = QueryVerdict(next) { return (answer, verdict) }
            answer.append(next)
        }
    }

    private func line(by deadline: Double) throws(AgentError) -> String {
        while true {
            if let next = lines.popFirst() { return next }
            try receive(by: deadline)
        }
    }

    private func receive(by deadline: Double) throws(AgentError) {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let milliseconds = max(0, (deadline - MachineClock.monotonic()) * 1000)
        let ready = poll(&polled, 1, Int32(milliseconds))
        if ready < 0, errno == EINTR { return }
        guard ready > 0 else { throw AgentError("\(place) did not answer within \(Int(Self.patience)) s.") }
        guard let bytes = ByteStream.readSome(from: descriptor, most: Self.chunk), !bytes.isEmpty else { throw gone }
        left -= bytes.count
        guard left >= 0 else { throw AgentError("\(place) answers with more than is taken; look at it.") }
        pending += bytes
        // Looked at once only, however long a line gets.
        guard bytes.contains(where: ServerQuery.isEnd) else { return }
        let cut = ServerQuery.lines(pending)
        (lines, pending) = (lines + cut.whole, Array(cut.rest))
    }

    private var gone: AgentError { AgentError("\(place) has ended the connection; look whether it runs.") }

    private func shown(_ verdict: QueryVerdict) -> String {
        "error \(verdict.code), \(AgentLog.printable(hidden(verdict.message), limit: 200))"
    }

    /// Nothing that it says back shows the password.
    private func hidden(_ text: String) -> String {
        text.replacing(secret, with: "…").replacing(ServerQuery.escaped(secret), with: "…")
    }
}

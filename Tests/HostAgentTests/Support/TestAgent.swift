import Glibc
import Synchronization
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// A real daemon in a directory of its own. Whatever it started ends with the test.
final class TestAgent {
    let scratch = Scratch()
    private(set) var daemon: Child?
    private var link: Int32 = -1
    var labTime: Int64?
    private let firstUserID: UInt32?

    init(lab: Int64? = nil, programs: [String] = [murmurd], files: [String] = [], firstUserID: UInt32? = nil) throws {
        // The daemon writes into a pipe otherwise closed by a finished test.
        signal(SIGPIPE, SIG_IGN)
        labTime = lab
        self.firstUserID = firstUserID
        let configuration = AgentConfiguration(
            host: "test-host",
            labClock: lab != nil,
            programs: programs,
            files: files,
            firstUserID: firstUserID,
            gateGroupID: nil
        )
        scratch.write(String(decoding: try JSONText.encode(configuration), as: UTF8.self), to: "agent.json")
    }

    /// - Parameter ownUsers: each server runs as a user of its own, where the tests run as root.
    convenience init(programs: [String], files: [String] = [], ownUsers: Bool) throws {
        try self.init(
            programs: programs,
            files: files,
            firstUserID: ownUsers && geteuid() == 0 ? Self.unusedUsers() : nil
        )
    }

    /// Numbers that no other test of this run has, nor anybody else now: that one and the nine after it.
    private static func unusedUsers() -> UInt32 {
        let living = Set(ProcessTable.all().compactMap(ProcessTable.user))
        while true {
            let first = 20_000 + 10 * UInt32.random(in: 0..<3900)
            let isFree = living.isDisjoint(with: first..<first + 10)
            if isFree, takenUsers.withLock({ $0.insert(first).inserted }) { return first }
        }
    }

    private static let takenUsers = Mutex<Set<UInt32>>([])

    /// Whose a server is; nil where servers have no users of their own.
    func user(of number: Int) -> UInt32? { firstUserID.map { $0 + UInt32(number) } }

    deinit {
        hangUp()
        daemon = nil
        endAll()
    }

    var path: String { scratch.path }

    /// - Parameter without: what starts it with fewer rights: `setpriv …`.
    func start(without: [String] = []) throws {
        try Requirement.program(murmurd, package: "mumble-server")
        daemon = Child(
            without + [AgentBinary.path, "run", "--root", path, "--foreground"],
            errors: "\(path)/daemon.log"
        )
        let deadline = MachineClock.monotonic() + 60
        while link < 0 {
            try #require(
                MachineClock.monotonic() < deadline,
                "the daemon does not listen: \(scratch.read("daemon.log") ?? "")"
            )
            if let run = try? Folder.open("\(path)/run") {
                link = UnixSocket.connect(in: run, name: "agent.sock") ?? -1
            }
            if link < 0 { usleep(10_000) }
        }
        // Its first round is done, status files and all, when it answers; even a refusal will do.
        _ = try raw(Array("{}".utf8))
    }

    /// `kill -9` of the daemon alone.
    func killDaemon() {
        guard let daemon else { return }
        kill(daemon.processID, SIGKILL)
        _ = daemon.wait()
        self.daemon = nil
        hangUp()
    }

    /// SIGTERM to the daemon; its exit code.
    func stopDaemon() -> Int32? {
        guard let daemon else { return nil }
        kill(daemon.processID, SIGTERM)
        let code = daemon.wait()
        self.daemon = nil
        hangUp()
        return code
    }

    /// Everything that has this test's directory in its command line or environment: the servers, and a daemon that a
    /// gate started.
    func processes() -> [Int32] {
        ProcessTable.all().filter { processID in
            guard processID != getpid(), ProcessTable.entry(processID)?.dead == false else { return false }
            return shows(path, processID)
        }
    }

    /// Those of them that show a text to whoever lists processes.
    func processes(showing text: String) -> [Int32] { processes().filter { shows(text, $0) } }

    private func shows(_ wanted: String, _ processID: Int32) -> Bool {
        ["cmdline", "environ"].contains { name in
            let text = ByteStream.readFile("/proc/\(processID)/\(name)") ?? []
            return String(decoding: text, as: UTF8.self).contains(wanted)
        }
    }

    /// The arguments of a process.
    func arguments(of processID: Int32?) -> [String] {
        let text = processID.flatMap { ByteStream.readFile("/proc/\($0)/cmdline") } ?? []
        return text.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Hands a line to a server's console.
    func say(_ text: String, to number: Int) throws {
        let response = try ask(.say(ConsoleLine(server: "srv-\(number)", text: text)))
        guard case .log = response else { throw Unexpected(response: response) }
    }

    /// The host loses power: agent and servers gone at once.
    func cutPower() {
        killDaemon()
        endAll()
    }

    private func endAll() {
        let deadline = MachineClock.monotonic() + 60
        while MachineClock.monotonic() < deadline {
            let left = processes()
            if left.isEmpty { return }
            for processID in left { kill(processID, SIGKILL) }
            usleep(10_000)
        }
    }

    private func hangUp() {
        if link >= 0 { close(link) }
        link = -1
    }

    func raw(_ line: [UInt8]) throws -> Response {
        try #require(ByteStream.writeAll(line + [10], to: link))
        var answer: [UInt8] = []
        while answer.last != 10 {
            let chunk = try #require(ByteStream.readSome(from: link, most: 65_536))
            try #require(!chunk.isEmpty, "the daemon hung up")
            answer += chunk
        }
        return try #require(JSONText.decode(ResponseFrame.self, from: answer)).response
    }

    func ask(_ request: Request) throws -> Response {
        try raw(JSONText.encode(RequestFrame(labTime: labTime, request: request)))
    }

    @discardableResult
    func apply(_ servers: DesiredServer...) throws -> AppliedHost {
        let response = try ask(.apply(DesiredHost(servers: servers)))
        guard case .applied(let applied) = response else { throw Unexpected(response: response) }
        return applied
    }

    func report(since: Int64 = 0, of journalID: String? = nil) throws -> HostReport {
        let response = try ask(.report(ReportQuery(journalID: journalID, since: since, limit: 1000)))
        guard case .report(let report) = response else { throw Unexpected(response: response) }
        return report
    }

    func server(_ number: Int) throws -> ObservedServer {
        try #require(try report().servers.first { $0.id == "srv-\(number)" })
    }

    /// Waits until a server is as wanted; the machine may be busy, so it waits long.
    @discardableResult
    func wait(
        _ number: Int,
        seconds: Double = 60,
        _ location: SourceLocation = #_sourceLocation,
        until wanted: (ObservedServer) -> Bool
    ) async throws -> ObservedServer {
        let deadline = MachineClock.monotonic() + seconds
        while true {
            let server = try server(number)
            if wanted(server) { return server }
            try #require(
                MachineClock.monotonic() < deadline,
                "still \(server); \(scratch.read("servers/srv-\(number)/server.log")?.suffix(500) ?? "")",
                sourceLocation: location
            )
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Waits until something has come true that no report tells.
    func wait(
        _ what: String,
        seconds: Double = 60,
        _ location: SourceLocation = #_sourceLocation,
        until wanted: () throws -> Bool
    ) async throws {
        let deadline = MachineClock.monotonic() + seconds
        while try !wanted() {
            try #require(
                MachineClock.monotonic() < deadline,
                "waited in vain until \(what); \(scratch.read("daemon.log")?.suffix(500) ?? "")",
                sourceLocation: location
            )
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Classes recorded for a server, oldest first.
    func classes(_ number: Int) throws -> [IntervalRecord.Class] {
        try report().records.filter { $0.server == "srv-\(number)" }.map(\.kind)
    }
}

struct Unexpected: Error { let response: Response }

import Glibc
import Testing
import Wire

@testable import HostAgent

/// Between the end of a server and its erasure.
@Suite(.timeLimit(.minutes(5)))
struct KeptAsideTests {
    private static let start: Int64 = 1_800_000_000

    /// A server that ran, left a file and is absent since generation 2, on an agent that follows the test's clock.
    private func ended(kept seconds: Int64?) async throws -> (agent: TestAgent, program: Program) {
        let agent = try TestAgent(lab: Self.start, programs: ["/usr/bin/python3"])
        try agent.start()
        let program = Program.stub(.free(), slots: 5)
        try agent.apply(.running(1, 1, program))
        try await agent.wait(1) { $0.state == .up }
        agent.scratch.write("the client's", to: "servers/srv-1/file")
        try agent.apply(.absent(1, 2, keptAside: seconds))
        return (agent, program)
    }

    @Test func `it is closed to everybody, outlives agents, and is erased and attested when its time has come`()
        async throws
    {
        let (agent, _) = try await ended(kept: 3600)
        let kept = try await agent.wait(1) { $0.keptAsideUntil != nil }
        #expect(kept.state == .stopped && kept.erasure == nil && kept.problem == nil)
        #expect(kept.keptAsideUntil == Self.start + 3600)
        #expect(try agent.scratch.folder("servers").names() == [".erased-srv-1-2"])
        #expect(agent.scratch.read("servers/.erased-srv-1-2/file") == "the client's")
        var facts = stat()
        #expect(stat("\(agent.path)/servers/.erased-srv-1-2", &facts) == 0 && facts.st_mode & 0o777 == 0o700)

        agent.killDaemon()
        agent.labTime = Self.start + 3599
        try agent.start()
        _ = try agent.report()
        usleep(1_500_000)
        #expect(try agent.server(1).keptAsideUntil == Self.start + 3600)
        #expect(agent.scratch.exists("servers/.erased-srv-1-2/file"))

        agent.labTime = Self.start + 3600
        let gone = try await agent.wait(1) { $0.state == .absent }
        #expect(gone.erasure?.contains("directory removed") == true && gone.keptAsideUntil == nil)
        #expect(try agent.scratch.folder("servers").names().isEmpty)
    }

    @Test func `wanted again before that it has its directory, afterwards nothing`() async throws {
        let (agent, program) = try await ended(kept: 3600)
        try await agent.wait(1) { $0.keptAsideUntil != nil }
        // Another demand of the same kind does not begin the time anew.
        agent.labTime = Self.start + 1800
        try agent.apply(.absent(1, 3, keptAside: 3600))
        #expect(try await agent.wait(1) { $0.keptAsideUntil != nil }.keptAsideUntil == Self.start + 3600)
        try agent.apply(.running(1, 4, program))
        let back = try await agent.wait(1) { $0.state == .up }
        #expect(back.keptAsideUntil == nil && agent.scratch.read("servers/srv-1/file") == "the client's")

        try agent.apply(.absent(1, 5))
        try await agent.wait(1) { $0.state == .absent }
        try agent.apply(.running(1, 6, program))
        try await agent.wait(1) { $0.state == .up }
        #expect(!agent.scratch.exists("servers/srv-1/file"))
    }

    @Test func `what is no longer whole is never put back`() throws {
        let scratch = Scratch()
        let (servers, name) = (try scratch.folder("servers"), try #require(ServerName("srv-1")))
        let folder = try ServerFolder.make(name, in: servers, user: nil)
        for number in 0..<Eraser.round + 10 { try folder.write([1], to: "f\(number)", at: 0, .privateFile) }
        let eraser = Eraser(servers: servers, name: name)
        let aside = try #require(try eraser.moveAside(generation: 2))
        var amount = Eraser.Amount()
        #expect(try !eraser.erase(generation: 2, into: &amount))
        #expect(try !eraser.putBack(aside))
        #expect(try eraser.erase(generation: 2, into: &amount))
        #expect(try servers.names().isEmpty && amount.files == Eraser.round + 11)
    }
}

import Glibc
import Testing
import Wire

@testable import HostAgent

@Suite(.timeLimit(.minutes(5)))
struct GateTests {
    private func gate(_ agent: TestAgent, asked: String? = nil) -> Child {
        Child(
            [AgentBinary.path, "gate", "--root", agent.path],
            environment: asked.map { ["SSH_ORIGINAL_COMMAND=\($0)", "SSH_CONNECTION=127.0.0.9 1 127.0.0.1 22"] } ?? []
        )
    }

    private func answer(_ gate: Child) throws -> Response {
        let line = try #require(gate.readLine())
        return try #require(JSONText.decode(ResponseFrame.self, from: line)).response
    }

    private func reason(_ gate: Child) throws -> AgentRefusal.Reason? {
        guard case .refused(let refusal) = try answer(gate) else { return nil }
        return refusal.reason
    }

    private var hello: [UInt8] {
        get throws { try JSONText.encode(RequestFrame(request: .hello)) + [10] }
    }

    @Test func `the gate starts the daemon by itself and carries many frames on one connection`() throws {
        let agent = try TestAgent()
        let gate = gate(agent, asked: "lessor-agent gate")
        for _ in 0..<20 {
            #expect(gate.write(try hello))
            guard case .hello(let facts) = try answer(gate) else {
                Issue.record("no hello")
                return
            }
            #expect(
                facts.agentVersion == lessorVersion && facts.programs == [ProgramFact(path: murmurd, installed: true)]
            )
        }
        // The daemon dies between two frames; the next one finds a new daemon.
        for processID in agent.processes() where processID != gate.processID { kill(processID, SIGKILL) }
        #expect(gate.write(try hello))
        #expect(try reason(gate) == nil)
        #expect(gate.finish() == 0)
        // The daemon outlives the gate.
        #expect(!agent.processes().isEmpty)
    }

    @Test func `gates that come at once share one daemon`() async throws {
        let agent = try TestAgent()
        let gates = (0..<6).map { _ in gate(agent) }
        for gate in gates { #expect(gate.write(try hello)) }
        for gate in gates { #expect(try reason(gate) == nil) }
        // A daemon that came second may not have ended yet.
        try await agent.wait("one daemon is left, which has the directory") {
            let daemons = agent.processes().filter { number in !gates.contains { $0.processID == number } }
            return daemons.count == 1 && agent.scratch.read("run/agent.lock") == daemons.first.map { "\($0)\n" }
        }
        for gate in gates { #expect(gate.finish() == 0) }
    }

    @Test func `a daemon that is still ending keeps no gate from its successor`() async throws {
        let agent = try TestAgent()
        for name in ["run", "log"] { mkdir("\(agent.path)/\(name)", 0o700) }
        // Has the directory and does not listen, as a daemon whose process has not quite ended; it ends by itself when
        // a successor was refused.
        let script = """
            : > run/held
            for i in $(seq 1200); do
                grep -qs 'Another agent already runs' log/agent.log && exit 0
                sleep 0.05
            done
            exit 1
            """
        let ending = Child(["/bin/sh", "-c", "cd '\(agent.path)' && flock run/agent.lock sh -c \"$1\"", "sh", script])
        try await agent.wait("the directory is taken") { agent.scratch.exists("run/held") }
        let gate = gate(agent)
        #expect(gate.write(try hello))
        #expect(try reason(gate) == nil)
        #expect(ending.finish() == 0)
        #expect(gate.finish() == 0)
    }

    @Test(arguments: ["sh", "lessor-agent gate; sh", "lessor-agent gate ", "scp -t /", "lessor-agent run"])
    func `any other command is refused and logged`(command: String) throws {
        let agent = try TestAgent()
        mkdir("\(agent.path)/log", 0o700)
        let gate = gate(agent, asked: command)
        #expect(try reason(gate) == .malformed)
        #expect(gate.finish() == 1)
        let log = try #require(agent.scratch.read("log/gate.log"))
        #expect(log.contains("refused the command “\(command)” from 127.0.0.9"))
        #expect(agent.processes().isEmpty)
    }

    @Test func `control bytes do not reach the log`() throws {
        let agent = try TestAgent()
        mkdir("\(agent.path)/log", 0o700)
        #expect(gate(agent, asked: "x\u{1B}[2J\ny").finish() == 1)
        let log = try #require(agent.scratch.read("log/gate.log"))
        #expect(log.filter { $0 == "\n" }.count == 1 && !log.contains("\u{1B}"))
    }

    @Test func `garbage and other versions are refused, and the connection goes on`() throws {
        let agent = try TestAgent()
        try agent.start()
        let gate = gate(agent)
        let frames: [(String, AgentRefusal.Reason)] = [
            ("garbage", .malformed), ("", .malformed), ("{}", .malformed), (#"{"version":2,"future":[]}"#, .version),
            (#"{"version":1,"request":{"shell":{"_0":"secret-word"}}}"#, .malformed),
        ]
        for (frame, expected) in frames {
            #expect(gate.write(Array("\(frame)\n".utf8)))
            #expect(try reason(gate) == expected)
        }
        #expect(gate.write(try hello))
        #expect(try reason(gate) == nil)
        #expect(gate.finish() == 0)
        #expect(agent.scratch.read("log/gate.log")?.contains("secret-word") == false)
    }

    @Test func `an oversized frame is refused unread and the connection closed`() throws {
        let agent = try TestAgent()
        try agent.start()
        let gate = gate(agent)
        let chunk = [UInt8](repeating: 97, count: 1 << 16)
        var written = 0
        while written <= maximumFrameBytes + (1 << 20), gate.write(chunk) { written += chunk.count }
        #expect(try reason(gate) == .malformed)
        #expect(gate.readLine() == nil)
        #expect(gate.finish() == 1)
    }

    @Test func `without an agent the refusal says what to do`() throws {
        let agent = try TestAgent()
        unlink("\(agent.path)/agent.json")
        let gate = gate(agent)
        #expect(gate.write(try hello))
        guard case .refused(let refusal) = try answer(gate) else {
            Issue.record("not refused")
            return
        }
        #expect(refusal.reason == .unavailable && refusal.message.contains("agent.log"))
    }

    @Test func `the agent's log is where its starter put it`() {
        let unit = "ExecStart=/srv/a/bin/lessor-agent run --foreground --root /srv/a\nRestart=always"
        #expect(AgentLog.place(root: "/srv/a", unit: unit) == "`journalctl -u lessor-agent`")
        #expect(AgentLog.place(root: "/srv/b", unit: unit) == "/srv/b/log/agent.log")
        #expect(AgentLog.place(root: "/srv/a", unit: nil) == "/srv/a/log/agent.log")
    }

    @Test func `the daemon itself refuses an oversized frame too`() throws {
        let agent = try TestAgent()
        try agent.start()
        let run = try agent.scratch.folder("run")
        let link = try #require(UnixSocket.connect(in: run, name: "agent.sock"))
        defer { close(link) }
        _ = ByteStream.writeAll([UInt8](repeating: 97, count: maximumFrameBytes + 2), to: link)
        let answer = try #require(ByteStream.readAll(from: link, limit: 1 << 20))
        #expect(String(decoding: answer, as: UTF8.self).contains("malformed"))
    }
}

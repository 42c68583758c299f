import Glibc
import Testing
import Wire

@testable import HostAgent

struct CommandTests {
    private func run(_ arguments: String...) -> (code: Int32, output: String) {
        let child = Child([AgentBinary.path] + arguments)
        let output = ByteStream.readAll(from: child.output, limit: 1 << 20) ?? []
        return (child.finish(), String(decoding: output, as: UTF8.self))
    }

    @Test func `commands are read strictly`() throws {
        #expect(try AgentCommand.parse(["run", "--root", "/x", "--foreground"]) == .run(root: "/x", foreground: true))
        #expect(try AgentCommand.parse(["run", "--root=/x"]) == .run(root: "/x", foreground: false))
        #expect(try AgentCommand.parse(["gate", "--root", "/x"]) == .gate(root: "/x"))
        for wrong in [
            [], ["shell"], ["gate"], ["gate", "--root"], ["gate", "--root", "x"], ["gate", "--root", "/x", "sh"],
        ] {
            #expect(throws: AgentError.self) { try AgentCommand.parse(wrong) }
        }
    }

    @Test func `exit codes and help`() {
        #expect(run("version") == (0, "\(lessorVersion)\n"))
        let help = run("--help")
        #expect(
            help.code == 0 && help.output.contains("lessor-agent gate --root DIR") && !help.output.contains("launch")
        )
        #expect(run("nonsense").code == 64)
        #expect(run().code == 64)
        #expect(run("run", "--root", "/nonexistent", "--foreground").code == 1)
        #expect(run("launch").code == LaunchSpec.failureCode)
    }

    @Test func `run without --foreground returns when the daemon listens`() throws {
        let agent = try TestAgent()
        #expect(run("run", "--root", agent.path).code == 0)
        #expect(agent.scratch.exists("run/agent.sock"))
        #expect(agent.processes().count == 1)
    }

    @Test func `a directory that others may write is refused`() throws {
        let agent = try TestAgent()
        chmod(agent.path, 0o777)
        #expect(run("run", "--root", agent.path, "--foreground").code == 1)
    }
}

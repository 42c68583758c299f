import Testing

@testable import HostAgent

/// Where the agent tells a running program its slots, with a secret first.
@Suite struct LocalConsoleTests {
    @Test func `a console is told its lines`() throws {
        let port = try #require(LocalConsole.freePort())
        let program = try Child.listening(on: "127.0.0.1", port: port)
        let console = try LocalConsole(port: port, of: program.processID, saying: ["secret", "slots 6"])
        #expect(program.readLine() == Array("secret".utf8) && program.readLine() == Array("slots 6".utf8))
        withExtendedLifetime(console) {}
    }

    @Test func `a stranger at a console's port is told nothing`() throws {
        let port = try #require(LocalConsole.freePort())
        let stranger = try Child.listening(on: "127.0.0.1", port: port)
        let program = Child(["/usr/bin/sleep", "600"])
        let error = #expect(throws: AgentError.self) {
            try LocalConsole(port: port, of: program.processID, saying: ["secret"])
        }
        #expect(error?.description.contains("is not its own") == true)
        let console = try LocalConsole(port: port, of: stranger.processID, saying: ["second"])
        #expect(stranger.readLine() == Array("second".utf8), "the first that it heard")
        withExtendedLifetime(console) {}
    }

    @Test func `a console that is not there is an error`() throws {
        let port = try #require(LocalConsole.freePort())
        let program = Child(["/usr/bin/sleep", "600"])
        #expect(throws: AgentError.self) { try LocalConsole(port: port, of: program.processID, saying: ["x"]) }
    }
}

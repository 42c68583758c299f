import Controller
import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// Commands for the consoles of real servers, and what must not be taken for one.
@Suite struct ConsoleTests {
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [("openarena", "echo grass is ", "grass is "), ("armagetron", "SERVER_NAME ", "SERVER_NAME")]
    )
    func `a server carries out what its console is told, and its log shows it`(
        product: String,
        command: String,
        answer: String
    ) async throws {
        let agent = try await start(product)
        let end = try talk(agent, command + "green").next
        try await agent.wait("it has carried it out") {
            let page = try agent.ask(.log(LogQuery(server: "srv-1", from: end, lines: 0)))
            guard case .log(let log) = page else { return false }
            return log.text.contains(answer) && log.text.contains("green")
        }
        // After the agent's own restart too.
        #expect(agent.stopDaemon() == 0)
        try agent.start()
        try await agent.wait(1) { $0.state == .up }
        _ = try talk(agent, command + "red")
        try await agent.wait("it has carried it out") {
            agent.scratch.read("servers/srv-1/server.log")?.contains("red") ?? false
        }
    }

    @Test(.timeLimit(.minutes(5))) func `only a line for a console that is one is taken`() async throws {
        let agent = try await start("openarena")
        for text in ["", "a\nb", "a\u{1B}[2J", String(repeating: "x", count: 1001)] {
            #expect(try refusal(agent, text).contains("one line of 1 to 1000 bytes"))
        }
        #expect(try refusal(agent, "status", of: "srv-2").contains("does not run on this host"))
        // What its own user may put in the console's place.
        let console = agent.scratch.path + "/servers/srv-1/console"
        unlink(console)
        #expect(try refusal(agent, "status").contains("open the console"))
        #expect(symlink("/dev/null", console) == 0)
        #expect(try refusal(agent, "status").contains("open the console"))
        unlink(console)
        agent.scratch.write("kept", to: "servers/srv-1/console")
        #expect(try refusal(agent, "status").contains("is no console any more"))
        #expect(agent.scratch.read("servers/srv-1/console") == "kept")
    }

    @Test(.timeLimit(.minutes(5))) func `a program without a console has none`() async throws {
        let agent = try await start("teeworlds")
        #expect(try refusal(agent, "status").contains("takes no commands"))
        #expect(!agent.scratch.exists("servers/srv-1/console"))
    }

    private func start(_ id: String) async throws -> TestAgent {
        let product = try ShelfTests.shelf().template(id)
        let path = try #require(product.product.program.first)
        try Requirement.program(path, package: product.product.packages.joined(separator: " "))
        let place = Place.free(offsets: product.product.ports.map(\.offset))
        let agent = try TestAgent(programs: [path])
        try agent.start()
        try agent.apply(.running(1, 1, ShelfTests.render(product, place, slots: 4)))
        try await agent.wait(1) { $0.state == .up }
        return agent
    }

    private func talk(_ agent: TestAgent, _ text: String) throws -> LogPage {
        guard case .log(let page) = try agent.ask(.say(ConsoleLine(server: "srv-1", text: text))) else {
            throw AgentError("no answer of a console")
        }
        return page
    }

    private func refusal(_ agent: TestAgent, _ text: String, of server: String = "srv-1") throws -> String {
        guard case .refused(let refusal) = try agent.ask(.say(ConsoleLine(server: server, text: text))) else {
            throw AgentError("\(text) was taken")
        }
        return refusal.message
    }
}

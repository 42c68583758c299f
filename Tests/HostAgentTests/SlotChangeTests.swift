import Controller
import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// Slots of real servers that others than the books have changed, and those that players hold.
@Suite(.timeLimit(.minutes(5))) struct SlotChangeTests {
    @Test func `R7.9-01 raised slots are set right while it runs, and were never an outage`() async throws {
        let (agent, program) = try await start("teeworlds", slots: 4)
        let process = try agent.server(1).processID
        // As whoever reads its file on the host could.
        let file = try #require(agent.scratch.read("servers/srv-1/server.cfg"))
        let port = try #require(file.split(separator: "\n").last { $0.hasPrefix("ec_port ") }?.dropFirst(8))
        let lines = [ShelfTests.hostSecret, "sv_max_clients 9", "sv_player_slots 9"]
        let console = try LocalConsole(port: #require(Int(port)), of: #require(process), saying: lines)
        try await agent.wait(1) { $0.slotsReported == 9 && $0.state == .up && $0.problem?.contains("9 slots") == true }
        try await agent.wait(1) { $0.slotsReported == 4 && $0.problem == nil }
        #expect(try agent.server(1).processID == process)
        #expect(try agent.classes(1) == [.down, .up])
        withExtendedLifetime((console, program)) {}
    }

    @Test func `R7.9-01 raised slots of a program that only a start sets right are gone with one`() async throws {
        let live = try ShelfTests.render(ShelfTests.shelf().template("armagetron"), .free(), slots: 4)
        let program = live.withoutWay
        let (agent, process) = try await start(program)
        try agent.say("MAX_CLIENTS 9", to: 1)
        try await agent.wait(1) { $0.slotsReported == 9 && $0.state == .up }
        let right = try await agent.wait(1) { $0.slotsReported == 4 && $0.state == .up && $0.problem == nil }
        #expect(right.processID != process && right.restarts == 0)
    }

    @Test func `a program that does not do as it is told is started anew`() async throws {
        let place = Place.free()
        let template = try ShelfTests.shelf().template("armagetron")
        let (agent, process) = try await start(ShelfTests.render(template, place, slots: 4).saying(["CYCLE_SPEED 31"]))
        try agent.apply(.running(1, 2, ShelfTests.render(template, place, slots: 6).saying(["CYCLE_SPEED 31"])))
        let right = try await agent.wait(1) { $0.slotsReported == 6 && $0.state == .up }
        #expect(right.processID != process)
    }

    @Test func `who plays is not thrown out for fewer slots`() async throws {
        let (agent, program) = try await start("bzflag", slots: 4)
        let process = try agent.server(1).processID
        var players = [PlayerClient(program, .tcp), PlayerClient(program, .tcp)]
        #expect(players.map { $0.enterBZFlag() } == ["ac", "ac"])
        try await agent.wait(1) { $0.players == 2 }
        try agent.apply(.running(1, 2, FullServerTests.render("bzflag", like: program, slots: 2)))
        let waiting = try await agent.wait(1) { $0.generation == 2 && $0.problem != nil }
        #expect(waiting.problem?.contains("4 slots instead of 2 while it is played on") == true)
        // After many more looks too, and after the agent's own restart.
        #expect(agent.stopDaemon() == 0)
        try agent.start()
        try await agent.wait(1) { $0.players == 2 && $0.slotsReported == 4 }
        #expect(try agent.server(1).processID == process && agent.server(1).state == .up)
        players = []
        let right = try await agent.wait(1) { $0.slotsReported == 2 && $0.state == .up }
        #expect(right.processID != process)
    }

    @Test func `a change under way outlives the agent`() async throws {
        let place = Place.free()
        let template = try ShelfTests.shelf().template("armagetron")
        let (agent, process) = try await start(ShelfTests.render(template, place, slots: 4))
        try agent.apply(.running(1, 2, ShelfTests.render(template, place, slots: 6)))
        agent.killDaemon()
        try agent.start()
        try await agent.wait(1) { $0.slotsReported == 6 && $0.state == .up }
        #expect(try agent.server(1).processID == process)
        // What it has become is kept: nothing is left to do.
        #expect(agent.stopDaemon() == 0)
        try agent.start()
        try await agent.wait(1) { $0.slotsReported == 6 && $0.state == .up }
        #expect(try agent.server(1).processID == process)
        #expect(agent.scratch.read("servers/srv-1/conf/settings_custom.cfg")?.contains("MAX_CLIENTS 6\n") == true)
    }

    private func start(_ id: String, slots: Int) async throws -> (TestAgent, Program) {
        let product = try ShelfTests.shelf().template(id)
        let place = Place.free(offsets: product.product.ports.map(\.offset))
        let program = try ShelfTests.render(product, place, slots: slots)
        return (try await start(program).agent, program)
    }

    private func start(_ program: Program) async throws -> (agent: TestAgent, process: Int32?) {
        try Requirement.program(program.arguments[0], package: "of the product")
        let agent = try TestAgent(programs: [program.arguments[0]])
        try agent.start()
        try agent.apply(.running(1, 1, program))
        return (agent, try await agent.wait(1) { $0.state == .up }.processID)
    }
}

extension Program {
    fileprivate var withoutWay: Program {
        with(resize: resize.map { ResizePlan(basis: $0.basis, way: nil, lines: [], shows: nil) })
    }

    fileprivate func saying(_ lines: [String]) -> Program {
        with(resize: resize.map { ResizePlan(basis: $0.basis, way: $0.way, lines: lines, shows: nil) })
    }
}

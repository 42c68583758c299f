import Glibc
import Testing
import Wire

@testable import HostAgent

/// A real agent with real Mumble servers.
@Suite(.timeLimit(.minutes(5)))
struct SupervisionTests {
    @Test func `a server starts and its ping has the slots; a change of slots restarts it`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        try agent.apply(.running(1, 1, .mumble(place, slots: 5, prepare: true)))
        let first = try await agent.wait(1) { $0.state == .up }
        #expect(ping(place)?.slots == 5)
        #expect(first.slotsReported == 5 && first.players == 0 && first.problem == nil)
        #expect(agent.scratch.read("servers/srv-1/server.log")?.contains("Password for 'SuperUser' set") == false)
        try agent.apply(.running(1, 2, .mumble(place, slots: 9, prepare: true)))
        let second = try await agent.wait(1) { $0.state == .up && $0.generation == 2 }
        #expect(ping(place)?.slots == 9)
        #expect(second.processID != first.processID && second.restarts == 0)
        #expect(try agent.classes(1) == [.down, .up, .down, .up])
    }

    @Test func `a stop ends the process and keeps the files; a start finds them`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        let program = Program.mumble(place, slots: 5)
        try agent.apply(.running(1, 1, program))
        let up = try await agent.wait(1) { $0.state == .up }
        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        #expect(ping(place) == nil)
        #expect(ProcessTable.entry(try #require(up.processID)) == nil)
        #expect(agent.processes() == [try #require(agent.daemon).processID])
        agent.scratch.write("kept", to: "servers/srv-1/data.txt")
        #expect(agent.scratch.exists("servers/srv-1/murmur.sqlite"))
        try agent.apply(.running(1, 3, program))
        try await agent.wait(1) { $0.state == .up }
        #expect(agent.scratch.read("servers/srv-1/data.txt") == "kept")
        #expect(try agent.classes(1) == [.down, .up, .stopped, .down, .up])
    }

    @Test func `a crashed server starts again and the crash is in evidence`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        try agent.apply(.running(1, 1, .mumble(place, slots: 5)))
        let before = try #require(try await agent.wait(1) { $0.state == .up }.processID)
        kill(before, SIGKILL)
        let after = try await agent.wait(1) { $0.state == .up && $0.processID != before }
        #expect(after.restarts == 1)
        let down = try #require(try agent.report().records.last { $0.kind == .down })
        #expect(down.evidence.note == "process \(before) gone by signal 9")
        #expect(try agent.classes(1) == [.down, .up, .down, .up])
    }

    @Test func `a server that crashes too often is given up, and a new generation tries again`() async throws {
        let agent = try TestAgent(programs: [murmurd, "/bin/false"])
        try agent.start()
        let place = Place.free()
        let plan = RestartPlan(attempts: 2, intervalSeconds: 3600, delaySeconds: 0.01, maximumDelaySeconds: 0.1)
        try agent.apply(.running(1, 1, .mumble(place, slots: 5, path: "/bin/false", restart: plan)))
        let failed = try await agent.wait(1) { $0.state == .failed }
        #expect(failed.problem?.contains("Given up after 3 ends") == true)
        #expect(failed.restarts == 2)
        // It stays given up when only the agent starts again.
        agent.killDaemon()
        try agent.start()
        #expect(try agent.server(1).state == .failed)
        try agent.apply(.running(1, 2, .mumble(place, slots: 5)))
        try await agent.wait(1) { $0.state == .up }
    }

    @Test func `a server whose port another one holds is not up, and takes it when it becomes free`() async throws {
        let first = try TestAgent()
        let start: Int64 = 1_265_068_800
        let second = try TestAgent(lab: start)
        try first.start()
        try second.start()
        let place = Place.free()
        try first.apply(.running(1, 1, .mumble(place, slots: 5)))
        let holder = try await first.wait(1) { $0.state == .up }
        // The same slots: the foreign answer looks right in every way.
        try second.apply(.running(2, 1, .mumble(place, slots: 5)))
        let blocked = try await second.wait(2) { $0.state == .unresponsive || $0.state == .up }
        #expect(blocked.state == .unresponsive)
        #expect(blocked.problem?.contains("held by process \(holder.processID ?? 0)") == true)
        // Each report after a move of the lab's clock rests on another probe, which the holder answers.
        for move in 1...3 {
            second.labTime = start + Int64(move)
            #expect(try second.classes(2) == [.down])
        }
        try first.apply(.stopped(1, 2))
        try await second.wait(2) { $0.state == .up }
        #expect(ping(place)?.slots == 5)
    }

    @Test func `a stopped clock of the process counts as down after its failures, from the first one on`() async throws
    {
        let agent = try TestAgent()
        try agent.start()
        try agent.apply(.running(1, 1, .mumble(.free(), slots: 5, patience: 1500)))
        let up = try await agent.wait(1) { $0.state == .up }
        // A probe that is under way now goes unanswered too, and it was sent at most its patience ago.
        let frozenAt = MachineClock.wall() - 2
        kill(try #require(up.processID), SIGSTOP)
        let hung = try await agent.wait(1) { $0.state == .unresponsive }
        #expect(hung.problem?.contains("does not answer") == true && hung.processID == up.processID)
        let down = try #require(try agent.report().records.last)
        // Two probes were waited for, so the first one is seconds older than the verdict.
        #expect(down.kind == .down && down.at >= frozenAt && down.at < hung.since)
        kill(try #require(up.processID), SIGCONT)
        try await agent.wait(1) { $0.state == .up }
    }

    @Test func `two servers live beside each other`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let places = [Place.free(), Place.free()]
        try agent.apply(.running(1, 1, .mumble(places[0], slots: 3)), .running(2, 1, .mumble(places[1], slots: 4)))
        let first = try await agent.wait(1) { $0.state == .up }
        try await agent.wait(2) { $0.state == .up }
        #expect(ping(places[0])?.slots == 3)
        #expect(ping(places[1])?.slots == 4)
        try agent.apply(.absent(2, 2))
        try await agent.wait(2) { $0.state == .absent }
        #expect(try agent.server(1).processID == first.processID)
        #expect(ping(places[0])?.slots == 3)
    }

    @Test func `a process that ignores the stop signal is killed after the grace`() async throws {
        let agent = try TestAgent(programs: ["/bin/sh"])
        try agent.start()
        let place = Place.free()
        var program = Program.mumble(place, slots: 5)
        program = Program(
            slots: 5,
            address: place.address,
            ports: place.ports,
            arguments: ["/bin/sh", "-c", "trap '' TERM; echo ready > {DIR}/ready; while :; do sleep 0.05; done"],
            environment: [:],
            files: [],
            prepare: [],
            probe: program.probe,
            stop: StopPlan(signal: SIGTERM, graceSeconds: 1),
            cleanExitCodes: [0],
            restart: program.restart,
            openFiles: 64
        )
        try agent.apply(.running(1, 1, program))
        let started = try await agent.wait(1) { _ in agent.scratch.exists("servers/srv-1/ready") }
        let asked = MachineClock.monotonic()
        let stopping = try agent.apply(.stopped(1, 2))
        #expect(stopping.servers.first?.state == .stopping)
        try await agent.wait(1) { $0.state == .stopped }
        #expect(MachineClock.monotonic() - asked >= 0.9)
        // The whole session is gone, children too.
        #expect(ProcessTable.members(session: try #require(started.processID), user: nil).isEmpty)
    }
}

import Glibc
import Testing
import Wire

@testable import HostAgent

/// The agent ends and comes back, alone or with its host.
@Suite(.timeLimit(.minutes(5)))
struct ReturnTests {
    @Test func `an agent killed and back finds the same process; no time is lost`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        try agent.apply(.running(1, 1, .mumble(place, slots: 5)))
        let up = try await agent.wait(1) { $0.state == .up }
        agent.killDaemon()
        #expect(ping(place)?.slots == 5)
        try agent.start()
        let again = try agent.server(1)
        #expect(again.processID == up.processID && again.state == .up)
        try await agent.wait(1) { $0.slotsReported == 5 }
        #expect(try agent.classes(1) == [.down, .up])
        // An adopted process is no child, and its end is seen all the same.
        kill(try #require(up.processID), SIGKILL)
        try await agent.wait(1) { $0.state == .up && $0.processID != up.processID }
        #expect(try agent.classes(1) == [.down, .up, .down, .up])
    }

    @Test func `SIGTERM ends the agent cleanly and leaves its servers`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        try agent.apply(.running(1, 1, .mumble(place, slots: 5)))
        try await agent.wait(1) { $0.state == .up }
        #expect(agent.stopDaemon() == 0)
        #expect(ping(place)?.slots == 5)
        #expect(agent.scratch.exists("run/agent.sock") == false)
    }

    @Test func `a second daemon on the same directory ends at once`() throws {
        let agent = try TestAgent()
        try agent.start()
        let second = Child([AgentBinary.path, "run", "--root", agent.path, "--foreground"])
        #expect(second.wait() == AgentCommand.busyCode)
    }

    @Test func `a change that came while the process was of before restarts it in order`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        try agent.apply(.running(1, 1, .mumble(place, slots: 5)))
        try await agent.wait(1) { $0.state == .up }
        agent.killDaemon()
        try agent.start()
        try agent.apply(.running(1, 2, .mumble(place, slots: 7)))
        try await agent.wait(1) { $0.state == .up && $0.slotsReported == 7 }
        #expect(ping(place)?.slots == 7)
    }

    @Test func `a host that was off brings back what must run and nothing else`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let places = [Place.free(), Place.free()]
        try agent.apply(.running(1, 1, .mumble(places[0], slots: 5)), .running(2, 1, .mumble(places[1], slots: 5)))
        try await agent.wait(1) { $0.state == .up }
        try await agent.wait(2) { $0.state == .up }
        try agent.apply(.stopped(2, 2))
        try await agent.wait(2) { $0.state == .stopped }
        agent.cutPower()
        #expect(ping(places[0]) == nil)
        try agent.start()
        try await agent.wait(1) { $0.state == .up }
        #expect(try agent.server(2).state == .stopped)
        #expect(try agent.classes(1) == [.down, .up, .down, .up])
        #expect(try agent.classes(2) == [.down, .up, .stopped])
    }

    @Test(arguments: [-3600, 86_400, nil] as [Int64?])
    func
        `after a long silence, one of which nothing is known, or a clock that went back, servers wait for the controller`(
            heard: Int64?
        ) async throws
    {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        try agent.apply(.running(1, 1, .mumble(place, slots: 5)))
        try await agent.wait(1) { $0.state == .up }
        agent.cutPower()
        agent.scratch.write(heard.map { "\(MachineClock.wall() + $0)" } ?? "\u{0}", to: "state/heard")
        try agent.start()
        let waiting = try agent.report()
        #expect(waiting.awaitsWord == true && waiting.servers.map(\.processID) == [nil])
        #expect(try #require(waiting.servers.first?.problem).contains("controller's word"))
        #expect(ping(place) == nil)
        // It has another host now; or it goes on here.
        try agent.apply(heard == -3600 ? .stopped(1, 2) : .running(1, 1, .mumble(place, slots: 5)))
        let told = try agent.report()
        #expect(told.awaitsWord == nil && told.servers.map(\.problem) == [nil])
        try await agent.wait(1) { $0.state == (heard == -3600 ? .stopped : .up) }
    }

    @Test func `a process number taken by somebody else is neither adopted nor killed`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        try agent.apply(.running(1, 1, .mumble(place, slots: 5)))
        try await agent.wait(1) { $0.state == .up }
        agent.cutPower()
        let stranger = Child(["/bin/sleep", "100"])
        let folder = try agent.scratch.folder("state/processes")
        let name = try #require(ServerName("srv-1"))
        let record = try #require(try ProcessRecord.load(name, from: folder))
        let mistaken = ProcessIdentity(
            processID: stranger.processID,
            startTime: record.identity.startTime,
            bootID: record.identity.bootID
        )
        try ProcessRecord(identity: mistaken, preparing: false, digest: record.digest, restarts: 0, scope: nil).save(
            name,
            to: folder
        )
        try agent.start()
        let up = try await agent.wait(1) { $0.state == .up }
        #expect(up.processID != stranger.processID)
        #expect(ProcessTable.entry(stranger.processID)?.dead == false)
    }
}

import Controller
import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// TeamSpeak 3: one instance for a host, and every server that is sold one virtual server of it. A real agent with attendants; the
/// instance is a stub that speaks the documented protocol.
@Suite(.timeLimit(.minutes(5)))
struct TeamSpeakTests {
    private static let shown = "A\"; #b \\ (DIR) $c %s ^1 //é"

    @Test func `two servers live in one instance, each with its own name, slots and process, and are resized live`()
        async throws
    {
        let (one, two) = (Place.free(), Place.free())
        let instance = try StubInstance(at: [one.address, two.address])
        let agent = try TeamSpeakHost.agent(instance)
        try agent.apply(
            .running(1, 1, TeamSpeakHost.render(one, instance, slots: 6)),
            .running(2, 1, TeamSpeakHost.render(two, instance, slots: 9))
        )
        let up = try await agent.wait(1) { $0.state == .up }
        let other = try await agent.wait(2) { $0.state == .up }
        #expect(up.slotsReported == 6 && up.players == 0 && other.slotsReported == 9)
        #expect(up.processID != other.processID)
        let held = instance.held
        #expect(held.map(\.port).sorted() == [one.port, two.port].sorted() && held.allSatisfy(\.online))
        #expect(held.map(\.name) == [Self.shown, Self.shown] && held.map(\.slots).sorted() == [6, 9])
        #expect(held.map(\.password) == [ShelfTests.joinPassword, ShelfTests.joinPassword])
        #expect(
            held.map(\.rights) == Array(repeating: ["b_virtualserver_modify_name", "i_client_talk_power"], count: 2)
        )
        let log = try #require(agent.scratch.read("servers/srv-1/server.log"))
        #expect(log.contains("privilege key for the first administrator: "), "\(log)")
        for number in [1, 2] {
            let process = try #require(try agent.server(number).processID)
            if let user = agent.user(of: number) { #expect(ProcessTable.user(process) == user) }
        }

        try agent.apply(.running(1, 2, TeamSpeakHost.render(one, instance, slots: 8)))
        let resized = try await agent.wait(1) { $0.generation == 2 && $0.state == .up && $0.slotsReported == 8 }
        #expect(resized.processID == up.processID)
        #expect(try agent.classes(1) == [.down, .up])
        #expect(try agent.server(2).slotsReported == 9)
        try TeamSpeakHost.expectNoSecret(in: agent)
    }

    @Test func `a suspended server keeps its data, in the instance and as a file, and goes on with them`() async throws
    {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try await TeamSpeakHost.agent(instance, withDataAt: place)
        let id = try #require(instance.held.first).id

        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        let log = try #require(agent.scratch.read("daemon.log"))
        #expect(log.contains("gone with exit code 0, as asked"), "\(log)")
        #expect(instance.held.map(\.online) == [false])
        #expect(PortRelease.obstacle(address: place.address, ports: place.ports) == nil)
        #expect(agent.processes() == [try #require(agent.daemon).processID])
        let facts = try #require(try agent.scratch.folder("servers/srv-1").facts(Attendant.snapshotName))
        #expect(facts.st_mode & 0o777 == 0o600)

        try agent.apply(.running(1, 3, TeamSpeakHost.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up && $0.generation == 3 }
        #expect(instance.held.map(\.id) == [id] && instance.held.map(\.channels) == [["Theirs"]])

        // Another host's instance, or one that lost all it had: the file is what there is.
        try agent.apply(.stopped(1, 4))
        try await agent.wait(1) { $0.state == .stopped }
        instance.loseEverything()
        try instance.start()
        try agent.apply(.running(1, 5, TeamSpeakHost.render(place, instance, slots: 7)))
        try await agent.wait(1) { $0.state == .up && $0.generation == 5 && $0.slotsReported == 7 }
        let again = try #require(instance.held.first)
        #expect(instance.held.count == 1 && again.channels == ["Theirs"] && again.slots == 7)
        #expect(!again.rights.contains { $0.contains("maxclients") })
    }

    @Test func `a snapshot of megabytes is kept and deployed, and one that is too long leaves the server unended`()
        async throws
    {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try await TeamSpeakHost.agent(instance, withDataAt: place)
        func grow(_ megabytes: Int) throws {
            let name = String(repeating: "x", count: megabytes << 20)
            try instance.say("use sid=\(try #require(instance.held.first).id)", "channelcreate channel_name=\(name)")
        }
        try grow(3)
        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        instance.loseEverything()
        try instance.start()
        try agent.apply(.running(1, 3, TeamSpeakHost.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        #expect(instance.held.first?.channels == ["Theirs", String(repeating: "x", count: 16)])

        try grow(4)
        try agent.apply(.stopped(1, 4))
        let told = try await agent.wait(1) { $0.problem?.contains("answers with more than is taken") == true }
        #expect(told.state == .stopping)
        #expect(instance.held.map(\.online) == [false], "it is stopped, and has what it has")
        try agent.apply(.absent(1, 5))
        try await agent.wait(1) { $0.state == .absent }
        #expect(instance.held.isEmpty)
    }

    @Test func `nothing of an erased server is left in the instance`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try TeamSpeakHost.agent(instance)
        try agent.apply(.running(1, 1, TeamSpeakHost.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        // At once, as a person discards a copy; then after a suspension, as a contract ends.
        for stops in [false, true] {
            let generation = stops ? Int64(4) : 2
            if stops {
                try agent.apply(.running(1, 3, TeamSpeakHost.render(place, instance, slots: 6)))
                try await agent.wait(1) { $0.state == .up }
                try agent.apply(.stopped(1, generation))
                try await agent.wait(1) { $0.state == .stopped }
            }
            try agent.apply(.absent(1, generation + (stops ? 1 : 0)))
            try await agent.wait(1) { $0.state == .absent }
            #expect(instance.held.isEmpty)
            #expect(PortRelease.obstacle(address: place.address, ports: place.ports) == nil)
            #expect(try agent.scratch.folder("servers").names().isEmpty)
            #expect(agent.processes() == [try #require(agent.daemon).processID])
            if let user = agent.user(of: 1) { #expect(Belongings(of: user).isEmpty) }
        }
    }

    @Test func `one that is wanted again while its directory is kept aside has its data`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try await TeamSpeakHost.agent(instance, withDataAt: place)
        try agent.apply(.absent(1, 2, keptAside: 3600))
        try await agent.wait(1) { $0.keptAsideUntil != nil }
        #expect(instance.held.isEmpty)
        try agent.apply(.running(1, 3, TeamSpeakHost.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        #expect(instance.held.map(\.channels) == [["Theirs"]])
    }

    @Test func `a move carries its data to another host's instance, and the first has nothing of it`() async throws {
        let (from, to) = (Place.free(), Place.free())
        let (first, second) = (try StubInstance(at: [from.address]), try StubInstance(at: [to.address]))
        let (old, new) = (try await TeamSpeakHost.agent(first, withDataAt: from), try TeamSpeakHost.agent(second))
        try old.apply(.stopped(1, 2))
        try await old.wait(1) { $0.state == .stopped }
        try new.apply(.stopped(1, 3))
        try new.receive(1, generation: 3, from: old, at: 2)
        try new.apply(.running(1, 4, TeamSpeakHost.render(to, second, slots: 6)))
        try await new.wait(1) { $0.state == .up }
        #expect(second.held.map(\.channels) == [["Theirs"]] && second.held.map(\.port) == [to.port])
        try old.apply(.absent(1, 5))
        let gone = try await old.wait(1) { $0.state == .absent }
        #expect(gone.erasure?.contains("nothing of it left in its instance") == true)
        #expect(first.held.isEmpty && second.held.map(\.online) == [true])
    }
}

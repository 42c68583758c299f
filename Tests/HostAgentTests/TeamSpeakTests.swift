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
    static let product = "teamspeak3"
    private static let shown = "A\"; #b \\ (DIR) $c %s ^1 //é"

    @Test func `two servers live in one instance, each with its own name, slots and process, and are resized live`()
        async throws
    {
        let (one, two) = (Place.free(), Place.free())
        let instance = try StubInstance(at: [one.address, two.address])
        let agent = try Self.agent(instance)
        try agent.apply(
            .running(1, 1, Self.render(one, instance, slots: 6)),
            .running(2, 1, Self.render(two, instance, slots: 9))
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

        try agent.apply(.running(1, 2, Self.render(one, instance, slots: 8)))
        let resized = try await agent.wait(1) { $0.generation == 2 && $0.state == .up && $0.slotsReported == 8 }
        #expect(resized.processID == up.processID)
        #expect(try agent.classes(1) == [.down, .up])
        #expect(try agent.server(2).slotsReported == 9)
        try Self.expectNoSecret(in: agent)
    }

    @Test func `a suspended server keeps its data, in the instance and as a file, and goes on with them`() async throws
    {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try await Self.agent(instance, withDataAt: place)
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

        try agent.apply(.running(1, 3, Self.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up && $0.generation == 3 }
        #expect(instance.held.map(\.id) == [id] && instance.held.map(\.channels) == [["Theirs"]])

        // Another host's instance, or one that lost all it had: the file is what there is.
        try agent.apply(.stopped(1, 4))
        try await agent.wait(1) { $0.state == .stopped }
        instance.loseEverything()
        try instance.start()
        try agent.apply(.running(1, 5, Self.render(place, instance, slots: 7)))
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
        let agent = try await Self.agent(instance, withDataAt: place)
        func grow(_ megabytes: Int) throws {
            let name = String(repeating: "x", count: megabytes << 20)
            try instance.say("use sid=\(try #require(instance.held.first).id)", "channelcreate channel_name=\(name)")
        }
        try grow(3)
        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        instance.loseEverything()
        try instance.start()
        try agent.apply(.running(1, 3, Self.render(place, instance, slots: 6)))
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

    @Test func `it comes back with its virtual server after its attendant or its instance was killed`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try Self.agent(instance)
        try agent.apply(.running(1, 1, Self.render(place, instance, slots: 6)))
        let up = try await agent.wait(1) { $0.state == .up }
        let process = try #require(up.processID)
        kill(process, SIGKILL)
        let back = try await agent.wait(1) { $0.state == .up && $0.processID != process }
        #expect(instance.held.count == 1 && instance.held.map(\.online) == [true])

        instance.kill()
        let down = try await agent.wait(1) { $0.state == .waiting }
        #expect(down.problem?.contains("The instance at 127.0.0.1:\(instance.port)") == true, "\(down)")
        try instance.start()
        #expect(instance.held.map(\.online) == [false], "nobody but its attendant starts it")
        try await agent.wait(1) { $0.state == .up && $0.processID != back.processID }
        #expect(instance.held.count == 1)

        // An agent that starts anew finds the attendant again, and asks through its note.
        let alive = try #require(try agent.server(1).processID)
        agent.killDaemon()
        try agent.start()
        try agent.apply(.running(1, 2, Self.render(place, instance, slots: 8)))
        let adopted = try await agent.wait(1) { $0.state == .up && $0.slotsReported == 8 }
        #expect(adopted.processID == alive)

        // Both agent and attendant gone, as after a loss of power.
        agent.cutPower()
        try agent.start()
        try await agent.wait(1) { $0.state == .up }
        #expect(instance.held.count == 1)
    }

    @Test(arguments: [DesiredServer.State.stopped, .absent])
    func `what a killed attendant leaves is ended before a server counts as stopped or erased`(
        state: DesiredServer.State
    ) async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try Self.agent(instance)
        try agent.apply(.running(1, 1, Self.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        agent.cutPower()
        #expect(instance.held.map(\.online) == [true])
        let port = instance.port
        instance.kill()
        try agent.start()
        try agent.apply(state == .absent ? .absent(1, 2) : .stopped(1, 2))
        let told = try await agent.wait(1) { $0.problem?.contains("does not answer") == true }
        #expect(told.state == .stopping && told.problem?.contains(":\(port)") == true, "\(told)")
        try instance.start()
        try await agent.wait(1) { $0.state == (state == .absent ? .absent : .stopped) }
        #expect(PortRelease.obstacle(address: place.address, ports: place.ports) == nil)
        #expect(instance.held.map(\.online) == (state == .absent ? [] : [false]))
        #expect(agent.scratch.exists("servers/srv-1/\(Attendant.snapshotName)") == (state == .stopped))
        if state == .stopped { #expect(try agent.server(1).problem == nil) }
    }

    @Test func `a port that another virtual server has is not fought over`() async throws {
        let one = Place.free()
        let two = Place(address: Place.free().address, port: one.port)
        let instance = try StubInstance(at: [one.address, two.address])
        let agent = try Self.agent(instance)
        try agent.apply(.running(1, 1, Self.render(one, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        try agent.apply(.running(2, 1, Self.render(two, instance, slots: 9)))
        let told = try await agent.wait(2) { $0.problem?.contains("is taken by the virtual server") == true }
        #expect(told.state == .waiting)
        #expect(try agent.server(1).state == .up && instance.held.map(\.slots) == [6])
        #expect(try !agent.classes(2).contains(.up))

        let free = Place(address: two.address, port: Place.free().port)
        try agent.apply(.running(2, 2, Self.render(free, instance, slots: 9)))
        try await agent.wait(2) { $0.state == .up }
        // Nothing of it is the other's, and its end is not the other's.
        try agent.apply(.absent(2, 3))
        try await agent.wait(2) { $0.state == .absent }
        #expect(try agent.server(1).state == .up && instance.held.map(\.port) == [one.port])
    }

    @Test func `a port that a stranger has is told, and taken when he has left`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try Self.agent(instance)
        // After them, who would inherit what it holds.
        let thief = try #require(PortThief(place))
        try agent.apply(.running(1, 1, Self.render(place, instance, slots: 6)))
        let told = try await agent.wait(1) { $0.problem?.contains("unable to bind network port") == true }
        #expect(told.state == .waiting && instance.held.isEmpty)
        try await agent.wait("it is found") {
            try agent.report().findings?.contains { $0.evidence.contains("udp port \(place.port)") } == true
        }
        thief.leave()
        try await agent.wait(1) { $0.state == .up }
    }

    /// As it was when the power failed before it had its data.
    @Test func `a virtual server that was never whole is made again from the data of before`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try await Self.agent(instance, withDataAt: place)
        let id = try #require(instance.held.first).id
        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        agent.scratch.write(VirtualServerNote.filling(id: id).text, to: "servers/srv-1/.virtual-server")
        try instance.say("use sid=\(id) -virtual", "channelcreate channel_name=Half")
        try agent.apply(.running(1, 3, Self.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        #expect(instance.held.map(\.channels) == [["Theirs"]] && instance.held.map(\.id) != [id])
    }

    @Test func `nothing of an erased server is left in the instance`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try Self.agent(instance)
        try agent.apply(.running(1, 1, Self.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        // At once, as a person discards a copy; then after a suspension, as a contract ends.
        for stops in [false, true] {
            let generation = stops ? Int64(4) : 2
            if stops {
                try agent.apply(.running(1, 3, Self.render(place, instance, slots: 6)))
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
        let agent = try await Self.agent(instance, withDataAt: place)
        try agent.apply(.absent(1, 2, keptAside: 3600))
        try await agent.wait(1) { $0.keptAsideUntil != nil }
        #expect(instance.held.isEmpty)
        try agent.apply(.running(1, 3, Self.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        #expect(instance.held.map(\.channels) == [["Theirs"]])
    }

    @Test func `a move carries its data to another host's instance, and the first has nothing of it`() async throws {
        let (from, to) = (Place.free(), Place.free())
        let (first, second) = (try StubInstance(at: [from.address]), try StubInstance(at: [to.address]))
        let (old, new) = (try await Self.agent(first, withDataAt: from), try Self.agent(second))
        try old.apply(.stopped(1, 2))
        try await old.wait(1) { $0.state == .stopped }
        try new.apply(.stopped(1, 3))
        try new.receive(1, generation: 3, from: old, at: 2)
        try new.apply(.running(1, 4, Self.render(to, second, slots: 6)))
        try await new.wait(1) { $0.state == .up }
        #expect(second.held.map(\.channels) == [["Theirs"]] && second.held.map(\.port) == [to.port])
        try old.apply(.absent(1, 5))
        let gone = try await old.wait(1) { $0.state == .absent }
        #expect(gone.erasure?.contains("nothing of it left in its instance") == true)
        #expect(first.held.isEmpty && second.held.map(\.online) == [true])
    }

    @Test func `a wrong password, one open to all, or none, is told and shown nowhere`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try Self.agent(instance)
        instance.scratch.write("another /pw\n", to: "password")
        try agent.apply(.running(1, 1, Self.render(place, instance, slots: 6)))
        let refused = try await agent.wait(1) { $0.problem?.contains("refuses the password of serveradmin") == true }
        #expect(refused.state == .waiting && instance.held.isEmpty)
        try Self.expectNoSecret(in: agent, "another /pw", #"another\s\/pw"#)

        chmod(instance.secretFile, 0o644)
        try await agent.wait(1) { $0.problem?.contains("is open to all; run chmod 600") == true }
        unlink(instance.secretFile)
        try await agent.wait(1) { $0.problem?.contains("which holds the password of the instance") == true }
        instance.scratch.write(StubInstance.password, to: "password")
        try await agent.wait(1) { $0.state == .up }
    }

    @Test(arguments: ["half", "noise", "endless", "silent", "wrong"])
    func `R6.2-03 hostile answers of an instance never count as up, and end in a sentence`(mode: String) async throws {
        let (place, other) = (Place.free(), Place.free())
        let instance = try StubInstance(at: [place.address, other.address], mode: mode)
        let agent = try Self.agent(instance)
        try agent.apply(.running(1, 1, Self.render(place, instance, slots: 6)))
        let told = try await agent.wait(1, seconds: 120) { $0.problem != nil }
        #expect(told.state == (mode == "wrong" ? .unresponsive : .waiting), "\(told)")
        #expect(try !agent.classes(1).contains(.up))
        try Self.expectNoSecret(in: agent)
    }

    @Test func `an administrator who raises his own slots is set back`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try Self.agent(instance)
        try agent.apply(.running(1, 1, Self.render(place, instance, slots: 6)))
        let up = try await agent.wait(1) { $0.state == .up }
        try instance.say("use sid=\(try #require(instance.held.first).id)", "serveredit virtualserver_maxclients=60")
        try await agent.wait("it has its own slots again", seconds: 90) { instance.held.map(\.slots) == [6] }
        #expect(try agent.server(1).processID == up.processID)
    }

    @Test func `an instance that does not serve at the server's address does not count`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [Place.free().address])
        let agent = try Self.agent(instance)
        try agent.apply(.running(1, 1, Self.render(place, instance, slots: 6)))
        let told = try await agent.wait(1) { $0.state == .unresponsive }
        #expect(told.problem?.contains("its instance does not hold udp port \(place.port) of \(place.address)") == true)
        #expect(try !agent.classes(1).contains(.up))
    }

    @Test func `a stopped server's port that its instance still has is a finding`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try Self.agent(instance)
        try agent.apply(.running(1, 1, Self.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        #expect(try agent.report().findings == [])
        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        try instance.say("serverstart sid=\(try #require(instance.held.first).id)")
        try await agent.wait("it is found") { try agent.report().findings?.map(\.kind) == [.wrongPortOwner] }
        let finding = try #require(try agent.report().findings?.first)
        #expect(finding.evidence.contains("end what that one has there"), "\(finding)")
    }

    // MARK: what the tests share

    private static func agent(_ instance: StubInstance) throws -> TestAgent {
        let agent = try TestAgent(programs: [], files: [instance.secretFile], ownUsers: true)
        try agent.start()
        return agent
    }

    /// The same with a server 1 of six slots that is up, in which clients have made a channel.
    private static func agent(_ instance: StubInstance, withDataAt place: Place) async throws -> TestAgent {
        let agent = try agent(instance)
        try agent.apply(.running(1, 1, render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        try instance.say("use sid=\(try #require(instance.held.first).id)", "channelcreate channel_name=Theirs")
        return agent
    }

    /// The product's program with a stub in the place of the instance, asked more often.
    private static func render(_ place: Place, _ instance: StubInstance, slots: Int) throws -> Program {
        let real = try ShelfTests.render(ShelfTests.shelf().template(product).accepted, place, slots: slots)
        return real.with(instance: try instance.plan())
    }

    /// In no file of the agent's or of a server's, in no argument list, no environment and no answer.
    private static func expectNoSecret(in agent: TestAgent, _ others: String...) throws {
        for secret in [StubInstance.password, #"s3rve\s\/\p"#] + others {
            #expect(agent.processes(showing: secret).isEmpty, "the password stands in a command line or an environment")
            let files = Child(["/usr/bin/grep", "-rlF", "-e", secret, agent.path])
            #expect(files.readLine() == nil, "the password stands in a file")
            let told = String(decoding: try JSONText.encode(try agent.report()), as: UTF8.self)
            #expect(!told.contains(secret))
        }
    }
}

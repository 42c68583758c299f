import Controller
import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// TeamSpeak 3 where something goes wrong: processes killed, ports taken, an instance that is hostile, passwords and rights.
@Suite(.timeLimit(.minutes(5)))
struct TeamSpeakFaultTests {
    @Test func `it comes back with its virtual server after its attendant or its instance was killed`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try TeamSpeakHost.agent(instance)
        try agent.apply(.running(1, 1, TeamSpeakHost.render(place, instance, slots: 6)))
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
        try agent.apply(.running(1, 2, TeamSpeakHost.render(place, instance, slots: 8)))
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
        let agent = try TeamSpeakHost.agent(instance)
        try agent.apply(.running(1, 1, TeamSpeakHost.render(place, instance, slots: 6)))
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
        let agent = try TeamSpeakHost.agent(instance)
        try agent.apply(.running(1, 1, TeamSpeakHost.render(one, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        try agent.apply(.running(2, 1, TeamSpeakHost.render(two, instance, slots: 9)))
        let told = try await agent.wait(2) { $0.problem?.contains("is taken by the virtual server") == true }
        #expect(told.state == .waiting)
        #expect(try agent.server(1).state == .up && instance.held.map(\.slots) == [6])
        #expect(try !agent.classes(2).contains(.up))

        let free = Place(address: two.address, port: Place.free().port)
        try agent.apply(.running(2, 2, TeamSpeakHost.render(free, instance, slots: 9)))
        try await agent.wait(2) { $0.state == .up }
        // Nothing of it is the other's, and its end is not the other's.
        try agent.apply(.absent(2, 3))
        try await agent.wait(2) { $0.state == .absent }
        #expect(try agent.server(1).state == .up && instance.held.map(\.port) == [one.port])
    }

    @Test func `a port that a stranger has is told, and taken when he has left`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try TeamSpeakHost.agent(instance)
        // After them, who would inherit what it holds.
        let thief = try #require(PortThief(place))
        try agent.apply(.running(1, 1, TeamSpeakHost.render(place, instance, slots: 6)))
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
        let agent = try await TeamSpeakHost.agent(instance, withDataAt: place)
        let id = try #require(instance.held.first).id
        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        agent.scratch.write(VirtualServerNote.filling(id: id).text, to: "servers/srv-1/.virtual-server")
        try instance.say("use sid=\(id) -virtual", "channelcreate channel_name=Half")
        try agent.apply(.running(1, 3, TeamSpeakHost.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        #expect(instance.held.map(\.channels) == [["Theirs"]] && instance.held.map(\.id) != [id])
    }

    @Test func `a wrong password, one open to all, or none, is told and shown nowhere`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try TeamSpeakHost.agent(instance)
        instance.scratch.write("another /pw\n", to: "password")
        try agent.apply(.running(1, 1, TeamSpeakHost.render(place, instance, slots: 6)))
        let refused = try await agent.wait(1) { $0.problem?.contains("refuses the password of serveradmin") == true }
        #expect(refused.state == .waiting && instance.held.isEmpty)
        try TeamSpeakHost.expectNoSecret(in: agent, "another /pw", #"another\s\/pw"#)

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
        let agent = try TeamSpeakHost.agent(instance)
        try agent.apply(.running(1, 1, TeamSpeakHost.render(place, instance, slots: 6)))
        let told = try await agent.wait(1, seconds: 120) { $0.problem != nil }
        #expect(told.state == (mode == "wrong" ? .unresponsive : .waiting), "\(told)")
        #expect(try !agent.classes(1).contains(.up))
        try TeamSpeakHost.expectNoSecret(in: agent)
    }

    @Test func `an administrator who raises his own slots is set back`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try TeamSpeakHost.agent(instance)
        try agent.apply(.running(1, 1, TeamSpeakHost.render(place, instance, slots: 6)))
        let up = try await agent.wait(1) { $0.state == .up }
        try instance.say("use sid=\(try #require(instance.held.first).id)", "serveredit virtualserver_maxclients=60")
        try await agent.wait("it has its own slots again", seconds: 90) { instance.held.map(\.slots) == [6] }
        #expect(try agent.server(1).processID == up.processID)
    }

    @Test func `an instance that does not serve at the server's address does not count`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [Place.free().address])
        let agent = try TeamSpeakHost.agent(instance)
        try agent.apply(.running(1, 1, TeamSpeakHost.render(place, instance, slots: 6)))
        let told = try await agent.wait(1) { $0.state == .unresponsive }
        #expect(told.problem?.contains("its instance does not hold udp port \(place.port) of \(place.address)") == true)
        #expect(try !agent.classes(1).contains(.up))
    }

    @Test func `a stopped server's port that its instance still has is a finding`() async throws {
        let place = Place.free()
        let instance = try StubInstance(at: [place.address])
        let agent = try TeamSpeakHost.agent(instance)
        try agent.apply(.running(1, 1, TeamSpeakHost.render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        #expect(try agent.report().findings == [])
        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        try instance.say("serverstart sid=\(try #require(instance.held.first).id)")
        try await agent.wait("it is found") { try agent.report().findings?.map(\.kind) == [.wrongPortOwner] }
        let finding = try #require(try agent.report().findings?.first)
        #expect(finding.evidence.contains("end what that one has there"), "\(finding)")
    }
}

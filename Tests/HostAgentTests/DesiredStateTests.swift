import Glibc
import Testing
import Wire

@testable import HostAgent

@Suite(.timeLimit(.minutes(5)))
struct DesiredStateTests {
    @Test func `absent erases everything and proves it; lower generations are refused before and after`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        let program = Program.mumble(place, slots: 5)
        try agent.apply(.running(1, 5, program))
        try await agent.wait(1) { $0.state == .up }
        let older = try agent.apply(.stopped(1, 4))
        #expect(older.refused.first?.message.contains("Generation 4 of srv-1 is older than 5") == true)
        try agent.apply(.absent(1, 6))
        let gone = try await agent.wait(1) { $0.state == .absent }
        #expect(gone.erasure?.contains("process verified gone") == true)
        #expect(gone.erasure?.contains("udp \(place.port), tcp \(place.port) on \(place.address) unbound") == true)
        #expect(try agent.scratch.folder("servers").names().isEmpty)
        #expect(PortRelease.obstacle(address: place.address, ports: place.ports) == nil)
        #expect(agent.scratch.read("state/desired.json")?.contains("geheim") == false)
        #expect(try agent.apply(.absent(1, 6)).refused.isEmpty)
        #expect(try agent.apply(.absent(1, 6)).servers.first == gone)
        agent.killDaemon()
        try agent.start()
        #expect(try agent.apply(.running(1, 5, program)).refused.count == 1)
        #expect(try agent.server(1) == gone)
        #expect(try agent.classes(1) == [.down, .up, .stopped])
        #expect(agent.scratch.exists("status/servers/srv-1.json") == false)
    }

    @Test func `the same generation again changes nothing, another content under it is refused`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        try agent.apply(.running(1, 1, .mumble(place, slots: 5)))
        let up = try await agent.wait(1) { $0.state == .up }
        #expect(try agent.apply(.running(1, 1, .mumble(place, slots: 5))).servers == [up])
        let other = try agent.apply(.running(1, 1, .mumble(place, slots: 6)))
        #expect(other.refused.first?.message.contains("another content") == true)
        #expect(try agent.server(1).processID == up.processID)
    }

    @Test func `a program outside the list is refused and nothing is made`() throws {
        let agent = try TestAgent(programs: [murmurd])
        try agent.start()
        let place = Place.free()
        let shell = try agent.apply(.running(1, 1, .mumble(place, slots: 5, path: "/bin/sh")))
        #expect(shell.refused.first?.message.contains("/bin/sh") == true)
        #expect(shell.servers.isEmpty)
        let dots = try agent.apply(.running(2, 1, .mumble(place, slots: 5, path: "/usr/sbin/../sbin/murmurd")))
        #expect(dots.refused.count == 1)
        let name = try agent.apply(DesiredServer(id: "../x", generation: 1, state: .stopped, program: nil))
        #expect(name.refused.count == 1)
        #expect(try agent.scratch.folder("servers").names().isEmpty)
    }

    @Test func `erasing follows no link and leaves a directory without the marker alone`() async throws {
        let agent = try TestAgent()
        let outside = Scratch()
        outside.write("precious", to: "file")
        try agent.start()
        let program = Program.mumble(.free(), slots: 5)
        try agent.apply(.running(1, 1, program))
        try await agent.wait(1) { $0.state == .up }
        symlink(outside.path, "\(agent.path)/servers/srv-1/link")
        mkdir("\(agent.path)/servers/srv-1/deep", 0o700)
        symlink("\(outside.path)/file", "\(agent.path)/servers/srv-1/deep/link")
        try agent.apply(.absent(1, 2))
        try await agent.wait(1) { $0.state == .absent }
        #expect(outside.read("file") == "precious")
        #expect(try agent.scratch.folder("servers").names().isEmpty)

        mkdir("\(agent.path)/servers/srv-2", 0o700)
        agent.scratch.write("not ours", to: "servers/srv-2/file")
        try agent.apply(.absent(2, 1))
        let stuck = try await agent.wait(2) { $0.problem != nil }
        #expect(stuck.state == .stopped && stuck.erasure == nil)
        #expect(stuck.problem?.contains("does not bear the marker") == true)
        #expect(agent.scratch.read("servers/srv-2/file") == "not ours")

        symlink(outside.path, "\(agent.path)/servers/srv-3")
        try agent.apply(.absent(3, 1))
        #expect(try await agent.wait(3) { $0.problem != nil }.state == .stopped)
        #expect(outside.read("file") == "precious")
    }
}

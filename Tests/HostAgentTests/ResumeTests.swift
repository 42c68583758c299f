import Controller
import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// Programs that go on from what they saved themselves, after a stop and after a crash.
@Suite(.timeLimit(.minutes(5)))
struct ResumeTests {
    @Test func `OpenTTD goes on with its game`() async throws {
        let lab = try Lab("openttd")
        let first = try await lab.start(generation: 1)
        #expect(!lab.agent.arguments(of: first.processID).contains("-g"))
        try await lab.stop(generation: 2)
        let saves = "\(lab.agent.path)/servers/srv-1/save/autosave"
        #expect(lab.agent.scratch.exists("servers/srv-1/save/autosave/exit.sav"))
        // Newer than it, and nothing that the program saved.
        symlink("/etc/passwd", "\(saves)/link.sav")
        mkdir("\(saves)/folder.sav", 0o700)
        mkfifo("\(saves)/pipe.sav", 0o600)
        lab.agent.scratch.write("", to: "servers/srv-1/save/autosave/empty.sav")
        lab.agent.scratch.write("x", to: "servers/srv-1/save/autosave/other.txt")

        let second = try await lab.start(generation: 3)
        #expect(lab.agent.arguments(of: second.processID).suffix(2) == ["-g", "\(saves)/exit.sav"])
        let log = try #require(lab.agent.scratch.read("servers/srv-1/server.log"))
        #expect(log.ranges(of: "Generating map").count == 1, "a game was made anew")
        #expect(!log.contains("Loading game failed"))

        kill(try #require(second.processID), SIGKILL)
        let third = try await lab.agent.wait(1) { $0.state == .up && $0.restarts == 1 }
        #expect(lab.agent.arguments(of: third.processID).suffix(2).first == "-g")
    }

    /// By that its players' programs know it, and warn of another.
    @Test func `Mumble keeps its certificate`() async throws {
        let lab = try Lab("mumble", slots: 5)
        func certificate() throws -> String {
            let ask =
                "import ssl, sys; print(ssl.get_server_certificate((sys.argv[1], int(sys.argv[2]))).replace('\\n', ''))"
            let port = try #require(lab.program.ports.last).number
            let child = Child(["/usr/bin/python3", "-c", ask, lab.program.address, "\(port)"])
            return String(decoding: try #require(child.readLine()), as: UTF8.self)
        }
        _ = try await lab.start(generation: 1)
        let first = try certificate()
        #expect(first.hasPrefix("-----BEGIN CERTIFICATE-----"))
        try await lab.stop(generation: 2)
        let second = try await lab.start(generation: 3)
        #expect(try certificate() == first)

        kill(try #require(second.processID), SIGKILL)
        try await lab.agent.wait(1) { $0.state == .up && $0.restarts == 1 }
        #expect(try certificate() == first)
    }

    /// A new world would let anybody take the name.
    @Test func `Minetest knows its players again`() async throws {
        let lab = try Lab("minetest")
        _ = try await lab.start(generation: 1)
        func enter(_ name: String) -> [String] { PlayerCrowd("minetest", lab.program, [name]).states }
        #expect(enter("anna") == ["in"])
        try await lab.stop(generation: 2)
        let second = try await lab.start(generation: 3)
        #expect(enter("anna") == ["known"] && enter("bert") == ["in"])

        kill(try #require(second.processID), SIGKILL)
        try await lab.agent.wait(1) { $0.state == .up && $0.restarts == 1 }
        #expect(enter("anna") == ["known"] && enter("bert") == ["known"])
    }

    @Test func `Freeciv goes on with its game`() async throws {
        let lab = try Lab("freeciv", ownUsers: true)
        let first = try await lab.start(generation: 1)
        #expect(!lab.agent.arguments(of: first.processID).contains("-f"))
        try await lab.playFreecivOn()

        let second = try await lab.resume(generation: 3, from: "interrupted.sav.xz")
        try await lab.agent.wait("both players are there again") {
            try lab.agent.say("list players", to: 1)
            let log = lab.agent.scratch.read("servers/srv-1/server.log") ?? ""
            return log.contains("Team 2")
        }

        kill(try #require(second.processID), SIGKILL)
        // Whatever was being saved then is cut off.
        try await lab.agent.wait(1) {
            $0.state == .up && $0.restarts > 0 && lab.agent.arguments(of: $0.processID).suffix(2).first == "-f"
        }
    }

    @Test func `Freeciv goes on with the game before where the newest was cut off`() async throws {
        let lab = try Lab("freeciv", ownUsers: true)
        let whole = try await lab.playFreeciv()
        let bytes = try #require(ByteStream.readFile("\(lab.saves)/\(whole)"))
        lab.write(Array(bytes.prefix(64)), to: "freeciv-T0009-Y0001-auto.sav.xz")

        #expect(try await lab.resume(generation: 3, from: whole).restarts > 0)
        #expect(lab.saved.contains("freeciv-T0009-Y0001-auto.sav.xz"), "nothing is thrown away")
    }

    @Test func `Freeciv keeps its newest game where only its port was taken`() async throws {
        let lab = try Lab("freeciv", ownUsers: true)
        let newest = try await lab.playFreeciv()
        #expect(lab.saved.count > 1, "there is an older one")
        var stranger: Child? = try .listening(on: lab.program.address, port: #require(lab.program.ports.first).number)
        try lab.agent.apply(.running(1, 3, lab.program))
        try await lab.agent.wait(1) { $0.restarts > 0 }
        #expect(stranger != nil)
        stranger = nil
        let server = try await lab.agent.wait(1) { $0.state == .up }
        #expect(lab.agent.arguments(of: server.processID).last == "\(lab.saves)/\(newest)")
    }

    @Test func `Freeciv goes on with its newest game on another host too, not with the one of the highest name`()
        async throws
    {
        let (old, new) = (try Lab("freeciv", ownUsers: true), try Lab("freeciv", ownUsers: true))
        let last = try await old.playFreeciv()
        // A game of before, which came much farther.
        let saves = old.saves
        let before = "freeciv-T0150-Y02000-auto.sav.xz"
        let first = try #require(old.saved.first { $0.hasSuffix("auto.sav.xz") })
        old.write(try #require(ByteStream.readFile("\(saves)/\(first)")), to: before)
        let year = timespec(tv_sec: 1_500_000_000, tv_nsec: 0)
        #expect(utimensat(AT_FDCWD, "\(saves)/\(before)", [year, year], 0) == 0)
        #expect(old.saved.max() == before && last < before)

        try new.agent.apply(.stopped(1, 3))
        try new.agent.receive(1, generation: 3, from: old.agent, at: 2)
        let started = try await new.start(generation: 4)
        #expect(new.saved.contains(before))
        #expect(new.agent.arguments(of: started.processID).last?.hasSuffix("/\(last)") == true)
    }

    /// One server of a product on an agent of its own.
    private struct Lab {
        let agent: TestAgent
        let program: Program

        init(_ id: String, slots: Int = 3, ownUsers: Bool = false) throws {
            let product = try ShelfTests.shelf().template(id)
            let path = try #require(product.product.program.first)
            try Requirement.program(path, package: product.product.packages.joined(separator: " "))
            program = try ShelfTests.render(product, .free(offsets: product.product.ports.map(\.offset)), slots: slots)
            agent = try TestAgent(programs: [path], ownUsers: ownUsers)
            try agent.start()
        }

        /// A first game of Freeciv, stopped after a turn was saved: the name of its newest file.
        func playFreeciv() async throws -> String {
            _ = try await start(generation: 1)
            return try await playFreecivOn()
        }

        /// The same of a game that runs.
        @discardableResult
        func playFreecivOn() async throws -> String {
            try agent.say("set aifill 2", to: 1)
            try agent.say("start", to: 1)
            try await agent.wait("the first turn is saved") { saved.contains { $0.hasSuffix("auto.sav.xz") } }
            try await stop(generation: 2)
            return try #require(saved.first { $0.hasSuffix("interrupted.sav.xz") })
        }

        func start(generation: Int64) async throws -> ObservedServer {
            try agent.apply(.running(1, generation, program))
            return try await agent.wait(1) { $0.state == .up && $0.generation == generation }
        }

        /// Starts it, and waits until it serves what it saved in a file with that end. One that was just being saved at the stop may
        /// be tried before.
        func resume(generation: Int64, from end: String) async throws -> ObservedServer {
            try agent.apply(.running(1, generation, program))
            return try await agent.wait(1) {
                let arguments = agent.arguments(of: $0.processID)
                return $0.state == .up && arguments.suffix(2).first == "-f" && arguments.last?.hasSuffix(end) == true
            }
        }

        func stop(generation: Int64) async throws {
            try agent.apply(.stopped(1, generation))
            try await agent.wait(1) { $0.state == .stopped }
        }

        var saves: String { "\(agent.path)/servers/srv-1/saves" }

        func write(_ bytes: [UInt8], to name: String) {
            let file = open("\(saves)/\(name)", O_WRONLY | O_CREAT, 0o644)
            #expect(ByteStream.writeAll(bytes, to: file))
            close(file)
        }

        var saved: [String] { (try? agent.scratch.folder("servers/srv-1/saves").names()) ?? [] }
    }
}

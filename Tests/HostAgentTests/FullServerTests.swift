import Controller
import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent
@testable import Probing

/// Real servers filled to the last slot by clients that speak their protocol: one more is turned away.
@Suite struct FullServerTests {
    @Test(.timeLimit(.minutes(5))) func `BZFlag lets in as many as there are slots, and no observers`() async throws {
        let (agent, program) = try await start("bzflag", slots: 3)
        let clients = (0..<5).map { _ in PlayerClient(program, .tcp) }
        let answers = clients.map { $0.enterBZFlag() }
        #expect(answers == ["ac", "ac", "ac", "rj", "rj"])
        try await agent.wait(1) { $0.players == 3 && $0.slotsReported == 3 }
    }

    @Test(.timeLimit(.minutes(5))) func `OpenArena gives every slot and no more`() async throws {
        let (agent, program) = try await start("openarena", slots: 3)
        let process = try agent.server(1).processID
        func fill() async throws {
            let start = agent.scratch.read("servers/srv-1/server.log")?.count ?? 0
            try await agent.wait("a bot is turned away") {
                try agent.say("addbot sarge", to: 1)
                usleep(500_000)
                let log = agent.scratch.read("servers/srv-1/server.log") ?? ""
                return log.dropFirst(start).contains("All player slots are in use")
            }
        }
        try await fill()
        try await agent.wait(1) { $0.players == 3 && $0.slotsReported == 3 }

        // One more slot, for which nobody leaves, and then another bot has room.
        try agent.apply(.running(1, 2, Self.render("openarena", like: program, slots: 4)))
        try await agent.wait(1) { $0.slotsReported == 4 && $0.players == 3 }
        try await fill()
        try await agent.wait(1) { $0.players == 4 }
        #expect(try agent.server(1).processID == process)
        // Nobody has a password for it from afar.
        let remote = PlayerClient(program, .udp)
        for password in [ShelfTests.password, ShelfTests.hostSecret, ""] {
            #expect(
                remote.command("rcon \"\(password)\" set sv_maxclients 9")?.contains("No rconpassword set") != false
            )
        }
    }

    @Test(.timeLimit(.minutes(8))) func `OpenTTD gives every slot to real clients and no more`() async throws {
        let (agent, program) = try await start("openttd", slots: 2)
        let port = try #require(program.ports.first).number
        let homes = ["one", "two", "three"]
        let clients = try homes.map { home in
            _ = try agent.scratch.folder(home)
            // Nobody without a name comes in.
            agent.scratch.write("[network]\nclient_name = \(home)\n", to: "\(home)/openttd.cfg")
            let place = "\(agent.path)/\(home)"
            let words = [
                // Without a screen a client takes all of a processor that it is given.
                "HOME=\(place)", "nice", "-n", "19", program.arguments[0], "-d", "net=4", "-v", "null:ticks=100000000",
                "-s", "null", "-m", "null",
                "-c", "\(place)/openttd.cfg", "-n", "\(program.address):\(port)", "-p", ShelfTests.joinPassword,
            ]
            return Child(["/usr/bin/env"] + words, errors: "\(place)/log")
        }
        try await agent.wait("one is turned away", seconds: 240) {
            homes.contains { agent.scratch.read("\($0)/log")?.contains("Closed client connection") == true }
        }
        try await agent.wait(1, seconds: 120) { $0.players == 2 && $0.slotsReported == 2 }
        withExtendedLifetime(clients) {}
    }

    @Test(.timeLimit(.minutes(5))) func `Freeciv gives every slot, and the next client no player`() async throws {
        let (agent, program) = try await start("freeciv", slots: 2, ownUsers: true)
        let clients = ["pa", "pb", "pc"].map { name in
            let client = PlayerClient(program, .tcp)
            client.enterFreeciv(name)
            return client
        }
        try await agent.wait("three are connected") {
            try agent.say("list connections", to: 1)
            return agent.scratch.read("servers/srv-1/server.log")?.contains("pc from") == true
        }
        let lines = agent.scratch.read("servers/srv-1/server.log")?.split(separator: "\n") ?? []
        let last = ["pa", "pb", "pc"].map { name in lines.last { $0.contains("\(name) from") } ?? "" }
        #expect(last.filter { $0.contains("(player") }.count == 2, "\(last)")

        // One more slot while they are there: who comes next plays.
        let process = try agent.server(1).processID
        try agent.apply(.running(1, 2, Self.render("freeciv", like: program, slots: 3)))
        try await agent.wait("it has three slots") {
            agent.scratch.read("daemon.log")?.contains("has 3 slots, without a new start") == true
        }
        let next = PlayerClient(program, .tcp)
        next.enterFreeciv("pd")
        try await agent.wait("the next client plays") {
            try agent.say("list connections", to: 1)
            let log = agent.scratch.read("servers/srv-1/server.log")
            return log?.split(separator: "\n").last { $0.contains("pd from") }?.contains("(player") == true
        }
        #expect(try agent.server(1).processID == process)
        withExtendedLifetime((clients, next)) {}
    }

    @Test(.timeLimit(.minutes(5))) func `Cube 2 lets in as many as there are slots, whatever password they know`()
        async throws
    {
        let (agent, program) = try await start("cube2", slots: 3)
        let port = try #require(program.ports.first).number
        for password in [ShelfTests.password, ShelfTests.joinPassword, ""] {
            let clients = Child(["/usr/bin/python3", "-c", cubeClients, program.address, "\(port)", "7", password])
            let answer = String(decoding: try #require(clients.readLine()), as: UTF8.self)
            #expect(answer == "in in in 7 7 7 7", "full is 7: \(answer)")
            try await agent.wait(1) { $0.players == 3 && $0.slotsReported == 3 }
            _ = clients.finish()
            try await agent.wait(1) { $0.players == 0 }
        }
    }

    struct Crowd: Sendable, CustomTestStringConvertible {
        let product: String
        /// What the server says to who comes when it is full.
        let full: String
        /// What it says to who does not know the password, where it has one.
        var wrong: String?
        /// What its probe tells of five players.
        var players: Int? = 5

        var testDescription: String { product }
    }

    static let crowds = [
        Crowd(product: "mumble", full: "reason 6", wrong: "reason 4"),
        Crowd(product: "teeworlds", full: "This server is full", wrong: "Wrong password"),
        Crowd(product: "minetest", full: "reason 6", players: nil),
        Crowd(product: "armagetron", full: "The server is full."),
    ]

    @Test(.timeLimit(.minutes(5)), arguments: crowds)
    func `as many players come in as there are slots, and with one more slot one more`(crowd: Crowd) async throws {
        let (agent, program) = try await start(crowd.product, slots: 5)
        func come(_ names: [String], password: String = ShelfTests.joinPassword) -> PlayerCrowd {
            PlayerCrowd(crowd.product, program, password: password, names)
        }
        if let wrong = crowd.wrong { #expect(come(["p0"], password: ShelfTests.password).states == [wrong]) }
        let first = come((1...7).map { "p\($0)" })
        #expect(first.states == Array(repeating: "in", count: 5) + [crowd.full, crowd.full])
        try await agent.wait(1) { $0.players == crowd.players && $0.slotsReported == crowd.players }

        let isLive = try ShelfTests.shelf().template(crowd.product).product.resize != nil
        try agent.apply(.running(1, 2, Self.render(crowd.product, like: program, slots: 6)))
        try await agent.wait("it has six slots") {
            let isTold = agent.scratch.read("daemon.log")?.contains("has 6 slots, without a new start") == true
            return try isLive ? isTold : agent.server(1).slotsReported == 6
        }
        // A new start has sent all of them away.
        let room = isLive ? 1 : 6
        let next = come((0...room).map { "q\($0)" })
        #expect(next.states == Array(repeating: "in", count: room) + [crowd.full])
        withExtendedLifetime((first, next)) {}
    }

    /// Each program says of itself whether it asks for one.
    @Test(.timeLimit(.minutes(5)), arguments: ["teeworlds", "openarena", "openttd"])
    func `a password to come in is asked for where one is set, and only there`(id: String) async throws {
        for isSet in [true, false] {
            let (agent, program) = try await start(id, slots: 4, asks: isSet)
            let answer = try #require(PlayerClient(program, program.probe.kind.transport).ask(program.probe.kind))
            #expect(Self.asks(answer, program.probe.kind) == isSet, "\(answer)")
            withExtendedLifetime(agent) {}
        }
    }

    /// Read from the answer of the program, beside what the probe takes from it.
    private static func asks(_ answer: [UInt8], _ kind: ProbePlan.Kind) -> Bool? {
        switch kind {
        case .quake3: return String(decoding: answer, as: UTF8.self).contains("\\g_needpass\\1")
        case .openttd:
            // Behind the revision, the last text.
            let revision = Array("13.0".utf8) + [0]
            let start = answer.indices.first { answer[$0...].starts(with: revision) }
            return start.map { answer[$0 + revision.count] == 1 }
        default:
            // Teeworlds: a number, five texts, then flags.
            let texts = answer.dropFirst(18).split(separator: 0, maxSplits: 5, omittingEmptySubsequences: false)
            return texts.last?.first.map { $0 & 1 == 1 }
        }
    }

    /// The same server with other slots.
    static func render(_ id: String, like program: Program, slots: Int) throws -> Program {
        let place = Place(address: program.address, port: program.ports[0].number)
        return try ShelfTests.render(ShelfTests.shelf().template(id), place, slots: slots)
    }

    private func start(_ id: String, slots: Int, ownUsers: Bool = false, asks: Bool = true) async throws -> (
        TestAgent, Program
    ) {
        let product = try ShelfTests.shelf().template(id)
        let path = try #require(product.product.program.first)
        try Requirement.program(path, package: product.product.packages.joined(separator: " "))
        let place = Place.free(offsets: product.product.ports.map(\.offset))
        let program = try ShelfTests.render(product, place, slots: slots, asks: asks)
        let agent = try TestAgent(programs: [path], ownUsers: ownUsers)
        try agent.start()
        try agent.apply(.running(1, 1, program))
        try await agent.wait(1) { $0.state == .up }
        return (agent, program)
    }
}

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

/// A player's end of a connection, written from the protocols.
final class PlayerClient {
    private let descriptor: Int32

    init(_ program: Program, _ transport: PortBinding.Transport) {
        let type = transport == .udp ? SOCK_DGRAM : SOCK_STREAM
        // Not for an agent that is started meanwhile: the connection would outlive the player.
        descriptor = socket(AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let port = program.ports.first { $0.name == program.probe.port }?.number ?? 0
        _ = NumericAddress(program.address)?.withSocketAddress(port: port) { connect(descriptor, $0, $1) }
    }

    deinit { close(descriptor) }

    /// The last answer of a whole dialogue.
    func ask(_ kind: ProbePlan.Kind) -> [UInt8]? {
        var dialogue = kind.dialogue(nonce: 0x0403_0201)
        guard ByteStream.writeAll(dialogue.opening, to: descriptor) else { return nil }
        while let bytes = ByteStream.readSome(from: descriptor, most: 16_384), !bytes.isEmpty {
            switch dialogue.take(bytes) {
            case .wait: continue
            case .send(let next): _ = ByteStream.writeAll(next, to: descriptor)
            case .done: return bytes
            }
        }
        return nil
    }

    /// Joins a team of the server's choice; `ac`cepted or `rj`ected.
    func enterBZFlag() -> String? {
        _ = ByteStream.writeAll(Array("BZFLAG\r\n\r\n".utf8), to: descriptor)
        guard read(9)?.starts(with: Array("BZFS".utf8)) == true else { return nil }
        func padded(_ text: String, _ count: Int) -> [UInt8] {
            Array(text.utf8) + [UInt8](repeating: 0, count: count - text.utf8.count)
        }
        // A tank, any team, name, motto, token, version.
        let name = "p\(descriptor)"
        let body = [0, 0, 0xFF, 0xFE] + padded(name, 32) + padded("", 128) + padded("", 22) + padded("2.4.26", 60)
        let length = [UInt8(body.count >> 8), UInt8(body.count & 0xFF)]
        _ = ByteStream.writeAll(length + Array("en".utf8) + body, to: descriptor)
        while let head = read(4), read(Int(head[0]) << 8 | Int(head[1])) != nil {
            let code = String(decoding: head[2...], as: UTF8.self)
            if ["ac", "rj"].contains(code) { return code }
        }
        return nil
    }

    /// Asks to be let in; it is, as a player while there is room.
    func enterFreeciv(_ name: String) {
        func text(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }
        let version: [UInt8] = [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 6]
        let body = [4] + text(name) + text("+Freeciv-3.0-network") + text("") + version
        _ = ByteStream.writeAll([0, UInt8(body.count + 2)] + body, to: descriptor)
    }

    /// A command without a connection, as OpenArena takes it.
    func command(_ text: String) -> String? {
        let command: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF] + Array(text.utf8)
        guard ByteStream.writeAll(command, to: descriptor) else { return nil }
        return ByteStream.readSome(from: descriptor, most: 16_384).map { String(decoding: $0, as: UTF8.self) }
    }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let more = ByteStream.readSome(from: descriptor, most: count - bytes.count), !more.isEmpty else {
                return nil
            }
            bytes += more
        }
        return bytes
    }
}

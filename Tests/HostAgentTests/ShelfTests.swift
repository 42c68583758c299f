import Controller
import Foundation
import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent
@testable import Probing

/// Every product of the shelf against the real program of its Debian package: rendered, started by a real agent, asked,
/// resized, stopped, erased.
@Suite struct ShelfTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let product: String
        /// What the program makes of ``name``; nil where its answers have no name.
        let shown: String?
        /// How it ends when it is asked to.
        let ending: String
        /// Whether its protocol tells the slots.
        var tellsSlots = true
        /// Below its directory, where the program keeps what its clients made.
        var keeps = ""
        /// What it makes once, for good, where it does.
        var made: String?
        /// Sockets that it has beside its ports, as `product.yaml` says.
        var beside = 0

        var testDescription: String { product }
    }

    /// Quotes, ends of lines, comments, escapes, and what the agent itself would replace.
    static let name = "A\"; \n#b \\ {DIR} $c %s ^1 //é"

    static let password = "s3cretWord"
    static let hostSecret = "h0stSecret"
    static let joinPassword = "j01n-Word_"

    static let samples = [
        Sample(product: "mumble", shown: nil, ending: "with exit code 0"),
        Sample(product: "teeworlds", shown: "A\"; #b \\ (DIR) $c %s ^1 //é", ending: "by signal 15", beside: 1),
        Sample(
            product: "openarena",
            shown: "A', #b / (DIR) $c .s ^1 //é",
            ending: "with exit code 1",
            keeps: "home/baseoa/"
        ),
        Sample(
            product: "minetest",
            shown: nil,
            ending: "with exit code 0",
            tellsSlots: false,
            keeps: "world/",
            made: "world/map_meta.txt"
        ),
        Sample(product: "bzflag", shown: nil, ending: "with exit code 0"),
        Sample(product: "cube2", shown: "A\"; #b \\ (DIR) $c %s ^1 //?", ending: "by signal 15", beside: 1),
        Sample(
            product: "armagetron",
            shown: "A'; #b / (DIR) $c %s ^1 //é",
            ending: "by signal 15",
            keeps: "var/",
            beside: 1
        ),
        Sample(
            product: "openttd",
            shown: "A'; #b \\ (DIR) $c %s ^1 //é",
            ending: "with exit code 0",
            keeps: "save/autosave/"
        ),
        Sample(product: "freeciv", shown: nil, ending: "with exit code 0", tellsSlots: false, keeps: "saves/"),
    ]

    @Test func `every product of the shelf is here, and only those that were run count as verified`() throws {
        let shelf = try Self.shelf()
        #expect(try shelf.all.filter { $0.verified == true }.map(\.id) == Self.samples.map(\.product).sorted())
        let documented = (DocumentedProductTests.samples.map(\.product) + [TeamSpeakHost.product]).sorted()
        #expect(try shelf.all.filter { $0.verified == false }.map(\.id) == documented)
    }

    @Test(.timeLimit(.minutes(5)), arguments: samples)
    func
        `a product runs with its slots and name, is resized, crashes, goes on with its data after a stop, and leaves nothing`(
            sample: Sample
        ) async throws
    {
        let product = try Self.shelf().template(sample.product)
        for path in try Self.shelf().programs where product.product.program.first == path {
            try Requirement.program(path, package: product.product.packages.joined(separator: " "))
        }
        let place = Place.free(offsets: product.product.ports.map(\.offset))
        let agent = try Self.agent(for: product)
        try agent.start()

        let first = try Self.render(product, place, slots: 6)
        #expect(try agent.apply(.running(1, 1, first)).refused.isEmpty)
        let up = try await agent.wait(1) { $0.state == .up }
        #expect(up.slotsReported == (sample.tellsSlots ? 6 : nil))
        #expect(up.players == (sample.tellsSlots ? 0 : nil))
        let process = try #require(up.processID)
        #expect(PortHolding.look(first, processID: process) == .own)
        let answer = try #require(converse(first))
        #expect(answer.name == sample.shown)
        for secret in [Self.password, Self.hostSecret, Self.joinPassword] {
            #expect(agent.processes(showing: secret).isEmpty, "a secret stands in a command line or an environment")
        }
        if let user = agent.user(of: 1) {
            let has = Belongings(of: user)
            #expect(has.processes.contains(process) && !has.files.isEmpty)
            // Armagetron opens its own anew now and then.
            try await agent.wait("it has its ports and what product.yaml says, no more: \(has.sockets)") {
                Belongings(of: user).sockets.count == first.ports.count + sample.beside
            }
        }

        // Every slot but one more; the same directory.
        let second = try Self.render(product, place, slots: 9)
        try agent.apply(.running(1, 2, second))
        let isLive = product.product.resize != nil
        try await agent.wait("it has nine slots") {
            let log = agent.scratch.read("daemon.log") ?? ""
            return log.contains("has 9 slots, without a new start") == isLive
        }
        let resized = try await agent.wait(1) {
            $0.generation == 2 && $0.state == .up && ($0.processID == process) == isLive
                && $0.slotsReported == (sample.tellsSlots ? 9 : nil)
        }
        // A map that begins anew may keep a busy machine's OpenArena silent for some seconds.
        let isSmooth = isLive && sample.product != "openarena"
        #expect(try !isSmooth || agent.classes(1) == [.down, .up], "who plays on it is not cut off")
        #expect(resized.restarts == 0)

        try await Self.crash(agent, resized, sample)
        try await Self.suspend(agent, second, sample)

        // As at the end of a contract: stopped for a while, then erased.
        try agent.apply(.stopped(1, 5))
        try await agent.wait(1) { $0.state == .stopped }
        try agent.apply(.absent(1, 6))
        try await agent.wait(1) { $0.state == .absent }
        #expect(PortRelease.obstacle(address: first.address, ports: first.ports) == nil)
        #expect(try agent.scratch.folder("servers").names().isEmpty)
        #expect(agent.processes() == [try #require(agent.daemon).processID])
        if let user = agent.user(of: 1) {
            let left = Belongings(of: user)
            #expect(left.isEmpty, "\(left)")
        }
    }

    /// It is killed, starts again by itself, and answers with the slots that it had.
    private static func crash(_ agent: TestAgent, _ server: ObservedServer, _ sample: Sample) async throws {
        let process = try #require(server.processID)
        kill(process, SIGKILL)
        let back = try await agent.wait(1) { $0.state == .up && $0.processID != process }
        #expect(back.restarts == 1 && back.slotsReported == (sample.tellsSlots ? 9 : nil))
        let down = try #require(try agent.report().records.last { $0.kind == .down })
        #expect(down.evidence.note == "process \(process) gone by signal 9")
    }

    /// It is stopped, which frees its ports and keeps its files, and goes on with them.
    private static func suspend(_ agent: TestAgent, _ program: Program, _ sample: Sample) async throws {
        let process = try #require(try agent.server(1).processID)
        try agent.apply(.stopped(1, 3))
        try await agent.wait(1) { $0.state == .stopped }
        let log = try #require(agent.scratch.read("daemon.log"))
        #expect(log.contains("process \(process) gone \(sample.ending), as asked"), "\(log)")
        #expect(!log.contains("not in the way"))
        #expect(PortRelease.obstacle(address: program.address, ports: program.ports) == nil)
        if let user = agent.user(of: 1) {
            let has = Belongings(of: user)
            #expect(has.processes.isEmpty && has.sockets.isEmpty, "\(has)")
        }

        let directory = "servers/srv-1/"
        agent.scratch.write("the client's", to: directory + sample.keeps + "kept")
        let made = sample.made.flatMap { agent.scratch.read(directory + $0) }
        #expect((made == nil) == (sample.made == nil))
        let files = found(in: [agent.path + "/" + directory], "-type", "f")
        try agent.apply(.running(1, 4, program))
        let again = try await agent.wait(1) { $0.state == .up && $0.generation == 4 }
        #expect(again.slotsReported == (sample.tellsSlots ? 9 : nil))
        #expect(agent.scratch.read(directory + sample.keeps + "kept") == "the client's")
        #expect(sample.made.flatMap { agent.scratch.read(directory + $0) } == made)
        let lost = files.subtracting(found(in: [agent.path + "/" + directory], "-type", "f"))
        #expect(lost.isEmpty, "\(lost)")
    }

    /// Their probes and the look for the owner of their ports are of that kind too.
    @Test(.timeLimit(.minutes(5)), arguments: samples.filter { ["mumble"].contains($0.product) })
    func `a product that is given IPv6 addresses serves on one`(sample: Sample) async throws {
        let product = try Self.shelf().template(sample.product)
        try Requirement.program(
            try #require(product.product.program.first),
            package: product.product.packages.joined(separator: " ")
        )
        let place = Place(address: "::1", port: Place.free(offsets: product.product.ports.map(\.offset)).port)
        let agent = try Self.agent(for: product)
        try agent.start()
        let program = try Self.render(product, place, slots: 6)
        #expect(try agent.apply(.running(1, 1, program)).refused.isEmpty)
        let up = try await agent.wait(1) { $0.state == .up }
        #expect(up.slotsReported == 6)
        #expect(PortHolding.look(program, processID: try #require(up.processID)) == .own)
        try agent.apply(.absent(1, 2))
        try await agent.wait(1) { $0.state == .absent }
        #expect(PortRelease.obstacle(address: program.address, ports: program.ports) == nil)
    }

    @Test(.timeLimit(.minutes(5)), arguments: samples)
    func `a server whose port is taken does not count as up`(sample: Sample) async throws {
        let product = try Self.shelf().template(sample.product)
        try Requirement.program(
            try #require(product.product.program.first),
            package: product.product.packages.joined(separator: " ")
        )
        let place = Place.free(offsets: product.product.ports.map(\.offset))
        let program = try Self.render(product, place, slots: 6)
        let port = try #require(program.ports.first { $0.name == program.probe.port })
        let squatter = try occupy(program.address, port)
        defer { close(squatter) }
        let agent = try Self.agent(for: product)
        try agent.start()
        try agent.apply(.running(1, 1, program))
        // Some end, some live on beside it, some take another port: all are found out.
        let told = try await agent.wait(1) { $0.problem != nil }
        #expect([.unresponsive, .waiting, .failed].contains(told.state), "\(told)")
        #expect(try !agent.classes(1).contains(.up))
    }

    private static func agent(for product: ProductTemplate) throws -> TestAgent {
        try TestAgent(programs: product.product.program.prefix(1).map { $0 }, ownUsers: true)
    }

    static func shelf() throws -> ProductShelf {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        return try ProductShelf.load("\(root)/Templates/servers")
    }

    static func render(_ product: ProductTemplate, _ place: Place, slots: Int, asks: Bool = true) throws -> Program {
        try product.render(
            slots: slots,
            address: place.address,
            ports: product.product.ports.map {
                PortBinding(name: $0.name, transport: $0.transport, number: place.port + $0.offset)
            },
            name: name,
            password: password,
            hostSecret: hostSecret,
            secrets: (product.product.settings ?? [:]).filter { asks && $0.value.kind == .secret }
                .mapValues { _ in joinPassword }
        )
    }

    private func occupy(_ text: String, _ port: PortBinding) throws -> Int32 {
        let address = try #require(NumericAddress(text))
        let type = port.transport == .udp ? SOCK_DGRAM : SOCK_STREAM
        let descriptor = socket(address.family, Int32(type.rawValue), 0)
        try #require(address.withSocketAddress(port: port.number) { bind(descriptor, $0, $1) } == 0)
        if port.transport == .tcp { try #require(listen(descriptor, 1) == 0) }
        return descriptor
    }

    /// One whole dialogue, with a socket that waits; asked again where the server kept silent.
    private func converse(_ program: Program) -> ProbeAnswer? {
        for _ in 0..<10 { if let answer = converseOnce(program) { return answer } }
        return nil
    }

    private func converseOnce(_ program: Program) -> ProbeAnswer? {
        let kind = program.probe.kind
        guard let address = NumericAddress(program.address),
            let port = program.ports.first(where: { $0.name == program.probe.port })
        else { return nil }
        let type = kind.transport == .udp ? SOCK_DGRAM : SOCK_STREAM
        let descriptor = socket(address.family, Int32(type.rawValue), 0)
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 2, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard address.withSocketAddress(port: port.number, { connect(descriptor, $0, $1) }) == 0 else { return nil }
        var dialogue = kind.dialogue(nonce: .random(in: 0 ... .max))
        var received: [UInt8] = []
        guard ByteStream.writeAll(dialogue.opening, to: descriptor) else { return nil }
        while let bytes = ByteStream.readSome(from: descriptor, most: 16_384), !bytes.isEmpty {
            received = kind.transport == .udp ? bytes : received + bytes
            switch dialogue.take(received) {
            case .wait: continue
            case .send(let next): _ = ByteStream.writeAll(next, to: descriptor)
            case .done(let answer): return answer
            }
        }
        return nil
    }
}

extension Place {
    /// One where every port of a product is free.
    static func free(offsets: [Int]) -> Place {
        while true {
            let place = free()
            let all = offsets.flatMap { offset in
                place.ports.map { PortBinding(name: $0.name, transport: $0.transport, number: $0.number + offset) }
            }
            if PortRelease.obstacle(address: place.address, ports: all) == nil { return place }
        }
    }
}

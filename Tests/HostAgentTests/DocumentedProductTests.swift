import Controller
import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// Products whose real programs we do not have: a real agent runs their templates with stub servers in the programs' place, which
/// read the rendered files and arguments and speak the documented protocol over real sockets. ``TeamSpeakTests`` has TeamSpeak 3.
@Suite(.timeLimit(.minutes(5)))
struct DocumentedProductTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let product: String
        let shown: String

        var testDescription: String { product }
    }

    static let samples = [
        Sample(product: "minecraft", shown: "A\"; #b \\ (DIR) $c %s ^1 //é\nWelcome"),
        Sample(product: "source", shown: "A', #b / (DIR) $c .s ^1 //é"),
    ]

    @Test(arguments: samples)
    func `it runs with its slots and name, is resized, stopped and erased`(sample: Sample) async throws {
        let agent = try Self.agent()
        let place = Place.free()
        let first = try Self.render(sample.product, place, slots: 6)
        #expect(try agent.apply(.running(1, 1, first)).refused.isEmpty)
        let up = try await agent.wait(1) { $0.state == .up }
        #expect(up.slotsReported == 6 && up.players == 0)
        #expect(agent.scratch.read("servers/srv-1/shown") == sample.shown)
        for secret in [ShelfTests.password, ShelfTests.hostSecret, ShelfTests.joinPassword] {
            #expect(agent.processes(showing: secret).isEmpty, "a secret stands in a command line or an environment")
        }

        try agent.apply(.running(1, 2, Self.render(sample.product, place, slots: 9)))
        let resized = try await agent.wait(1) { $0.generation == 2 && $0.state == .up && $0.slotsReported == 9 }
        #expect((resized.processID == up.processID) == (first.resize?.way != nil))

        try agent.apply(.stopped(1, 3))
        try await agent.wait(1) { $0.state == .stopped }
        let log = try #require(agent.scratch.read("daemon.log"))
        #expect(log.contains("process \(try #require(resized.processID)) gone with exit code 0, as asked"), "\(log)")
        try agent.apply(.absent(1, 4))
        try await agent.wait(1) { $0.state == .absent }
        #expect(!agent.scratch.exists("servers/srv-1"))
        #expect(agent.processes() == [try #require(agent.daemon).processID])
    }

    @Test func `R6.2-03 hostile answers never count as up, and hold up nobody`() async throws {
        let agent = try Self.agent()
        let modes = ["half", "noise", "endless", "wrong"]
        let hostile = Self.samples.flatMap { sample in modes.map { (sample.product, $0) } }
        for (number, (product, mode)) in hostile.enumerated() {
            let program = try Self.render(product, .free(), slots: 6, mode: mode)
            #expect(try agent.apply(.running(number + 10, 1, program)).refused.isEmpty)
        }
        for (number, sample) in Self.samples.enumerated() {
            try agent.apply(.running(number + 1, 1, Self.render(sample.product, .free(), slots: 6)))
        }
        for number in Self.samples.indices { try await agent.wait(number + 1) { $0.state == .up } }
        for number in hostile.indices {
            let told = try await agent.wait(number + 10, seconds: 120) { $0.state == .unresponsive }
            #expect(told.problem != nil)
            #expect(try !agent.classes(number + 10).contains(.up), "\(hostile[number])")
        }
        for number in Self.samples.indices { #expect(try agent.server(number + 1).state == .up) }
    }

    @Test func `a licence that nobody accepted keeps a product from running`() throws {
        for id in ["minecraft", "teamspeak3"] {
            let product = try ShelfTests.shelf().template(id)
            let error = #expect(throws: ProductError.self) { try ShelfTests.render(product, .free(), slots: 6) }
            #expect(error?.description.contains("acceptedLicences") == true)
        }
        let accepting = try ShelfTests.shelf().accepting(["minecraft"])
        let program = try ShelfTests.render(accepting.template("minecraft"), .free(), slots: 6)
        #expect(program.files.contains { $0.path == "eula.txt" && $0.text.contains("\neula=true\n") })
    }

    private static let python = "/usr/bin/python3"

    private static func agent() throws -> TestAgent {
        try Requirement.program(python, package: "python3")
        let agent = try TestAgent(programs: [python])
        try agent.start()
        return agent
    }

    /// The product's program with a stub in the place of the real one.
    private static func render(_ id: String, _ place: Place, slots: Int, mode: String = "honest") throws -> Program {
        let real = try ShelfTests.render(ShelfTests.shelf().template(id).accepted, place, slots: slots)
        return real.with(
            arguments: [python, "{DIR}/stub.py", id, mode] + real.arguments.dropFirst(),
            files: real.files + [RenderedFile(path: "stub.py", mode: 0o600, text: StubServer.text)]
        )
    }
}

import Foundation
import LoopbackHosts
import TestSupport
import Testing

/// `lessor subscription resize` from the command to the running server: real sshd, agent and servers.
@Suite(.timeLimit(.minutes(10))) struct SlotChangeTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let product: String
        let slots: [Int]
        /// Whether the client gets a password for it.
        let hasPassword: Bool
        /// Whether it takes other slots while it runs.
        let isLive: Bool
        let program: String

        var testDescription: String { product }
    }

    @Test(arguments: [
        Sample(
            product: "armagetron",
            slots: [4, 7, 5],
            hasPassword: false,
            isLive: true,
            program: "/usr/games/armagetronad-dedicated.real"
        ),
        Sample(
            product: "teeworlds",
            slots: [4, 7, 5],
            hasPassword: true,
            isLive: true,
            program: "/usr/games/teeworlds-server"
        ),
        Sample(product: "mumble", slots: [10, 20, 15], hasPassword: true, isLive: false, program: "/usr/sbin/murmurd"),
    ])
    func `AMB-44 a server has its other slots from the due date on, as its game takes them`(sample: Sample) async throws
    {
        try Requirement.program(sample.program, package: sample.product)
        try await withServer(sample.product, sample.slots[0]) { fleet in
            #expect(try toldPassword(fleet) == sample.hasPassword)
            var process = try await fleet.processes(of: "srv-1001", on: "h1")
            for (slots, due) in zip(sample.slots.dropFirst(), ["2026-03-02", "2026-04-02"]) {
                let asked = try await fleet.lab.run("subscription", "resize", "S-1001", "--slots", "\(slots)")
                #expect(asked.status == 0, "\(asked.errors)")
                try await fleet.settle()
                #expect(try await fleet.lab.run("server", "show", "srv-1001").output.contains(" of \(slots)") == false)
                #expect(
                    try await fleet.processes(of: "srv-1001", on: "h1") == process,
                    "before the due date nothing changes"
                )
                let moved = try await fleet.lab.run("clock", "set", due)
                #expect(moved.status == 0, "\(moved.output)\(moved.errors)")
                try await fleet.settle()
                let shown = try await fleet.lab.run("server", "show", "srv-1001").output
                #expect(shown.contains("seen      up") && shown.contains("0 of \(slots)"), "\(shown)")
                let now = try await fleet.processes(of: "srv-1001", on: "h1")
                #expect((now == process) == sample.isLive, "\(now) \(process)")
                process = now
            }
        }
    }

    @Test func `R7.9-01 slots that a client has raised are set right, and refund nothing`() async throws {
        let program = "/usr/games/armagetronad-dedicated.real"
        try Requirement.program(program, package: "armagetronad-dedicated")
        try await withServer("armagetron", 4) { fleet in
            let process = try await fleet.processes(of: "srv-1001", on: "h1")
            let raised = try await fleet.lab.run("server", "console", "srv-1001", "MAX_CLIENTS 16", "--format", "json")
            #expect(raised.status == 0, "\(raised.errors)")
            let said = try #require(try JSON.parse(raised.output) as? [String: Any])
            let answers = try #require(said["answers"] as? [[String: Any]])
            #expect(answers.map { $0["command"] as? String } == ["MAX_CLIENTS 16"])
            #expect(answers.first?["lines"] is [String] && said["host"] as? String == "h1", "\(said)")
            let log = try await fleet.root("h1") + "/log/agent.log"
            for _ in 0..<600
            where (try? String(contentsOfFile: log, encoding: .utf8).contains("without a new start")) != true {
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await fleet.lab.run("clock", "advance", "7d").status == 0)
            try await fleet.settle()
            let shown = try await fleet.lab.run("server", "show", "srv-1001").output
            #expect(shown.contains("seen      up") && shown.contains("0 of 4"), "\(shown)")
            #expect(try await fleet.processes(of: "srv-1001", on: "h1") == process)
            let journal = try await fleet.lab.run("ledger", "journal", "--format", "json").output
            #expect(!journal.contains("interruption") && !journal.contains("R7.9"), "\(journal)")
        }
    }

    /// Whether the mail of the delivery has a line for it (R12.4-02).
    private func toldPassword(_ fleet: LoopbackFleet) throws -> Bool {
        let spool = fleet.lab.state + "/mail"
        let name = try #require(FileManager.default.contentsOfDirectory(atPath: spool).first { $0.contains("R6.2-03") })
        let text = try String(contentsOfFile: spool + "/" + name, encoding: .utf8).lowercased()
        #expect(text.contains("port"))
        return text.contains("password:") || text.contains("mot de passe d'administration :")
    }

    private func withServer(_ product: String, _ slots: Int, _ body: (LoopbackFleet) async throws -> Void) async throws
    {
        try await withFleet { fleet in
            let games = LessorProgram.source + "/Templates/catalogue/games.yaml"
            let text = try String(contentsOfFile: games, encoding: .utf8)
            let list = fleet.lab.folder.path + "/games.yaml"
            try text.replacing("validFrom: 2010-01-01", with: "validFrom: 2026-01-31")
                .write(toFile: list, atomically: true, encoding: .utf8)
            let priced = try await fleet.lab.run("price", "publish", list)
            try #require(priced.status == 0, "\(priced.output)\(priced.errors)")
            #expect(try await fleet.add("h1").status == 0)
            try await fleet.lab.openAccount(1001)
            let words = ["order", "place", "A-1001", "--product", product, "--slots", "\(slots)", "--accept-terms"]
            let ordered = try await fleet.lab.run(words)
            try #require(ordered.status == 0, "\(ordered.errors)")
            try await fleet.pay(for: 1001)
            try await fleet.settle()
            let shown = try await fleet.lab.run("server", "show", "srv-1001").output
            try #require(shown.contains("seen      up"), "\(shown)")
            try await body(fleet)
        }
    }
}

import Foundation
import Testing

/// Mistakes that people make at the command line: one clear sentence on standard error, the documented status, nothing changed.
@Suite struct BadInputTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let words: String
        let status: Int32
        let says: [String]
        var testDescription: String { words }

        init(_ words: String, _ status: Int32, _ says: String...) {
            self.words = words
            self.status = status
            self.says = says
        }
    }

    static let mistakes = [
        Mistake("account show A-7", 66, "no account A-7", "lessor account list"),
        Mistake("account show 7", 64, "7"),
        Mistake("subscription show S-7", 66, "no subscription S-7"),
        Mistake("server show srv-7", 66, "no server srv-7"),
        Mistake("host show h9", 66, "no host h9", "lessor host list"),
        Mistake("host remove h9", 66, "no host h9"),
        Mistake("explain nonsense", 64, "nonsense"),
        Mistake("order place A-1001 --product quake --slots 10 --accept-terms", 66, "quake", "mumble"),
        Mistake("order place A-1001 --product mumble --slots 4 --accept-terms", 1, "slots"),
        Mistake("order place A-1001 --product mumble --slots 100000 --accept-terms", 1, "slots"),
        Mistake("order place A-1001 --product mumble --slots 10 --months 0 --accept-terms", 1, "month", "R6.10-03"),
        Mistake("order place A-7 --product mumble --slots 10 --accept-terms", 66, "no account A-7"),
        Mistake("account open --name X --email nobody", 1, "nobody", "name@domain"),
        Mistake("account correct A-1001 --email a@b@c", 1, "a@b@c"),
        Mistake("account correct A-7 --email a@example.com", 66, "no account A-7"),
        Mistake("account unpark A-1001", 1, "A-1001", "not parked"),
        Mistake("payment credit A-1001 --amount 0 --method transfer --reference X", 1, "0"),
        Mistake("payment credit A-1001 --amount=-5 --method transfer --reference X", 1, "-5"),
        Mistake("payment credit A-1001 --amount 1.234 --method transfer --reference X", 1, "decimal"),
        Mistake("payment credit A-1001 --amount ten --method transfer --reference X", 1, "ten"),
        Mistake("payment credit A-1001 --amount 5 --currency USD --method transfer --reference X", 1, "R6.6-05"),
        Mistake("payment credit A-1001 --amount 5 --method bitcoin --reference X", 1, "R6.6-05"),
        Mistake("payment credit A-1001 --amount 5 --method transfer", 1, "R6.11-05"),
        Mistake("payment credit A-7 --amount 5 --method transfer --reference X", 66, "A-7"),
        Mistake("payment clear A-1001 CHQ-9", 1, "CHQ-9"),
        Mistake("payment import /nonexistent.xml", 66, "no file /nonexistent.xml"),
        Mistake("payment import /dev/null", 65, "/dev/null is empty"),
        Mistake("payment import /etc/passwd", 1, "/etc/passwd is not XML", "--mapping: paypal"),
        Mistake("payment import /etc/passwd --mapping paypal", 65, "/etc/passwd", "line 1", "header"),
        Mistake("payment match L-1 --account A-1001", 66, "L-1", "lessor payment unmatched"),
        Mistake("payment match 1 --account A-1001", 64, "1"),
        Mistake("payment ignore L-1 --reason= ", 64, "--reason"),
        Mistake("payment ignore L-1 --reason lost", 66, "L-1"),
        Mistake("subscription reactivate S-1001", 1, "S-1001"),
        Mistake("subscription terminate S-1001", 1, "--yes"),
        Mistake("subscription terminate S-7 --signed-in --yes", 66, "no subscription S-7"),
        Mistake("subscription not-renew S-1001", 1, "--yes"),
        Mistake("hold place A-1001 --cause conduct --reference C-1 --reason spam", 1, "R8-02", "evidence"),
        Mistake("hold place A-1001 --cause security --reference C-1 --reason x", 1, "R7.5-02"),
        Mistake("hold place A-1001 --cause identity --reference I-1 --reason x", 1, "R8-04", "case I-1"),
        Mistake("hold place A-1001 --cause forceMajeure --reference C-1 --reason x", 64, "forceMajeure"),
        Mistake("hold place 1001 --cause conduct --reference C-1 --reason x", 64, "1001"),
        Mistake("hold lift A-1001 --cause conduct --reference C-1", 1, "R8-02", "C-1"),
        Mistake("hold lift S-7 --cause conduct --reference C-1", 66, "no subscription S-7"),
        Mistake("breach offence A-1001 --article 7.8 --reason x --evidence y", 1, "--yes"),
        Mistake("breach check A-1001 --subject x --result=\t", 1, "R9-02"),
        Mistake("account bounced A-1001 --mail x", 1, "x names no mail"),
        Mistake("clock set 2026-01-01", 1, "never runs backwards"),
        Mistake("clock set tomorrow", 64, "tomorrow"),
        Mistake("host add 9lives --address 127.0.0.1 --identity x --slots 5 --accept-host-key", 64, "letter"),
        Mistake("host add h1 --address 127.0.0.1 --identity x --slots 5", 64, "--host-key"),
        Mistake("host add h1 --address 127.0.0.1 --identity x --slots -5 --accept-host-key", 64, "more than 0"),
        Mistake("host add h1 --identity x --slots 5 --accept-host-key", 1, "h1 is new", "--address"),
        Mistake("host set h1 --slots -5", 64, "more than 0"),
        Mistake("host set h1 --memory 5X", 64, "5X", "900M or 16G"),
        Mistake("host set h1 --labels a+b", 64, "a+b", "ssd,zone=paris"),
        Mistake("host add h1 --address 127.0.0.1 --identity x --slots 0 --accept-host-key", 64, "--slots"),
        Mistake(
            "host add h1 --address 127.0.0.1 --ports 80-90 --identity x --slots 5 --accept-host-key",
            64,
            "The port 80 in --ports cannot be given to servers: those below 1024 are for root alone."
        ),
        Mistake(
            "host add h1 --address 127.0.0.1 --port 1 --identity /nonexistent --slots 5 --accept-host-key",
            69,
            "/nonexistent"
        ),
    ]

    @Test func `R2-03: no order of a client who never accepted the terms`() async throws {
        let lab = try await TemporaryLab()
        try await lab.run("account", "open", "--name", "Test Client", "--email", "client@example.com")
        let order = ["order", "place", "A-1001", "--product", "mumble", "--slots", "10"]
        let refused = try await lab.run(order)
        #expect(refused.status == 1 && refused.errors.contains("--accept-terms"), "\(refused.errors)")
        #expect(try await lab.run("account", "accept", "A-1001").status == 0)
        #expect(try await lab.run(order).status == 0)
    }

    @Test(arguments: mistakes) func `one clear sentence`(_ mistake: Mistake) async throws {
        let lab = try await TemporaryLab()
        try await lab.openClient()
        let before = try await lab.run("ledger", "balances").output
        let result = try await LessorProgram.run(mistake.words.split(separator: " ").map(String.init), state: lab.state)
        #expect(result.status == mistake.status, "\(result.errors)")
        for words in mistake.says { #expect(result.errors.contains(words), "\(result.errors)") }
        #expect(!result.errors.contains("Fatal") && !result.errors.contains("(code"), "\(result.errors)")
        // An irregular payment is kept in suspense; no client has anything of it.
        let after = try await lab.run("ledger", "balances").output
        if mistake.says.contains("R6.11-05") {
            #expect(after.contains("provider:suspense") && !after.contains("client:A-1001:balance"), "\(after)")
        } else {
            #expect(after == before)
        }
        #expect(try await lab.run("ledger", "verify").status == 0)
    }

    @Test func `a payment reference is credited once`() async throws {
        let lab = try await TemporaryLab()
        try await lab.openClient()
        let words = ["payment", "credit", "A-1001", "--amount", "5", "--method", "transfer", "--reference", "VIR-1"]
        #expect(try await LessorProgram.run(words, state: lab.state).status == 0)
        let again = try await LessorProgram.run(words, state: lab.state)
        #expect(again.status == 1)
        #expect(again.errors.contains("VIR-1"))
        let balance = try await lab.run("account", "show", "A-1001").output
        #expect(balance.contains("5.00 EUR"))
    }

    @Test func `a real state refuses to have its clock moved`() async throws {
        let lab = try await TemporaryLab()
        let real = lab.folder.path + "/real"
        #expect(try await LessorProgram.run(["init"], state: real).status == 0)
        for words in [["clock", "advance", "1d"], ["clock", "set", "2099-01-01"]] {
            let moved = try await LessorProgram.run(words, state: real)
            #expect(moved.status == 1)
            #expect(moved.errors.contains("real state"), "\(moved.errors)")
        }
        let start = try await LessorProgram.run(["init", "--at", "2020-01-01"], state: lab.folder.path + "/other")
        #expect(start.status == 64)
    }

    @Test func `a state directory is made once`() async throws {
        let lab = try await TemporaryLab()
        let again = try await lab.run("init", "--lab")
        #expect(again.status == 1)
        #expect(again.errors.contains("holds a state already"))
    }

    @Test func `no state directory`() async throws {
        let result = try await LessorProgram.run(["account", "list"], state: "/nonexistent/state")
        #expect(result.status == 66)
        #expect(result.errors.contains("lessor init"))
    }

    @Test func `lists print nothing but JSON when asked`() async throws {
        let lab = try await TemporaryLab()
        try await lab.openClient()
        for words in [
            "account list", "account show A-1001", "subscription list", "subscription show S-1001", "server list",
            "host list", "ledger balances", "ledger export", "ledger journal", "ledger verify", "explain S-1001",
            "plan", "status",
            "clock show", "order prices", "payment unmatched",
        ] {
            let result = try await LessorProgram.run(
                words.split(separator: " ").map(String.init) + ["--format", "json"],
                state: lab.state
            )
            #expect(result.status == 0, "\(words): \(result.errors)")
            #expect(throws: Never.self, "\(words)") { try JSON.parse(result.output) }
            #expect(!result.output.contains("\u{1B}"))
        }
        let made = try await LessorProgram.run(["init", "--format", "json"], state: lab.state + "-2")
        #expect(try (JSON.parse(made.output) as? [String: String])?["kind"] == "real", "\(made.output)\(made.errors)")
    }

    @Test func `an export that cannot be written whole is an error`() async throws {
        let lab = try await TemporaryLab()
        try await lab.openClient()
        let script = "exec \"$0\" ledger export --state \"$1\" > /dev/full"
        let result = try await LessorProgram.execute([
            "LESSOR_TEMPLATES=\(LessorProgram.source)/Templates", "sh", "-c", script, LessorProgram.lessor, lab.state,
        ])
        #expect(result.status == 74)
        #expect(result.errors.contains("not complete"), "\(result.errors)")
        #expect(try await lab.run("ledger", "export", "--account", "A-7").status == 66)
        #expect(try await lab.run("ledger", "export", "--until", "soon").status == 64)
    }
}

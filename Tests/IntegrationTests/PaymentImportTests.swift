import Foundation
import Testing

/// `lessor payment import` as a person or a cron job runs it.
@Suite struct PaymentImportTests {
    private static let files = "\(LessorProgram.source)/Tests/StatementsTests/Files"

    /// A lab at a day after all statements, with A-1001 and A-1002.
    private func makeLab() async throws -> TemporaryLab {
        let lab = try await TemporaryLab()
        try await lab.openClient(1001)
        try await lab.openClient(1002)
        let moved = try await lab.run("clock", "set", "2026-04-01")
        try #require(moved.status == 0, "\(moved.errors)")
        return lab
    }

    @Test
    func `a dry run, the import, and the same again: summary, status 2 while something waits, 0 when all is settled`()
        async throws
    {
        let lab = try await makeLab()
        let words = ["payment", "import", "\(Self.files)/be-v08-batch.xml"]
        let before = try await lab.run("ledger", "journal").output
        let dry = try await lab.run(words + ["--dry-run"])
        #expect(dry.status == 2 && dry.output.hasPrefix("Dry run: nothing was recorded."), "\(dry.errors)")
        #expect(try await lab.run("ledger", "journal").output == before)

        let first = try await lab.run(words)
        #expect(first.status == 2 && first.errors.contains("3 lines of \(Self.files)/be-v08-batch.xml were"))
        let summary = first.output.split(separator: "\n").prefix(4).map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(
            summary == [
                "OUTCOME LINES AMOUNT CURRENCY", "credited 2 21.25 EUR", "unmatched 3 53.25 EUR",
                "passed over: not booked 1 9.00 EUR",
            ]
        )
        let again = try await lab.run(words)
        #expect(again.status == 2 && again.output.contains("already known") && !again.output.contains("credited"))

        #expect(try await lab.run("payment", "match", "L-3", "--account", "A-1002").status == 0)
        for line in ["L-4", "L-5"] {
            #expect(try await lab.run("payment", "ignore", line, "--reason", "settled by hand").status == 0)
        }
        #expect(try await lab.run(words).status == 0)
        #expect(try await lab.run("payment", "unmatched").output == "No line waits.\n")
        #expect(try await lab.run("ledger", "verify").status == 0)
    }

    @Test func `two imports of one file at once credit each payment once`() async throws {
        let lab = try await makeLab()
        let words = ["payment", "import", "\(Self.files)/de-v04.xml"]
        let state = lab.state
        async let one = LessorProgram.run(words, state: state)
        async let other = LessorProgram.run(words, state: state)
        _ = try await (one, other)
        let lines = try JSON.parse(try await lab.run("payment", "unmatched", "--all", "--format", "json").output)
        #expect((lines as? [Any])?.count == 4)
        let credits = try await lab.run("ledger", "journal", "--account", "A-1001").output
            .split(separator: "\n").filter { $0.contains("payment/transfer/") }
        #expect(credits.count == 3)
        #expect(try await lab.run("ledger", "verify").status == 0)
    }

    @Test func `a damaged statement: one sentence with file and line, status 65, nothing changed`() async throws {
        let lab = try await makeLab()
        let path = lab.folder.path + "/cut.xml"
        let text = try String(contentsOfFile: "\(Self.files)/fr-v02.xml", encoding: .utf8)
        try text.prefix(3000).description.write(toFile: path, atomically: false, encoding: .utf8)
        let result = try await lab.run("payment", "import", path)
        #expect(result.status == 65 && result.output.isEmpty)
        #expect(result.errors.contains("The file \(path) cannot be imported, line "), "\(result.errors)")
        #expect(try await lab.run("payment", "unmatched", "--all").output == "No line waits.\n")
    }
}

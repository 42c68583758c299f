import ControllerCommands
import Foundation
import Testing

@Suite struct OperatorLogTests {
    @Test func `R12.2-01: every command either only reads or leaves an entry`() {
        let paths = OperatorLog.commands().map(\.path)
        #expect(Set(paths).count == paths.count && paths.count > 50)
        let silent = paths.filter { !OperatorLog.keeps($0) }.map { $0.joined(separator: " ") }
        // `lessor serve` is kept; that of the status page changes nothing.
        let others = silent.filter { $0 != "status serve" }
        let verbs = Set(others.compactMap { $0.split(separator: " ").last.map(String.init) })
        // A new verb is kept unless it is one of these, which change nothing.
        #expect(
            verbs.isSubset(of: [
                "list", "show", "explain", "plan", "status", "verify", "balances", "journal", "actions", "prices",
                "check", "export", "diff", "moves",
            ])
        )
        #expect(!silent.contains { $0.contains("data") }, "reading personal data is kept too")
    }

    /// Real commands on a real state: each leaves one entry more, with what it was about and nothing personal.
    @Test func `R12.2-01 R12.5-01: what an operator runs is on record, without names and addresses`() async throws {
        let lab = try await TemporaryLab()
        try await lab.openClient()
        let commands: [(arguments: [String], about: String?)] = [
            (["account", "correct", "A-1001", "--email", "other@example.com"], "A-1001"),
            (["account", "unpark", "A-1001"], "A-1001"),
            (["account", "data", "show", "A-1001"], "A-1001"),
            (["payment", "credit", "A-1001", "--amount", "5", "--method", "transfer", "--reference", "T-1"], "A-1001"),
            (["fraud", "open", "A-1001", "--what", "stolen card"], "A-1001"),
            (["fraud", "close", "A-1001", "F-9", "--filing", "PV"], "A-1001"),
            (["subscription", "auto-renew", "S-1001", "off"], "S-1001"),
            (["host", "remove", "h9"], "h9"),
            (["host", "upgrade", "h8", "h9", "--identity", "key"], "h8 h9"),
            (["majeure", "end", "flood"], "flood"),
            (["clock", "advance", "1m"], nil),
            (["tick"], nil),
        ]
        for command in commands {
            let before = try await entries(lab)
            _ = try await lab.run(command.arguments)
            let after = try await entries(lab)
            #expect(after.count == before.count + 1, "\(command.arguments)")
            #expect(after.last?.subject == command.about)
            #expect(command.arguments.joined(separator: " ").hasPrefix(after.last?.verb ?? "-"))
        }
        let count = try await entries(lab).count
        for reader in [["account", "list"], ["ledger", "verify"], ["status"]] { _ = try await lab.run(reader) }
        #expect(try await entries(lab).count == count)
        let text = try await lab.run("ledger", "actions", "--format", "json").output
        #expect(!text.contains("example.com") && !text.contains("Test Client"))
        #expect(try await lab.run("ledger", "verify").status == 0)
    }

    private struct Entry: Decodable {
        let verb: String
        let subject: String?
    }

    private func entries(_ lab: TemporaryLab) async throws -> [Entry] {
        let output = try await lab.run("ledger", "actions", "--format", "json").output
        return try JSONDecoder().decode([Entry].self, from: Data(output.utf8))
    }
}

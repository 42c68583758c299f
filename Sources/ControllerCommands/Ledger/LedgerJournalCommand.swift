import ArgumentParser
import Contract
import Controller
import Store

struct LedgerJournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Print the append-only journal: facts, and the effects that the contract demanded.",
        discussion: "Example: lessor ledger journal --account A-1001"
    )

    @Option(help: "Only this account.")
    var account: AccountID?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        let sequence: Int64
        let account: String
        let time: String
        let kind: String
        let rule: String?
        let text: String
        let hash: String
    }

    func run() throws {
        let workspace = try state.open()
        let books = try workspace.store.booksInForce(workspace.book)
        let rows = try workspace.journalEntries(account: account, subscription: nil, until: nil).map { entry in
            let line = workspace.line(for: entry, of: nil, under: books)
            return Row(
                sequence: entry.sequence,
                account: entry.account.description,
                time: line.time,
                kind: line.kind,
                rule: line.rule,
                text: line.text,
                hash: entry.hash
            )
        }
        try output.print(rows) { style in
            var table = Table([
                .right("SEQ"), .left("TIME"), .left("ACCOUNT"), .left("RULE"), .left("WHAT"), .left("HASH"),
            ])
            for row in rows {
                table.add([
                    String(row.sequence), row.time, row.account, row.rule ?? row.kind, row.text,
                    String(row.hash.prefix(12)),
                ])
            }
            return table.text(style: style, whenEmpty: "The journal has no such entry.")
        }
    }
}

import ArgumentParser
import Contract
import Controller
import Store

struct LedgerActionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions",
        abstract: "Show what operators did, command by command (R12.2-01).",
        discussion: "Example: lessor ledger actions --format json"
    )

    private struct Row: Encodable {
        let sequence: Int64
        let time: String
        let `operator`: String
        let verb: String
        let subject: String?
        let journal: Int64
        let hash: String
    }

    @Option(help: "Show those after this number.")
    var from: Int64 = 0

    @Option(help: "How many at most.")
    var limit: Int = 1000

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let rows = try workspace.store.actions(from: from, limit: limit).map {
            Row(
                sequence: $0.sequence,
                time: workspace.narrator.time($0.at),
                operator: $0.operatorName,
                verb: $0.verb,
                subject: $0.subject,
                journal: $0.journal,
                hash: $0.hash
            )
        }
        try output.print(rows) { style in
            var table = Table([
                .right("#"), .left("TIME"), .left("OPERATOR"), .left("COMMAND"), .left("ABOUT"), .right("JOURNAL"),
            ])
            for row in rows {
                table.add([
                    String(row.sequence), row.time, row.operator, row.verb, row.subject ?? "", String(row.journal),
                ])
            }
            return table.text(style: style, whenEmpty: "No command was run yet.")
        }
    }
}

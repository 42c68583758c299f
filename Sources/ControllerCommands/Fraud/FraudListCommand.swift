import ArgumentParser
import Contract
import Controller
import Store

struct FraudListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the cases of fraud, open ones first.",
        discussion: "Example: lessor fraud list --format json"
    )

    private struct Row: Encodable {
        let name: String
        let account: String
        let opened: String
        let what: String
        let filing: String?
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let rows = try workspace.store.accountIDs().flatMap { id in
            try workspace.requireAccount(id).frauds.map {
                Row(
                    name: $0.id,
                    account: id.description,
                    opened: workspace.narrator.time($0.openedAt),
                    what: $0.what,
                    filing: $0.filing
                )
            }
        }
        let sorted = rows.filter { $0.filing == nil } + rows.filter { $0.filing != nil }
        try output.print(sorted) { style in
            var table = Table([.left("CASE"), .left("ACCOUNT"), .left("OPENED"), .left("FILING"), .left("WHAT")])
            for row in sorted { table.add([row.name, row.account, row.opened, row.filing ?? "missing", row.what]) }
            return table.text(style: style, whenEmpty: "No case of fraud was opened.")
        }
    }
}

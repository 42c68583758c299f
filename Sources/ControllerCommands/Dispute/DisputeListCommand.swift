import ArgumentParser
import Contract
import Controller
import Store

struct DisputeListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the disputes.",
        discussion: "Example: lessor dispute list --format json"
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let rows = try workspace.store.accountIDs().flatMap { id in
            let account = try workspace.requireAccount(id)
            return account.disputes.map { DisputeView($0, of: account) }
        }
        try output.print(rows) { style in
            var table = Table([.left("ACCOUNT"), .left("DISPUTE"), .left("ABOUT"), .left("OPENED"), .left("CLOSED")])
            for row in rows { table.add([row.account, row.id, row.about, row.openedOn, row.closedOn ?? ""]) }
            return table.text(style: style, whenEmpty: "No dispute was opened.")
        }
    }
}

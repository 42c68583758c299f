import ArgumentParser
import Contract
import Controller
import Store

struct AccountListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the accounts with their balances.",
        discussion: "Example: lessor account list --format json"
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let parked = Dictionary(uniqueKeysWithValues: try workspace.store.parked().map { ($0.id, $0.reason) })
        let views = try workspace.store.accountIDs().map { id in
            try AccountView(
                workspace.requireAccount(id),
                person: workspace.store.person(of: id),
                parked: parked[id],
                narrator: workspace.narrator
            )
        }
        try output.print(views) { style in
            var table = Table([
                .left("ACCOUNT"), .left("NAME"), .left("STATUS"), .right("BALANCE EUR"), .right("POINTS"),
                .right("SUBSCRIPTIONS"),
            ])
            for view in views {
                table.add([
                    view.account, view.name, view.parked == nil ? view.status : "parked", view.balance, view.points,
                    String(view.subscriptions.count),
                ])
            }
            return table.text(style: style, whenEmpty: "No account yet; `lessor account open` opens one.")
        }
    }
}

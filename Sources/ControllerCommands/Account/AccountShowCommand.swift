import ArgumentParser
import Contract
import Controller
import Store

struct AccountShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one account: client, balance, points, subscriptions.",
        discussion: "Example: lessor account show A-1001"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let value = try workspace.requireAccount(account)
        let parked = try workspace.store.parked().first { $0.id == account }?.reason
        let person = try workspace.store.person(of: account)
        let view = AccountView(value, person: person, parked: parked, narrator: workspace.narrator)
        try output.print(view) { style in
            var details = Details()
            details.add("account", view.account)
            details.add("name", view.name)
            details.add("mail", "\(view.email) (\(view.language))")
            details.add("status", view.status)
            details.add("parked", view.parked)
            details.add("balance", view.balance + " EUR")
            details.add("pending", value.pendingBalance == 0 ? nil : view.pending + " EUR")
            details.add("points", view.points)
            details.add(
                "subscriptions",
                view.subscriptions.isEmpty ? "none" : view.subscriptions.joined(separator: ", ")
            )
            for hold in view.holds { details.add("hold", hold.line) }
            for doubt in view.doubts {
                details.add(
                    "contact data",
                    "doubted, case \(doubt); `lessor account confirm \(view.account)` once confirmed"
                )
            }
            return details.text(style: style)
        }
    }
}

import ArgumentParser
import Contract
import Controller
import Store

struct DebtListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what clients owe beside renewals.",
        discussion: "Example: lessor debt list --format json"
    )

    private struct Row: Encodable {
        let account: String
        let id: String
        let subscription: String?
        let amount: String
        let due: String
        let state: String
        let reason: String

        init(_ debt: Debt, of owner: AccountID) {
            account = owner.description
            id = debt.id
            subscription = debt.subscription?.description
            amount = EuroAmount.decimal(debt.cents)
            due = debt.due.description
            state = debt.isInDefault ? "default" : debt.deferral == nil ? "due" : "deferred"
            reason = debt.reason
        }
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let rows = try workspace.store.accountIDs().flatMap { id in
            try workspace.requireAccount(id).debts.map { Row($0, of: id) }
        }
        try output.print(rows) { style in
            var table = Table([
                .left("ACCOUNT"), .left("DEBT"), .left("SERVICE"), .right("EUR"), .left("DUE"), .left("STATE"),
                .left("REASON"),
            ])
            for row in rows {
                table.add([
                    row.account, row.id, row.subscription ?? "", row.amount, row.due, row.state, row.reason,
                ])
            }
            return table.text(style: style, whenEmpty: "Nobody owes anything.")
        }
    }
}

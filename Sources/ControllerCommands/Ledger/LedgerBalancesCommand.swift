import ArgumentParser
import Contract
import Controller
import Store

struct LedgerBalancesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balances",
        abstract: "Show every ledger account; each commodity adds up to zero.",
        discussion: "Example: lessor ledger balances"
    )

    private struct Row: Encodable {
        let account: String
        let amount: String
        let commodity: String
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let rows = try state.open().store.balances().map {
            Row(
                account: $0.account.description,
                amount: EuroAmount.decimal($0.amount.quantity),
                commodity: $0.amount.commodity.rawValue
            )
        }
        try output.print(rows) { style in
            var table = Table([.left("ACCOUNT"), .right("BALANCE"), .left("")])
            for row in rows { table.add([row.account, row.amount, row.commodity]) }
            return table.text(style: style, whenEmpty: "Nothing was booked yet.")
        }
    }
}

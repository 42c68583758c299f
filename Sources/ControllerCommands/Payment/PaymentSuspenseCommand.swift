import ArgumentParser
import Contract
import Controller
import Store

struct PaymentSuspenseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspense",
        abstract: "List the irregular payments that wait to be regularised or returned (AMB-18).",
        discussion: "Example: lessor payment suspense --format json"
    )

    /// One payment that waits.
    struct Line: Encodable {
        let account: String
        let payment: String
        let amount: String
        let received: String
        let reason: String
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let lines = try workspace.store.accountIDs().flatMap { id in
            try (workspace.store.account(id)?.suspended ?? []).map {
                Line(
                    account: id.description,
                    payment: $0.name,
                    amount: EuroAmount.decimal($0.cents),
                    received: workspace.narrator.time($0.receivedAt),
                    reason: workspace.narrator.reason(of: $0)
                )
            }
        }
        try output.print(lines) { style in
            var table = Table([.left("ACCOUNT"), .left("PAYMENT"), .right("EUR"), .left("RECEIVED"), .left("REASON")])
            for line in lines { table.add([line.account, line.payment, line.amount, line.received, line.reason]) }
            return table.text(style: style, whenEmpty: "No irregular payment waits.")
        }
    }
}

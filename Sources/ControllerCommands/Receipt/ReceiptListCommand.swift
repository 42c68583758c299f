import ArgumentParser
import Contract
import Controller
import Store

struct ReceiptListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the receipts of clients (R6.2-02) and of payers (R6.9-08) by number.",
        discussion: "Example: lessor receipt list --year 2026 --account A-1001"
    )

    @Option(help: "Only those issued in this year.")
    var year: Int?

    @Option(help: "Only this account's, its payers' among them.")
    var account: AccountID?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let rows = try state.open().store.receipts(of: account, year: year).compactMap(ReceiptView.init)
        try output.print(rows) { style in
            var table = Table([
                .left("NUMBER"), .left("ISSUED"), .left("ACCOUNT"), .left("TO"), .right("EUR"), .left("METHOD"),
                .left("FOR"),
            ])
            for row in rows {
                table.add([
                    row.number, row.issuedOn, row.account, row.recipient.rawValue, row.amount, row.method, row.payment,
                ])
            }
            return table.text(style: style, whenEmpty: "No receipt was issued.")
        }
    }
}

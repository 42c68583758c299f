import ArgumentParser
import Contract
import Controller
import Store

struct InvoiceListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List invoices (F) and credit notes (A) by number.",
        discussion: "Example: lessor invoice list --year 2026 --account A-1001"
    )

    private struct Row: Encodable {
        let number: String
        let issuedOn: String
        let account: String
        let beforeTax: String
        let tax: String
        let taxIncluded: String
        let transaction: String

        init(_ issued: IssuedInvoice) {
            number = issued.number.description
            issuedOn = issued.issuedOn.description
            account = issued.account.description
            beforeTax = EuroAmount.decimal(issued.invoice.net)
            tax = EuroAmount.decimal(issued.invoice.tax)
            taxIncluded = EuroAmount.decimal(issued.invoice.gross)
            transaction = issued.invoice.key
        }
    }

    @Option(help: "Only those issued in this year.")
    var year: Int?

    @Option(help: "Only this account's.")
    var account: AccountID?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let rows = try workspace.store.invoices(of: account, year: year).map(Row.init)
        try output.print(rows) { style in
            var table = Table([
                .left("NUMBER"), .left("ISSUED"), .left("ACCOUNT"), .right("BEFORE TAX"), .right("TAX"),
                .right("EUR"), .left("FOR"),
            ])
            for row in rows {
                table.add([
                    row.number, row.issuedOn, row.account, row.beforeTax, row.tax, row.taxIncluded, row.transaction,
                ])
            }
            return table.text(style: style, whenEmpty: "No invoice was issued.")
        }
    }
}

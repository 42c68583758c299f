import ArgumentParser
import Contract
import Controller

struct RequestOpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open a payment request and write its page (R6.9-01).",
        discussion: "Example: lessor request open A-1001 --suggest 5.00"
    )

    @Argument(help: "The account that the payments are for; payers do not learn it.")
    var account: AccountID

    @Option(help: "Amount in euros that the client wants shown to payers; nothing else is (AMB-22).")
    var suggest: String?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let id = try workspace.openRequest(for: account, suggested: try suggest.map { try EuroAmount.parse($0) })
        let page = try workspace.writePage(of: id)
        try output.print(["request": id.description, "page": page]) { _ in "\(id) is open; its page is \(page)\n" }
    }
}

import ArgumentParser
import Controller
import Store

struct ReceiptShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a receipt; its mail is shown by `lessor notice show` with the notice named here.",
        discussion: "Example: lessor receipt show R2026-000001"
    )

    @Argument(help: "The number, R2026-000001.")
    var number: DocumentNumber

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        guard let view = try state.open().store.receipt(number).flatMap(ReceiptView.init) else {
            throw WorkspaceError.noSuch(kind: "receipt", id: "\(number)", list: "lessor receipt list")
        }
        try output.print(view) { style in
            var details = Details()
            details.add("receipt", view.number)
            details.add("issued", view.issuedOn)
            details.add("account", view.account)
            details.add("to", "the \(view.recipient.rawValue)")
            details.add("amount", "\(view.amount) EUR")
            details.add("method", view.method)
            details.add(view.recipient == .payer ? "request" : "reference", view.payment)
            details.add("notice", view.notice)
            return details.text(style: style)
        }
    }
}

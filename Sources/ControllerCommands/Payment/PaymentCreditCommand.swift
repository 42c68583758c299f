import ArgumentParser
import Contract
import Controller

struct PaymentCreditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credit",
        abstract: "Report money received for an account; a cheque waits for its clearing.",
        discussion: "Example: lessor payment credit A-1001 --amount 12.50 --method transfer --reference VIR-2041"
    )

    @Argument(help: "The account that it is for, A-1001.")
    var account: AccountID

    @Option(help: "Amount with at most two decimals: 12.50.")
    var amount: String

    @Option(help: "Currency as received; only EUR is accepted (R6.6-03).")
    var currency: String = "EUR"

    @Option(help: "paypal, transfer, cheque or another managed one; `lessor payment methods` lists them (R6.6-04).")
    var method: String

    @Option(help: "The payer's or bank's reference; the same one is never credited twice.")
    var reference: String = ""

    @Option(help: "IBAN or code banque of a cheque; only its country is kept (R6.5-02).")
    var bank: String?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let payment = Payment(
            method: method,
            currency: currency,
            amount: try EuroAmount.parse(amount),
            reference: reference,
            bank: bank.map(DrawingBank.init)
        )
        let managed = workspace.book.currentTerms?.managed(method)
        let view = EffectsView(
            try workspace.record(.paymentReceived(payment), for: account),
            subject: account.description,
            narrator: workspace.narrator,
            note: managed.map { "\($0.id.rawValue): \(MethodDelay.text($0, .en)) (R6.5-03)" }
        )
        try output.print(view) { _ in view.text }
        if let rule = ["R6.6-05", "R6.5-02", "R6.11-05"].first(where: view.holds) {
            throw CommandFailure(
                description: "The payment was rejected; see \(rule) above. The client is told by mail."
            )
        }
    }
}

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

    @OptionGroup var money: ReceivedMoney

    @Option(help: "The payer's or bank's reference; the same one is never credited twice.")
    var reference: String = ""

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let payment = try money.payment(reference: reference)
        let managed = workspace.book.currentTerms?.managed(payment.method)
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

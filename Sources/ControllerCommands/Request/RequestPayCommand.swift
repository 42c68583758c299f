import ArgumentParser
import Contract
import Controller
import Store

struct RequestPayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pay",
        abstract: "Report what a payer paid through a request; his tokens go to the client's balance (R6.9-03).",
        discussion: """
            Example: lessor request pay mfrggzdfmztwq2lknnwg23tpob --amount 5.00 --method paypal --reference 9XY77 \\
                         --email payer@example.com
            """
    )

    @Argument(help: "The request.")
    var request: OpaqueID

    @OptionGroup var money: ReceivedMoney

    @Option(help: "The transaction's number; for a code, the code.")
    var reference: String

    @Option(help: "Where the payer's receipt goes; forgotten once it is sent (R6.9-08).")
    var email: String

    @Option(help: "Language of the receipt: fr or en.")
    var language: Person.Language = .fr

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let payment = try money.payment(reference: reference)
        let payer = TokenPayer(email: email, language: language)
        let (receipt, effects) = try workspace.sellTokens(through: request, payment, to: payer)
        let view = EffectsView(effects, subject: receipt.description, narrator: workspace.narrator)
        try output.print(view) { _ in view.text }
        if view.holds("R6.6-05") {
            throw CommandFailure(description: "The payment was rejected; see R6.6-05 above. The payer is told by mail.")
        }
    }
}

import ArgumentParser
import Contract
import Controller

struct PaymentFailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fail",
        abstract: "Report that a payment did not go through; the client is told whom to ask (R6.7-03).",
        discussion:
            "Example: lessor payment fail A-1001 --amount 12.50 --method paypal --reference 9XY77 --reason denied"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "Amount with at most two decimals.")
    var amount: String

    @Option(help: "The method by which it was tried.")
    var method: String

    @Option(help: "The transaction's number; a new try has a new one.")
    var reference: String

    @Option(help: "What the payment service says.")
    var reason: String

    @OptionGroup var report: FactReport

    func run() throws {
        let payment = Payment(
            method: method,
            currency: "EUR",
            amount: try EuroAmount.parse(amount),
            reference: reference
        )
        try report.record(.payments(.failed(payment, reason: reason)), for: account)
    }
}

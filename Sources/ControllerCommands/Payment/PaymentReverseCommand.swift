import ArgumentParser
import Contract
import Controller

struct PaymentReverseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reverse",
        abstract: "Report that a credited payment was taken back by its bank or payment service (R6.3-02).",
        discussion: """
            The balance gives what it has; what was spent already becomes a debt due today (R6.4-14).
            Example: lessor payment reverse A-1001 --method paypal --reference 9XY77 --reason 'chargeback PP-R-77'
            """
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "The method that it was credited by.")
    var method: String

    @Option(help: "Its reference; it stays used.")
    var reference: String

    @Option(help: "What the bank or service says; stands in the journal and in the mail.")
    var reason: String

    @OptionGroup var report: FactReport

    func run() throws {
        let event = PaymentEvent.reversed(method: method, reference: reference, reason: reason)
        try report.record(.payments(event), for: account)
    }
}

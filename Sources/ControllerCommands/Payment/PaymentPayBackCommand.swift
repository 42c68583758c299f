import ArgumentParser
import Contract
import Controller

struct PaymentPayBackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pay-back",
        abstract: "Record that a refund of 7.9 was paid out by hand instead of staying on the balance (AMB-26).",
        discussion: """
            Only what 7.9 refunded, once, and only while the balance holds it; no other payment is refunded (R6.6-06).
            Example: lessor payment pay-back S-1001 --period 3 --method transfer --document VIR-OUT-12
            """
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Option(help: "Number of the refunded month, counted from 1.")
    var period: Int

    @Option(help: "How it was paid out.")
    var method: String

    @Option(help: "The document that proves it.")
    var document: String

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        let event = PaymentEvent.refundPaidBack(subscription, period: period, method: method, document: document)
        let account = try workspace.requireOwner(of: subscription).id
        try report.record(.payments(event), for: account)
    }
}

import ArgumentParser
import Contract
import Controller

struct PaymentGestureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gesture",
        abstract: "Grant a commercial gesture on a client's balance (R7.9-03); never automatic.",
        discussion: "Example: lessor payment gesture A-1001 --amount 2.00 --reason 'late answer to a ticket'"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "Amount in euros with at most two decimals.")
    var amount: String

    @Option(help: "Why it is granted; stands in the journal and in the mail.")
    var reason: String

    @OptionGroup var report: FactReport

    func run() throws {
        let cents = try EuroAmount.parse(amount)
        try report.record(.gestureGranted(cents: cents, reason: reason), for: account)
    }
}

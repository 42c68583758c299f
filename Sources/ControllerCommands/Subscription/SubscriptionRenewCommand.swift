import ArgumentParser
import Contract

struct SubscriptionRenewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Pay the next month now, before the due date (R7.1-02).",
        discussion: "Example: lessor subscription renew S-1001"
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @OptionGroup var report: FactReport

    func run() throws {
        try report.request(.renewalRequested(subscription), about: subscription)
    }
}

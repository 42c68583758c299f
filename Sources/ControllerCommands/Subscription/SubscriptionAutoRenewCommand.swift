import ArgumentParser
import Contract

struct SubscriptionAutoRenewCommand: ParsableCommand {
    enum Position: String, ExpressibleByArgument, CaseIterable { case on, off }

    static let configuration = CommandConfiguration(
        commandName: "auto-renew",
        abstract:
            "Switch automatic renewal on or off; off takes effect when asked 15 days before the due date (R6.11-08).",
        discussion: "Example: lessor subscription auto-renew S-1001 off"
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Argument(help: "on or off.")
    var position: Position

    @OptionGroup var report: FactReport

    func run() throws {
        try report.request(.renewalSwitched(subscription, on: position == .on), about: subscription)
    }
}

import ArgumentParser
import Contract

struct SubscriptionNotRenewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "not-renew",
        abstract: "Give the provider's notice: it ends at the first due date 15 days or more after the mail (R7.6-01).",
        discussion: """
            Example: lessor subscription not-renew S-1001 --yes
            The service is then closed for good, without the ten days of 6.11 (R7.6-02). Article 7.6 names no channel: beside the \
            mail a registered letter is recommended (R12.1-03, AMB-21).
            """
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var report: FactReport

    func run() throws {
        try confirmation.demand(
            "The notice not to renew \(subscription) cannot be taken back; say --yes to send it."
        )
        try report.record(about: .subscription(subscription)) { _ in
            .provider(.nonRenewalNoticed(subscription))
        }
    }
}

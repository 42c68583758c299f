import ArgumentParser
import Contract

struct SubscriptionReactivateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reactivate",
        abstract: "Ask for reactivation after a payment incident; the due date stays the same (R6.11-15 to -18).",
        discussion: "Example: lessor subscription reactivate S-1001"
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Flag(help: "Ask in advance: reactivate whenever the balance covers a month (AMB-15).")
    var standing = false

    @Flag(help: "Withdraw a standing request.")
    var withdraw = false

    @OptionGroup var report: FactReport

    func validate() throws {
        if standing && withdraw { throw ValidationError("--standing and --withdraw exclude each other.") }
    }

    func run() throws {
        let event: Event =
            withdraw
            ? .standingRequestWithdrawn(subscription) : .reactivationRequested(subscription, standing: standing)
        try report.request(event, about: subscription)
    }
}

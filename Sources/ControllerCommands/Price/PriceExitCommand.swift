import ArgumentParser
import Contract
import Controller

struct PriceExitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exit",
        abstract: "Leave a subscription because of an announced price, without penalty (R6.4-07).",
        discussion: "Example: lessor price exit S-1001"
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Flag(help: "End it at once instead of at the end of the paid period (AMB-47).")
    var now = false

    @OptionGroup var report: FactReport

    func run() throws {
        let event = Event.prices(.exitRequested(subscription: subscription, immediately: now))
        try report.request(event, about: subscription)
    }
}

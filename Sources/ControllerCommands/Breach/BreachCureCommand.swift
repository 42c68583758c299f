import ArgumentParser
import Contract

struct BreachCureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cure",
        abstract: "The breaches of a case are remedied: nothing follows from it (R7.4-01).",
        discussion: "Example: lessor breach cure S-1001 --case B-1"
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Option(name: .customLong("case"), help: "The case; `lessor breach list` shows them.")
    var name: String

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(about: .subscription(subscription)) { _ in
            .breach(.cured(subscription, reference: name))
        }
    }
}

import ArgumentParser
import Contract

struct BreachWaiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive",
        abstract: "Let one case go; that is no waiver of the next (R10-01).",
        discussion: "Example: lessor breach waive S-1001 --case B-1 --reason 'a first time'"
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Option(name: .customLong("case"), help: "The case; `lessor breach list` shows them.")
    var name: String

    @Option(help: "Why; the client is told.")
    var reason: String

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(about: .subscription(subscription)) { _ in
            .breach(.waived(subscription, reference: name, reason: reason))
        }
    }
}

import ArgumentParser
import Contract
import Controller

struct SubscriptionResizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resize",
        abstract: "Ask for another number of slots from the next due date on (AMB-44).",
        discussion: "Example: lessor subscription resize S-1001 --slots 20"
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Option(help: "How many slots.")
    var slots: Int

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        let effects = try workspace.changeSlots(of: subscription, to: slots)
        try report.print(effects, about: subscription.description, in: workspace)
    }
}

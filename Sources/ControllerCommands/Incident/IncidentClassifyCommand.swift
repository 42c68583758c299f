import ArgumentParser
import Contract
import Controller

struct IncidentClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "Say what an interruption is due to; the refund of 7.9 is decided again (R4-08, R7.9-01).",
        discussion: """
            Example: lessor incident classify S-1001 --start '2026-03-01 12:30:05' --cause supplier-network
            What was refunded stays refunded. Measuring on does not change what a person said.
            """
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Option(help: "When it began, as `lessor incident list` shows it.")
    var start: String

    @Option(help: "One of \(InterruptionCause.allCases.map(\.rawValue).joined(separator: ", ")).")
    var cause: InterruptionCause

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        let account = try workspace.requireOwner(of: subscription).id
        let instant = try CivilTime.parse(start, zone: workspace.book.zone)
        let event = LiabilityEvent.interruptionClassified(subscription, start: instant, cause: cause)
        let effects = try workspace.record(.liability(event), for: account, by: .staff)
        try report.print(effects, about: subscription.description, in: workspace)
    }
}

extension InterruptionCause: ExpressibleByArgument {}

import ArgumentParser
import Contract

struct HoldLiftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lift",
        abstract: "Lift one hold, or call off one announced; every other hold stays.",
        discussion: "Example: lessor hold lift S-1001 --cause maintenance --reference M-12"
    )

    @Argument(help: "The whole account, A-1001, or one subscription, S-1001.")
    var target: ContractTarget

    @Option(help: "The cause of the hold; an identity hold is lifted by `lessor account confirm`.")
    var cause: HoldOrder.Cause

    @Option(help: "The reference that it was placed with.")
    var reference: String

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(about: target) { _ in
            .hold(.lifted(cause, reference: reference, subscription: target.subscription))
        }
    }
}

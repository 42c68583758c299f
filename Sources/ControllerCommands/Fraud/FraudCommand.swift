import ArgumentParser

struct FraudCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fraud",
        abstract: "Cases of attempted fraud or intrusion; each needs a complaint (R12.2-02).",
        discussion: "Example: lessor fraud open A-1001 --what 'payment with a stolen card'",
        subcommands: [FraudOpenCommand.self, FraudCloseCommand.self, FraudListCommand.self],
        defaultSubcommand: FraudListCommand.self
    )
}

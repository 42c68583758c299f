import ArgumentParser

struct BrakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "brake",
        abstract: "Show what waits for a person before servers are stopped or destroyed, and let it go on.",
        discussion: "Example: lessor brake list",
        subcommands: [BrakeListCommand.self, BrakeReleaseCommand.self],
        defaultSubcommand: BrakeListCommand.self
    )
}

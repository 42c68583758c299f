import ArgumentParser

struct ClockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "Show and move the clock of a lab state; a real state refuses.",
        discussion: "Example: lessor clock advance 10d",
        subcommands: [ClockShowCommand.self, ClockAdvanceCommand.self, ClockSetCommand.self],
        defaultSubcommand: ClockShowCommand.self
    )
}

import ArgumentParser

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the whole at a glance, and where the status files are.",
        discussion: "Example: lessor status --watch",
        subcommands: [StatusShowCommand.self],
        defaultSubcommand: StatusShowCommand.self
    )
}

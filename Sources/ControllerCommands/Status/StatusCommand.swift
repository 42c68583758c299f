import ArgumentParser

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the whole at a glance, in the terminal or as a page for browsers.",
        discussion: "Example: lessor status --watch",
        subcommands: [StatusShowCommand.self, StatusServeCommand.self],
        defaultSubcommand: StatusShowCommand.self
    )
}

import ArgumentParser

struct ServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server",
        abstract: "List and show the leased servers: what the contract demands and what was last seen.",
        discussion: "Example: lessor server show srv-1001",
        subcommands: [
            ServerListCommand.self, ServerShowCommand.self, ServerStartCommand.self, ServerStopCommand.self,
            ServerRestartCommand.self, ServerLogsCommand.self, ServerConsoleCommand.self, ServerSetCommand.self,
            ServerPinCommand.self,
            ServerRelocateCommand.self, ServerMovesCommand.self,
            ServerRestoreCommand.self, ServerDiscardCommand.self, ServerMovedCommand.self,
        ],
        defaultSubcommand: ServerListCommand.self
    )
}

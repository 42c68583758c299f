import ArgumentParser

struct HostCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host",
        abstract: "Add, list, show, check, drain and remove the machines that run servers.",
        discussion: "Example: lessor host check h1",
        subcommands: [
            HostAddCommand.self, HostListCommand.self, HostShowCommand.self, HostSetCommand.self,
            HostCheckCommand.self,
            HostDrainCommand.self, HostResumeCommand.self, HostEvacuateCommand.self,
            HostUpgradeCommand.self, HostRekeyCommand.self, HostImportCommand.self,
            HostRemoveCommand.self,
        ],
        defaultSubcommand: HostListCommand.self
    )
}

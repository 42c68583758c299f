import ArgumentParser

struct ScenarioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario",
        abstract: "Play histories of facts on the contract, without books, hosts or waiting.",
        subcommands: [ScenarioRunCommand.self]
    )
}

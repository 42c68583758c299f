import ArgumentParser

struct DisputeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispute",
        abstract: "Disagreements told by e-mail (R6.4-16).",
        discussion: "Example: lessor dispute list",
        subcommands: [
            DisputeOpenCommand.self, DisputeCloseCommand.self, DisputeListCommand.self, DisputeShowCommand.self,
        ]
    )
}

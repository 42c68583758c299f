import ArgumentParser

struct MajeureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "majeure",
        abstract: "Declare force majeure, give news of it, end it, and end a contract because of it (4, 7.2).",
        discussion: "Example: lessor majeure declare --cause flood --host h1 --forecast 'back on Monday'",
        subcommands: [
            MajeureDeclareCommand.self, MajeureListCommand.self, MajeureUpdateCommand.self, MajeureEndCommand.self,
            MajeureTerminateCommand.self,
        ],
        defaultSubcommand: MajeureListCommand.self
    )
}

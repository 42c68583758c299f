import ArgumentParser

struct BreachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "breach",
        abstract: "Notices of breach, offences and checks of the conditions of use (5, 7.4, 7.8, 9, 10).",
        discussion: "Example: lessor breach notify S-1001 --case B-1 --breach 'the relay is open'",
        subcommands: [
            BreachListCommand.self, BreachNotifyCommand.self, BreachCureCommand.self, BreachWaiveCommand.self,
            BreachOffenceCommand.self, BreachCheckCommand.self,
        ],
        defaultSubcommand: BreachListCommand.self
    )
}

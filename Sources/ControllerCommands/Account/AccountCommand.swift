import ArgumentParser

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Open, list, show and correct client accounts (6.1).",
        discussion: "Example: lessor account open --name 'A. Client' --email client@example.com",
        subcommands: [
            AccountOpenCommand.self, AccountListCommand.self, AccountShowCommand.self, AccountCorrectCommand.self,
            AccountUnparkCommand.self,
        ],
        defaultSubcommand: AccountListCommand.self
    )
}

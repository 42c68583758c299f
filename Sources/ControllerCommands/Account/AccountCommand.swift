import ArgumentParser

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Open, list, show, correct and close client accounts (6.1).",
        discussion: "Example: lessor account open --name 'A. Client' --email client@example.com",
        subcommands: [
            AccountOpenCommand.self, AccountListCommand.self, AccountShowCommand.self, AccountCorrectCommand.self,
            AccountAcceptCommand.self, AccountDataCommand.self, AccountDoubtCommand.self, AccountConfirmCommand.self,
            AccountBouncedCommand.self, AccountUnparkCommand.self, AccountRedeemCommand.self, AccountCloseCommand.self,
        ],
        defaultSubcommand: AccountListCommand.self
    )
}

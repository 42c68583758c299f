import ArgumentParser

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Show balances and the journal, and verify that the books are whole.",
        discussion: "Example: lessor ledger verify",
        subcommands: [LedgerBalancesCommand.self, LedgerJournalCommand.self, LedgerVerifyCommand.self],
        defaultSubcommand: LedgerBalancesCommand.self
    )
}

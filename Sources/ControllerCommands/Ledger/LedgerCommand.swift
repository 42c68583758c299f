import ArgumentParser

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Show balances and the journal, verify that the books are whole, export them for a bookkeeper.",
        discussion: "Example: lessor ledger verify",
        subcommands: [
            LedgerBalancesCommand.self, LedgerJournalCommand.self, LedgerActionsCommand.self, LedgerVerifyCommand.self,
            LedgerExportCommand.self,
        ],
        defaultSubcommand: LedgerBalancesCommand.self
    )
}

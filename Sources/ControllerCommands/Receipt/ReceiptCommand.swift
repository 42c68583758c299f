import ArgumentParser

struct ReceiptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "Receipts of payments, numbered without gaps in each year.",
        discussion: "Example: lessor receipt list --year 2026",
        subcommands: [ReceiptListCommand.self, ReceiptShowCommand.self]
    )
}

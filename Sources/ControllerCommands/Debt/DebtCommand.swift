import ArgumentParser

struct DebtCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "debt",
        abstract: "Sums owed beside renewals, and more time to pay (6.4).",
        discussion: "Example: lessor debt list",
        subcommands: [DebtInvoiceCommand.self, DebtDeferCommand.self, DebtListCommand.self]
    )
}

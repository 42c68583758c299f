import ArgumentParser

struct InvoiceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoice",
        abstract: "Invoices and credit notes, numbered without gaps in each year.",
        discussion: "Example: lessor invoice list --year 2026",
        subcommands: [InvoiceListCommand.self, InvoiceShowCommand.self, InvoiceForgetCommand.self]
    )
}

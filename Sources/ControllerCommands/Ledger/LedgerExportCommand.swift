import ArgumentParser
import Contract
import Controller

extension LedgerFormat: ExpressibleByArgument {}

struct LedgerExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write every transaction for a bookkeeper: an hledger journal, CSV or JSON, on standard output.",
        discussion: """
            Assets are positive, liabilities and revenues negative; each transaction adds up to zero.
            Example: lessor ledger export --until 2027-01-01 > books.journal && hledger -f books.journal incomestatement
            """
    )

    @Option(help: "How to write it.")
    var format: LedgerFormat = .hledger

    @Option(help: "Only what was booked before this time; a date is its 00:00 in the terms' zone.")
    var until: String?

    @Option(help: "Only this account.")
    var account: AccountID?

    @OptionGroup var state: StateOptions

    func run() throws {
        let workspace = try state.open()
        let client = try account.map { try workspace.requireAccount($0).id }
        let end = try until.map { try CivilTime.parse($0, zone: workspace.book.zone) }
        try workspace.exportLedger(as: format, of: client, until: end, write: Console.writeAll)
    }
}

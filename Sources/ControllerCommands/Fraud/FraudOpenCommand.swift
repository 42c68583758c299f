import ArgumentParser
import Contract
import Controller

struct FraudOpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open a case; it stays open until the complaint is filed (R12.2-02).",
        discussion: "Example: lessor fraud open A-1001 --what 'payment with a stolen card'"
    )

    @Argument(help: "The account concerned, A-1001.")
    var account: AccountID

    @Option(help: "What happened; name nobody, the journal is for ever.")
    var what: String

    @Option(name: .customLong("case"), help: "Name of the case; made of the date by default.")
    var name: String?

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        let today = workspace.book.zone.date(at: try workspace.time.now())
        let count = try workspace.requireAccount(account).frauds.count
        let id = name ?? "fraud-\(today).\(count + 1)"
        try report.record(.fraud(.suspected(case: id, what: what)), for: account)
    }
}

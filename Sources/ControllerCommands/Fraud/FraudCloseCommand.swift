import ArgumentParser
import Contract
import Controller

struct FraudCloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a case with the reference of its complaint; there is no other way (R12.2-02).",
        discussion: "Example: lessor fraud close A-1001 fraud-2026-03-01.1 --filing 'PV 2026/0123, BEFTI'"
    )

    @Argument(help: "The account concerned, A-1001.")
    var account: AccountID

    @Argument(help: "The case; `lessor fraud list` shows them.")
    var name: String

    @Option(help: "Reference of the complaint filed with the police and BEFTI.")
    var filing: String

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(.fraud(.closed(case: name, filing: filing)), for: account)
    }
}

import ArgumentParser
import Contract
import Controller

struct DisputeCloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a dispute with its outcome.",
        discussion: "Example: lessor dispute close A-1001 D-1 --outcome 'Credit of 7.00 EUR granted'"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Argument(help: "The dispute's name.")
    var id: String

    @Option(help: "How it ended.")
    var outcome: String

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(.disputes(.closed(id: id, outcome: outcome)), for: account)
    }
}

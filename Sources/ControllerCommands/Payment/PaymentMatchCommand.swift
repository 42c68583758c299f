import ArgumentParser
import Contract
import Controller
import Store

struct PaymentMatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Credit a statement line that waits to the account that you found for it.",
        discussion: "Example: lessor payment match L-17 --account A-1001"
    )

    @Argument(help: "The line, L-17.")
    var line: StatementLineID

    @Option(help: "The account that it is for, A-1001.")
    var account: AccountID

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let taken = try workspace.match(line, to: account)
        let view = EffectsView(taken.effects, subject: account.description, narrator: workspace.narrator)
        try output.print(view) { _ in view.text }
        guard taken.record.outcome.word == "credited" else {
            throw CommandFailure(
                description: "\(line) was rejected: \(taken.record.outcome.reason ?? "") The client is told by mail."
            )
        }
    }
}

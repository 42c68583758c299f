import ArgumentParser
import Controller
import Store

struct PaymentUnmatchedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmatched",
        abstract: "List the lines of bank statements that wait for a person: booked to no account yet (R6.11-05).",
        discussion: "Example: lessor payment unmatched --format json"
    )

    @Flag(help: "List every line that was ever imported, with what became of it.")
    var all = false

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let lines = try state.open().store.statementLines(openOnly: !all).map { StatementLineView($0) }
        try output.print(lines) { style in
            lines.isEmpty ? "No line waits.\n" : StatementLineView.table(lines, style: style)
        }
    }
}

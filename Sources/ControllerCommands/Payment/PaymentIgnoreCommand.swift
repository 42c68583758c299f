import ArgumentParser
import Controller
import Store

struct PaymentIgnoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ignore",
        abstract: "Close a statement line that is no payment of a client; erases what its payer wrote.",
        discussion: "Example: lessor payment ignore L-18 --reason 'sold an old desk'"
    )

    @Argument(help: "The line, L-18.")
    var line: StatementLineID

    @Option(help: "Why nobody is credited; stays in the books.")
    var reason: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("--reason is empty; say why nobody is credited.")
        }
    }

    func run() throws {
        let workspace = try state.open()
        let record = try workspace.store.ignore(line, reason: reason, at: try workspace.time.now())
        try output.print(StatementLineView(record)) { _ in "\(line) is closed: \(reason)\n" }
    }
}

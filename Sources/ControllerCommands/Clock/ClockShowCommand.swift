import ArgumentParser
import Contract
import Controller
import Store

struct ClockShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the state's time in the terms' zone.",
        discussion: "Example: lessor clock show"
    )

    private struct View: Encodable {
        let kind: String
        let time: String
        let epochSeconds: Int64
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let now = try workspace.time.now()
        let view = View(
            kind: workspace.store.kind.rawValue,
            time: workspace.narrator.time(now),
            epochSeconds: now.epochSeconds
        )
        try output.print(view) { _ in "\(view.time) (\(view.kind), \(workspace.book.zone.name))\n" }
    }
}

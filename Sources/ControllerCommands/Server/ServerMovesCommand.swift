import ArgumentParser
import Controller
import Store

struct ServerMovesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moves",
        abstract: "List the servers that are moving between hosts, and how far they are.",
        discussion: "Example: lessor server moves"
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let views = try workspace.store.moves().map { MoveView($0, narrator: workspace.narrator) }
        try output.print(views) { style in
            var table = Table([
                .left("SERVER"), .left("FROM"), .left("TO"), .left("PHASE"), .right("BYTES"), .left("SINCE"),
                .left("PROBLEM"),
            ])
            for view in views {
                table.add([
                    view.server, view.from, view.to ?? "-", view.phase, String(view.bytes), view.since,
                    view.problem ?? "",
                ])
            }
            return table.text(style: style, whenEmpty: "No server is moving.")
        }
    }
}

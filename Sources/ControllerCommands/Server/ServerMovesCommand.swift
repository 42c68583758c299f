import ArgumentParser
import Contract
import Controller
import Fleet
import Store
import Wire

struct ServerMovesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moves",
        abstract:
            "List the servers that are moving between hosts, and how far they are, and what servers left behind on hosts.",
        discussion: "Example: lessor server moves"
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct View: Encodable {
        struct Copy: Encodable {
            let server: String
            let host: String
            /// `kept` until a person decides, `stopped` until the server is proven elsewhere, or `absent`: to be erased.
            let state: String
            /// As its host attested last.
            let observed: String?
        }

        let moves: [MoveView]
        let leftBehind: [Copy]
    }

    func run() throws {
        let workspace = try state.open()
        let view = View(
            moves: try workspace.store.moves().map { MoveView($0, narrator: workspace.narrator) },
            leftBehind: try workspace.store.copies().map(copy)
        )
        try output.print(view) { style in
            let moves = table(of: view.moves).text(style: style, whenEmpty: "No server is moving.")
            return view.leftBehind.isEmpty ? moves : moves + "\n" + table(of: view.leftBehind).text(style: style)
        }
    }

    private func copy(_ copy: ServerCopy) -> View.Copy {
        View.Copy(
            server: copy.server.description,
            host: copy.host,
            state: copy.isKept ? "kept" : copy.state.rawValue,
            observed: copy.isAttested ? copy.state.rawValue : copy.observed?.state.rawValue
        )
    }

    private func table(of moves: [MoveView]) -> Table {
        var table = Table([
            .left("SERVER"), .left("FROM"), .left("TO"), .left("PHASE"), .right("BYTES"), .left("SINCE"),
            .left("PROBLEM"),
        ])
        for move in moves {
            table.add([
                move.server, move.from, move.to ?? "-", move.phase, String(move.bytes), move.since, move.problem ?? "",
            ])
        }
        return table
    }

    private func table(of copies: [View.Copy]) -> Table {
        var table = Table([.left("LEFT BEHIND"), .left("HOST"), .left("STATE"), .left("SEEN")])
        for copy in copies { table.add([copy.server, copy.host, copy.state, copy.observed ?? "not seen yet"]) }
        return table
    }
}

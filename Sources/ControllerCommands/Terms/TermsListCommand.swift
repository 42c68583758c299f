import ArgumentParser
import Contract
import Controller
import Store

struct TermsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the installed versions of the terms and which of them new orders take (R0-01).",
        discussion: "Example: lessor terms list"
    )

    private struct Row: Encodable {
        let id: TermsID
        let version: String
        let installed: String
        let inForce: Bool
        let hash: String
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let rows = try workspace.store.terms().map { installed in
            Row(
                id: installed.id,
                version: try workspace.terms(installed.id).version,
                installed: workspace.narrator.time(installed.installedAt),
                inForce: installed.id == workspace.book.current,
                hash: installed.hash
            )
        }
        try output.print(rows) { style in
            var table = Table([
                .left("ID"), .left("VERSION"), .left("INSTALLED"), .left("NEW ORDERS"), .left("SHA-256"),
            ])
            for row in rows {
                table.add([row.id, row.version, row.installed, row.inForce ? "take it" : "", "\(row.hash.prefix(16))…"])
            }
            return table.text(style: style)
        }
    }
}

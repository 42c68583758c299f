import ArgumentParser
import Contract
import Controller

struct MajeureListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the cases of force majeure, open and over, by account.",
        discussion: "Example: lessor majeure list --format json"
    )

    private struct Row: Encodable {
        let name: String
        let account: String
        let cause: String
        let subscriptions: String
        let since: String
        let extent: String
        let notified: String?
        let ended: String?
        let forecast: String
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let narrator = workspace.narrator
        let rows = try workspace.forceMajeureCases().map { entry in
            let declaration = entry.found.declaration
            return Row(
                name: declaration.id,
                account: entry.account.description,
                cause: declaration.cause.rawValue,
                subscriptions: declaration.subscriptions.map(\.description).joined(separator: " "),
                since: narrator.time(declaration.startedAt),
                extent: declaration.prevents ? "prevented" : "disturbed",
                notified: entry.found.notifiedAt.map(narrator.time),
                ended: entry.found.endedAt.map(narrator.time),
                forecast: entry.found.forecast
            )
        }
        try output.print(rows) { style in
            var table = Table([
                .left("CASE"), .left("ACCOUNT"), .left("EXTENT"), .left("SINCE"), .left("NOTIFIED"), .left("ENDED"),
                .left("SUBSCRIPTIONS"), .left("FORECAST"),
            ])
            for row in rows {
                table.add([
                    row.name, row.account, row.extent, row.since, row.notified ?? "not yet", row.ended ?? "",
                    row.subscriptions, row.forecast,
                ])
            }
            return table.text(style: style, whenEmpty: "No case of force majeure was declared.")
        }
    }
}

import ArgumentParser
import Contract
import Controller
import Store

struct BreachListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the notices of breach and what became of them.",
        discussion: "Example: lessor breach list --format json"
    )

    private struct Row: Encodable {
        let subscription: String
        let name: String
        let by: String
        let state: String
        let given: String?
        /// The last day to remedy; nil while the notice is not handed over.
        let lastDay: String?
        let breaches: [String]
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let rows = try workspace.store.accountIDs().flatMap { id in
            let account = try workspace.requireAccount(id)
            return account.casework.breaches.map { Self.row($0, of: account) }
        }
        try output.print(rows) { style in
            var table = Table([
                .left("SUBSCRIPTION"), .left("CASE"), .left("BY"), .left("STATE"), .left("GIVEN"), .left("LAST DAY"),
                .left("BREACHES"),
            ])
            for row in rows {
                table.add([
                    row.subscription, row.name, row.by, row.state, row.given ?? "-", row.lastDay ?? "-",
                    row.breaches.joined(separator: "; "),
                ])
            }
            return table.text(style: style, whenEmpty: "No notice of breach was given.")
        }
    }

    private static func row(_ breach: Breach, of account: Account) -> Row {
        let isOver = account[breach.notice.subscription]?.isEnded ?? true
        return Row(
            subscription: breach.notice.subscription.description,
            name: breach.notice.reference,
            by: breach.notice.by.rawValue,
            state: breach.state == .open && isOver ? "ended" : breach.state.rawValue,
            given: breach.givenOn?.description,
            lastDay: breach.endsOn?.adding(days: -1).description,
            breaches: breach.notice.breaches
        )
    }
}

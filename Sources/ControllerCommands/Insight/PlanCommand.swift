import ArgumentParser
import Contract
import Controller

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what the contract will do by itself if nothing else happens: mails, debits, stops, ends.",
        discussion: "Example: lessor plan --until 2026-12-31 --account A-1001"
    )

    @Option(help: "Up to this date; two months ahead by default.")
    var until: String?

    @Option(help: "Only this account.")
    var account: AccountID?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        let time: String
        let account: String
        let subscription: String?
        let rule: String
        let text: String
    }

    func run() throws {
        let workspace = try state.open()
        let now = try workspace.time.now()
        let zone = workspace.book.zone
        let end =
            try until.map { try CivilTime.parse($0, zone: zone) }
            ?? zone.start(of: zone.date(at: now).adding(months: 2))
        let rows = try workspace.forecast(for: account, until: end).map { account, effect in
            Row(
                time: workspace.narrator.time(effect.at),
                account: account.description,
                subscription: effect.subscription?.description,
                rule: effect.rule,
                text: workspace.narrator.line(for: effect.action)
            )
        }
        try output.print(rows) { style in
            guard !rows.isEmpty else { return "Nothing happens by itself until \(workspace.narrator.time(end)).\n" }
            var table = Table([
                .left("TIME"), .left("ACCOUNT"), .left("SUBSCRIPTION"), .left("RULE"), .left("WHAT"),
            ])
            for row in rows { table.add([row.time, row.account, row.subscription ?? "-", row.rule, row.text]) }
            return table.text(style: style)
        }
    }
}

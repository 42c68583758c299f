import ArgumentParser
import Contract
import Controller

struct IncidentShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what a subscription was refunded, excused and paid in damages, by month (R4-11, R7.9-01).",
        discussion: "Example: lessor incident show S-1001"
    )

    private struct Row: Encodable {
        let month: Int
        let refunded: Bool
        let excused: Bool
        /// In euros.
        let damages: String
        let cap: String
    }

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        guard let found = try workspace.requireOwner(of: subscription)[subscription] else { return }
        let months = Set(found.refundedPeriods + found.excusedPeriods + found.damages.map(\.period)).sorted()
        let rows = months.map { month in
            Row(
                month: month,
                refunded: found.refundedPeriods.contains(month),
                excused: found.excusedPeriods.contains(month),
                damages: EuroAmount.decimal(found.damages(of: month)),
                cap: EuroAmount.decimal(found.damagesCap(of: month))
            )
        }
        try output.print(rows) { style in
            var table = Table([
                .right("MONTH"), .left("REFUNDED"), .left("EXCUSED"), .right("DAMAGES EUR"), .right("CAP EUR"),
            ])
            for row in rows {
                table.add([
                    String(row.month), row.refunded ? "yes" : "", row.excused ? "yes" : "", row.damages, row.cap,
                ])
            }
            return table.text(style: style)
        }
    }
}

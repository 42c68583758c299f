import Controller
import Statements
import Store

/// What an import did, as it is printed: totals by outcome and currency, then the lines that are news or still wait.
struct ImportView: Encodable {
    struct Total: Encodable {
        let outcome: String
        let lines: Int
        let currency: String
        /// With two decimals; money that left is negative.
        let amount: String
    }

    let dryRun: Bool
    let totals: [Total]
    let lines: [StatementLineView]
    /// Lines that somebody has to see to: new rejections, and whatever waits.
    let leftToPeople: Int

    init(_ report: ImportReport, dryRun: Bool) {
        self.dryRun = dryRun
        totals = Self.totals(of: report)
        lines = report.lines.map { StatementLineView($0.record, isKnown: !$0.isNews, position: $0.position) }
        leftToPeople = lines.filter { $0.outcome == "unmatched" || ($0.outcome == "rejected" && !$0.known) }.count
    }

    private static func totals(of report: ImportReport) -> [Total] {
        var sums: [String: [String: (lines: Int, amount: Int64)]] = [:]
        func add(_ outcome: String, _ amount: Int64, _ currency: String) {
            let sum = sums[outcome]?[currency] ?? (0, 0)
            sums[outcome, default: [:]][currency] = (sum.lines + 1, sum.amount + amount)
        }
        for line in report.lines {
            let word = line.record.outcome.word
            add(line.isNews ? word : "already known", line.record.amount, line.record.currency)
        }
        for omission in report.passed {
            add("passed over: \(omission.reason.rawValue)", omission.amount, omission.currency)
        }
        let order =
            ["credited", "rejected", "unmatched", "ignored", "already known"]
            + Statement.Passed.allCases.map { "passed over: \($0.rawValue)" }
        return order.flatMap { outcome in
            (sums[outcome] ?? [:]).sorted { $0.key < $1.key }.map { currency, sum in
                Total(
                    outcome: outcome,
                    lines: sum.lines,
                    currency: currency,
                    amount: EuroAmount.decimal(sum.amount)
                )
            }
        }
    }

    func text(_ style: Style) -> String {
        var table = Table([.left("OUTCOME"), .right("LINES"), .right("AMOUNT"), .left("CURRENCY")])
        for total in totals { table.add([total.outcome, String(total.lines), total.amount, total.currency]) }
        let shown = lines.filter { !$0.known || $0.outcome == "unmatched" }
        let heading = dryRun ? "Dry run: nothing was recorded.\n\n" : ""
        let details = shown.isEmpty ? "" : "\n" + StatementLineView.table(shown, style: style)
        return totals.isEmpty
            ? heading + "The statement holds no entries.\n" : heading + table.text(style: style) + details
    }
}

import Contract
import Controller

/// Everything ahead, and what it comes to month by month. Amounts are in euro cents.
struct PlanView: Encodable {
    struct Row: Encodable {
        let time: String
        let account: String
        let subscription: String?
        let rule: String
        let text: String
        /// Taken from the client's balance, or asked for.
        let amount: Int64?
        /// Missing to it.
        let short: Int64?
    }

    let until: String
    let rows: [Row]
    let months: [PlannedMonth]

    init(_ plan: Plan, until: Instant, _ narrator: Narrator) {
        self.until = narrator.time(until)
        rows = plan.effects.map { planned in
            Row(
                time: narrator.time(planned.effect.at),
                account: planned.account.description,
                subscription: planned.effect.subscription?.description,
                rule: planned.effect.rule,
                text: narrator.line(for: planned.effect.action),
                amount: planned.cents,
                short: planned.short
            )
        }
        months = plan.months
    }

    func text(style: Style, _ narrator: Narrator) -> String {
        guard !rows.isEmpty else { return "Nothing happens by itself until \(until).\n" }
        return effects(style, narrator) + "\n" + totals(style, narrator)
    }

    private func effects(_ style: Style, _ narrator: Narrator) -> String {
        var table = Table([
            .left("TIME"), .left("ACCOUNT"), .left("SUBSCRIPTION"), .left("RULE"), .right("AMOUNT"), .right("SHORT"),
            .left("WHAT"),
        ])
        for row in rows {
            table.add([
                row.time, row.account, row.subscription ?? "-", row.rule, row.amount.map(narrator.euros) ?? "",
                row.short.map(narrator.euros) ?? "", row.text,
            ])
        }
        return table.text(style: style)
    }

    private func totals(_ style: Style, _ narrator: Narrator) -> String {
        var table = Table([
            .left("MONTH"), .right("RENEWALS"), .right("REVENUE"), .right("BEFORE TAX"), .right("TAX"), .right("SLOTS"),
            .right("STOPS"), .right("SHORT"), .right("DESTROYED"), .right("ENDED"),
        ])
        for month in months {
            table.add([
                month.month, String(month.renewals), narrator.euros(month.gross), narrator.euros(month.net),
                narrator.euros(month.tax), String(month.slots), String(month.stops), narrator.euros(month.short),
                String(month.destructions), String(month.ends),
            ])
        }
        return table.text(style: style)
    }
}

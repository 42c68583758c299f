extension NearMissSearch {
    /// R7.9-01, AMB-27, AMB-29: interruptions that refunded nothing, and why.
    mutating func lookAtInterruptions(_ index: Int, _ terms: Terms) {
        let subscription = account.subscriptions[index]
        for interruption in subscription.interruptions {
            let day = book.zone.date(at: interruption.start)
            let cause = interruption.cause
            guard cause.isRefundable else {
                note(
                    cause.rule,
                    subscription.id,
                    "not refunded: the interruption of \(day) is due to \(cause.rawValue), which 7.9 does not cover"
                )
                continue
            }
            if let text = reason(interruption, subscription, terms) {
                note("R7.9-01", subscription.id, "not refunded: \(text) (from \(day))")
            }
        }
    }

    /// Nil where a month was refunded.
    private func reason(_ interruption: Interruption, _ subscription: Subscription, _ terms: Terms) -> String? {
        let stretches = subscription.stretches(of: interruption)
        let lengths = stretches.map { $0.to.seconds(since: $0.from) }
        let needed = Int64(terms.parameters.outageThresholdDays.value) * 86_400
        guard let longest = lengths.max() else { return "the server did not have to run meanwhile" }
        guard longest > needed else {
            let row = lengths.count > 1 ? " in a row" : ""
            return "interrupted \(longest.asHours)\(row), more than \(needed.asHours) needed"
        }
        let periods = stretches.flatMap { subscription.periods(lostIn: $0, terms, book.zone) }
        guard let first = periods.first, !periods.contains(where: subscription.refundedPeriods.contains) else {
            return nil
        }
        return "interrupted \(longest.asHours), but nothing was debited for month \(first)"
    }
}

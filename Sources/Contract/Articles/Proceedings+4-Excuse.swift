extension Proceedings {
    /// R4-04, AMB-32: a month that begins while force majeure prevents the service is not debited, now or later. It counts
    /// as begun: the anchor stays, a change of slots takes place, and no points are granted for what was not paid. Fewer
    /// slots set the loyalty back all the same; the next grant shows it (R6.12-05).
    mutating func excuse(_ index: Int, _ terms: Terms, after period: Int) {
        let before = account.subscriptions[index]
        let begins = before.due(period, under: terms)
        let price = before.price(at: begins, debitedOn: begins, under: terms)
        let due = before.due(period + 1, under: terms)
        change(index, "R4-04") {
            $0.excusedPeriods.append(period + 1)
            $0.take(price, at: begins, under: terms)
            if before.nextSlots < before.slots { $0.loyaltyRenewal = Subscription.loyaltyReset }
            $0.takeSlotsChange()
            ($0.announced, $0.attempted) = (max($0.announced, period), max($0.attempted, period))
            $0.paidThrough = period + 1
            $0.phase = .active(period: period + 1)
        }
        forgetOldMeasures(index, terms)
        let start = account.subscriptions[index].due(period, under: terms).adding(days: 1)
        notify(.excused, index, period + 1, ["periodStart": .date(start), "periodEnd": .date(due)])
    }
}

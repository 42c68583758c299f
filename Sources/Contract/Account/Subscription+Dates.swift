extension Subscription {
    /// The due date at the end of `period`: anchor + k months, clamped (T3, T4).
    func due(_ period: Int, under terms: Terms) -> CivilDate {
        start.adding(months: period * terms.parameters.periodMonths.value)
    }

    /// The period whose end is the next due date: the last one paid, or in an incident the one to be paid.
    package var upcoming: Int? {
        switch phase {
        case .active(let period): period
        case .incident: max(paidThrough, incident?.owed.last?.period ?? 0)
        case .awaitingFunds, .provisioning, .ended: nil
        }
    }

    /// The next due date; during an incident, the one that reactivation leaves unchanged (R6.11-18).
    ///
    /// Nil before the delivery, after the end, and when the rulebook lacks this subscription's terms.
    package func nextDue(under book: Rulebook) -> CivilDate? {
        guard let upcoming, let terms = book.terms(of: order) else { return nil }
        return due(upcoming, under: terms)
    }

    /// Whether the next due date renews by itself (R6.11-07).
    package var autoRenew: Bool { renewal.renews(at: upcoming ?? 1) }

    /// What the next renewal costs.
    var nextPrice: Int64 { slotsChange.flatMap { $0.paid ? nil : $0.monthlyPrice } ?? monthlyPrice }

    /// The slots of the next period.
    var nextSlots: Int { slotsChange?.slots ?? slots }

    /// The instant at which a period begins: the delivery, or the due date before it at 24:00.
    func beginning(of period: Int, under terms: Terms, in zone: CivilZone) -> Instant {
        if period <= 1, let deliveredAt { return deliveredAt }
        return zone.start(of: due(period - 1, under: terms).adding(days: 1))
    }

    /// The period that a civil day belongs to: it includes its due date to 24:00.
    func period(of date: CivilDate, under terms: Terms) -> Int {
        var period = max(1, (date.year - start.year) * 12 + date.month - start.month)
        while due(period, under: terms) < date { period += 1 }
        while period > 1, due(period - 1, under: terms) >= date { period -= 1 }
        return period
    }
}

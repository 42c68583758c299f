extension Subscription {
    /// The due date at the end of `period`: anchor + k months, clamped (T3, T4).
    @inline(__always)
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
    package var autoRenew: Bool { renews(at: upcoming ?? 1) }

    /// Whether the due date at the end of `period` renews: switched on, and not its planned end.
    @inline(__always)
    func renews(at period: Int) -> Bool {
        renewal.renews(at: period) && !endsAsPlanned(at: period)
    }

    /// The due date at which it ends whatever its renewal switch says; nil where none is planned.
    package func endsOn(under book: Rulebook) -> CivilDate? {
        guard !isEnded, let plannedEnd, let terms = book.terms(of: order) else { return nil }
        return due(plannedEnd.period, under: terms)
    }

    /// Whether `period` is the last by a planned end.
    @inline(__always)
    func endsAsPlanned(at period: Int) -> Bool {
        plannedEnd.map { period >= $0.period } ?? false
    }

    /// The slots of the next period.
    var nextSlots: Int { slotsChange?.slots ?? slots }

    /// The slots of the next period that is not paid yet: what a new price is for.
    package var slotsAhead: Int { slotsChange?.slots ?? incident?.newSlots ?? slots }

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

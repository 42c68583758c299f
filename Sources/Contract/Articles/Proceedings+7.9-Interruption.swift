extension Proceedings {
    /// R7.9-01: takes what was measured, and refunds the months in which more than five days in a row were lost.
    mutating func measure(_ index: Int, _ terms: Terms, _ interruption: Interruption) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard subscription.deliveredAt != nil else {
            throw Refusal(
                "R7.9-01",
                "The service of \(subscription.id) was never delivered, so it cannot be interrupted."
            )
        }
        guard interruption.start <= interruption.confirmedThrough, interruption.confirmedThrough <= now else {
            throw Refusal(
                "R7.9-01",
                "The interruption of \(subscription.id) ends before it begins or in the future; measure it again."
            )
        }
        guard interruption.start >= terms.interruptionHorizon(at: now, in: book.zone) else {
            let months = terms.parameters.interruptionMemoryMonths.value
            throw Refusal(
                "R7.9-01",
                "The interruption of \(subscription.id) began more than \(months) months ago; grant a gesture if one is due."
            )
        }
        // What a person found out is not undone by measuring on.
        let cause = subscription.classifications.first { $0.start == interruption.start }?.cause
        let found = subscription.joined(cause.map(interruption.with) ?? interruption)
        account.subscriptions[index].note(found)
        judge(index, terms, found)
    }

    /// R7.9-01, AMB-53: refunds what this interruption cost, if its cause is one of those that 7.9 speaks of. The provider's
    /// own fault is a breach instead.
    mutating func judge(_ index: Int, _ terms: Terms, _ interruption: Interruption) {
        keepOwnFault(index, interruption)
        guard interruption.cause.isRefundable else { return }
        let stretches = account.subscriptions[index].stretches(of: interruption)
        for stretch in stretches { refund(index, terms, stretch) }
    }

    private mutating func refund(_ index: Int, _ terms: Terms, _ stretch: Stretch) {
        let subscription = account.subscriptions[index]
        let periods = subscription.periods(lostIn: stretch, terms, book.zone)
        var isCredited = false
        for period in periods where !subscription.refundedPeriods.contains(period) {
            guard let funding = subscription.paid.funding(of: period) else { continue }
            refund(index, terms, period, funding, stretch)
            isCredited = true
        }
        if isCredited { payWhatIsAffordable() }
    }

    /// AMB-26: undoes exactly what was debited for that period, once for ever. Nothing else compensates by itself: the
    /// provider owes its best efforts (R3-01, R7.9-02).
    private mutating func refund(_ index: Int, _ terms: Terms, _ period: Int, _ funding: Funding, _ stretch: Stretch) {
        let subscription = account.subscriptions[index]
        let place = subscription.refundedPeriods.firstSortedIndex { $0 < period }
        account.subscriptions[index].refundedPeriods.insert(period, at: place)
        if !funding.cheques.isEmpty { account.subscriptions[index].paid.void(period) }
        reverse("refund", subscription.id, period, nil, funding, rule: "R7.9-01")
        withdrawDamages(index, of: period)
        if funding.balance > 0 {
            account.subscriptions[index].payableRefunds.append(PayableRefund(period: period, cents: funding.balance))
        }
        let start = period == 1 ? subscription.start : subscription.due(period - 1, under: terms).adding(days: 1)
        let values: NoticeValues = [
            "amount": .euro(funding.total), "from": .instant(stretch.from), "to": .instant(stretch.to),
            "hours": .number(stretch.to.seconds(since: stretch.from) / 3600), "periodStart": .date(start),
            "periodEnd": .date(subscription.due(period, under: terms)),
        ]
        notify(.refunded, index, period, values)
    }

    /// Drops what can decide nothing any more, so that an account stays small over the years.
    mutating func forgetOldMeasures(_ index: Int, _ terms: Terms) {
        guard !account.subscriptions[index].interruptions.isEmpty || account.subscriptions[index].running.count > 1
        else { return }
        let months = terms.parameters.interruptionMemoryMonths.value + 1
        let horizon = book.zone.start(of: today.adding(months: -months))
        account.subscriptions[index].running.removeAll { $0.to.map { $0 < horizon } ?? false }
        account.subscriptions[index].interruptions.removeAll { $0.ended && $0.confirmedThrough < horizon }
        let kept = Set(account.subscriptions[index].interruptions.map(\.start))
        account.subscriptions[index].declared.removeAll { !kept.contains($0) }
        account.subscriptions[index].classifications.removeAll { !kept.contains($0.start) }
    }
}

extension Terms {
    /// A recovery shorter than this does not break an interruption, in seconds (AMB-29).
    package var recoveryTolerance: Int64 { Int64(parameters.recoveryToleranceMinutes.value) * 60 }

    /// The earliest beginning of an interruption that the contract still takes; it knows all told since then.
    package func interruptionHorizon(at now: Instant, in zone: CivilZone) -> Instant {
        zone.start(of: zone.date(at: now).adding(months: -parameters.interruptionMemoryMonths.value))
    }
}

/// A part of an interruption during which the contract wanted the server to run (AMB-29).
struct Stretch {
    let from: Instant
    let to: Instant
}

extension Subscription {
    /// The same start again replaces what was known of it.
    mutating func note(_ interruption: Interruption) {
        let index = interruptions.firstSortedIndex { $0.start < interruption.start }
        if index < interruptions.count, interruptions[index].start == interruption.start {
            interruptions[index] = interruption
        } else {
            interruptions.insert(interruption, at: index)
        }
    }

    /// The parts that count; a pause in which the server did not have to run breaks the row of days.
    func stretches(of interruption: Interruption) -> [Stretch] {
        running.compactMap { span in
            let from = max(span.from, interruption.start)
            let to = min(span.to ?? interruption.confirmedThrough, interruption.confirmedThrough)
            return from < to ? Stretch(from: from, to: to) : nil
        }
    }

    /// AMB-27: the period in which the threshold was passed and, under reading B, each later paid one that lost more.
    func periods(lostIn stretch: Stretch, _ terms: Terms, _ zone: CivilZone) -> [Int] {
        let threshold = Int64(terms.parameters.outageThresholdDays.value) * 86_400
        guard stretch.to.seconds(since: stretch.from) > threshold else { return [] }
        // The second that passes the threshold ends one second later; its civil day decides.
        let first = period(of: zone.date(at: stretch.from.adding(seconds: threshold)), under: terms)
        guard terms.reading(of: .refundedPeriods) == .b else { return [first] }
        var last = first
        while last < paidThrough,
            stretch.to.seconds(since: beginning(of: last + 1, under: terms, in: zone)) > threshold
        {
            last += 1
        }
        return Array(first...last)
    }
}

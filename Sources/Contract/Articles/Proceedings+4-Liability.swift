extension Proceedings {
    /// Article 4 and 7.9: what an interruption is due to, and damages.
    mutating func take(_ event: LiabilityEvent, by actor: Actor) throws(Refusal) {
        guard let index = account.index(of: event.subscription) else {
            throw Refusal(
                nil,
                "The account \(account.id) has no subscription \(event.subscription); check both numbers."
            )
        }
        guard let terms = book.terms(of: account.subscriptions[index].order) else {
            throw Refusal("R0-01", "The terms of \(event.subscription) are not loaded; put their file back.")
        }
        guard actor == .staff else {
            throw Refusal("R4-08", "What \(event.subscription) suffered can only be settled by an operator.")
        }
        switch event {
        case .interruptionClassified(_, let start, let cause): try classify(index, terms, start, cause)
        case .incidentDeclared(_, let start, let cause, let words): try declare(index, terms, start, cause, words)
        case .incidentClosed(_, let end): try close(index, terms, end)
        case .damagesRecorded(_, let damages): try record(damages, index)
        }
    }

    /// R4-08, R7.9-01: decides again what follows from an interruption whose cause is now known.
    private mutating func classify(
        _ index: Int,
        _ terms: Terms,
        _ start: Instant,
        _ cause: InterruptionCause
    ) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard let known = subscription.interruptions.first(where: { $0.start == start }) else {
            throw Refusal(
                "R7.9-01",
                "No interruption of \(subscription.id) began at that instant; `lessor incident list \(subscription.id)` shows those known."
            )
        }
        account.subscriptions[index].classifications.removeAll { $0.start == start }
        account.subscriptions[index].classifications.append(Classification(start: start, cause: cause))
        let interruption = known.with(cause)
        account.subscriptions[index].note(interruption)
        let refunded = subscription.refundedPeriods(lostIn: known, terms, book.zone)
        judge(index, terms, interruption)
        guard !cause.isRefundable else { return }
        let days = book.zone.date(at: start)
        emit(
            cause.rule,
            subscription.id,
            .decided("The interruption of \(days) is \(cause.rawValue): not refunded under 7.9.")
        )
        guard !refunded.isEmpty else { return }
        let periods = refunded.map(String.init).joined(separator: ", ")
        emit("R7.9-01", subscription.id, .decided("What was refunded stays refunded: month \(periods)."))
    }

    /// R4-08 to R4-11: only direct loss, only what the provider answers for, and never above the cap of its period.
    private mutating func record(_ damages: Damages, _ index: Int) throws(Refusal) {
        let subscription = account.subscriptions[index]
        let id = subscription.id
        guard damages.category == .direct else {
            throw Refusal(
                "R4-10",
                "\(damages.category.rawValue) is no direct loss; only direct, personal and certain loss of \(id) counts."
            )
        }
        if let rule = damages.cause.barOfDamages {
            let reason =
                damages.cause.isRefundable
                ? "is made good by the refund of 7.9 and by nothing else; grant a gesture if one is due"
                : "engages no liability; nothing can be recorded for it"
            throw Refusal(rule, "A failure of \(id) due to \(damages.cause.rawValue) \(reason).")
        }
        guard damages.reference.hasWords else {
            throw Refusal("R4-10", "The damages of \(id) rest on nothing; give the reference of the incident.")
        }
        guard !subscription.refundedPeriods.contains(damages.period) else {
            throw Refusal(
                "R7.9-02",
                "Month \(damages.period) of \(id) was refunded under 7.9; no other compensation is possible, only a gesture."
            )
        }
        let left = subscription.damagesLeft(of: damages.period, part: damages.part)
        guard damages.cents > 0, damages.cents <= left else {
            throw Refusal(
                "R4-11",
                "Damages of \(damages.cents.asEuro) for month \(damages.period) of \(id) are not within the cap; record at most \(left.asEuro)."
            )
        }
        account.subscriptions[index].damages.append(damages)
        emit(
            "R4-11",
            id,
            .decided(
                "Damages of \(damages.cents.asEuro) for month \(damages.period), \(damages.reference); \((left - damages.cents).asEuro) of the cap is left. The ledger is not touched."
            )
        )
    }

    /// R7.9-02: a month that is refunded has no other compensation, whichever came first.
    mutating func withdrawDamages(_ index: Int, of period: Int) {
        let (id, cents) = (account.subscriptions[index].id, account.subscriptions[index].damages(of: period))
        guard cents > 0 else { return }
        account.subscriptions[index].damages.removeAll { $0.period == period }
        let text =
            "The damages of \(cents.asEuro) on record for month \(period) are withdrawn: it is refunded under 7.9, and nothing else compensates. What was paid of them already is to be asked back, or stands as a gesture."
        emit("R7.9-02", id, .decided(text))
    }
}

extension Subscription {
    /// R4-11: the lowest of what was really paid for the period, what was invoiced for it, and the price of the part of
    /// the service that failed, in cents and with the tax.
    ///
    /// A cheque not yet credited is not paid (R6.3-02), nor is what was given back (R7.9-01); tokens and points that filled
    /// the balance are (AMB-40). A month is invoiced at the price of the whole service.
    package func damagesCap(of period: Int, part: Int64? = nil) -> Int64 {
        guard let funding = paid.funding(of: period), !refundedPeriods.contains(period) else { return 0 }
        let (paid, invoiced) = (funding.balance, funding.total)
        return min(paid, invoiced, part ?? invoiced)
    }

    /// What the cap leaves beside the damages recorded before, in cents.
    fileprivate func damagesLeft(of period: Int, part: Int64?) -> Int64 {
        min(damagesCap(of: period) - damages(of: period), damagesCap(of: period, part: part))
    }

    /// The damages recorded for a period so far, in cents.
    package func damages(of period: Int) -> Int64 {
        damages.reduce(0) { $0 + ($1.period == period ? $1.cents : 0) }
    }

    fileprivate func refundedPeriods(lostIn interruption: Interruption, _ terms: Terms, _ zone: CivilZone) -> [Int] {
        let lost = stretches(of: interruption).flatMap { periods(lostIn: $0, terms, zone) }
        return refundedPeriods.filter(lost.contains)
    }
}

extension Interruption {
    /// The same interruption, due to something else.
    func with(_ cause: InterruptionCause) -> Interruption {
        Interruption(start: start, confirmedThrough: confirmedThrough, ended: ended, cause: cause)
    }
}

extension Proceedings {
    /// R6.11-02, or AMB-09 when the service will end: the mail ten days before the due date.
    mutating func announce(_ index: Int, _ terms: Terms) {
        let subscription = account.subscriptions[index]
        guard let period = subscription.upcoming else { return }
        let due = subscription.due(period, under: terms)
        let product = NoticeValue.text(subscription.order.product)
        guard subscription.renews(at: period) else {
            account.subscriptions[index].announcedEnd = period
            return notify(.endNotice, index, period, ["product": product, "due": .date(due)])
        }
        let claim = renewalClaim(of: subscription, index, period, terms, due: now, debitedOn: due)
        let values: NoticeValues = [
            "product": product, "slots": .number(Int64(subscription.nextSlots)), "price": .euro(claim.price),
            "due": .date(due), "balance": .euro(account.euroBalance),
            "shortfall": .euro(max(0, claim.price - available(cheques: claim.cheques))),
        ]
        // So late only where force majeure ended on the due date, after the attempt (R4-05).
        let isLate = subscription.attempted >= period
        account.subscriptions[index].announced = period
        notify(.renewalNotice, index, period, values)
        if isLate { payWhatIsAffordable() }
    }

    /// R6.11-10, AMB-05: the first attempt, early on the due date. Later credits of that day try again.
    mutating func attemptDebit(_ index: Int, _ terms: Terms) {
        guard case .active(let period) = account.subscriptions[index].phase else { return }
        account.subscriptions[index].attempted = period
        payWhatIsAffordable()
        guard account.subscriptions[index].phase == .active(period: period) else { return }
        let subscription = account.subscriptions[index]
        guard !subscription.isPrevented(terms) else {
            return emit("R4-04", subscription.id, .decided("Not debited: force majeure prevents the service."))
        }
        let claim = renewalClaim(index, period, terms, due: now)
        let missing = max(0, claim.price - available(cheques: claim.cheques))
        let due = subscription.due(period, under: terms)
        emit(
            "R6.11-01",
            subscription.id,
            .decided("The renewal due on \(due) is not covered: \(missing.asEuro) is missing.")
        )
    }

    /// R6.11-01, R6.11-11, R6.11-18: pays the next period; the due dates stay where the anchor puts them. The period is
    /// part of the key of its debit, so that it is paid once (R6.11-23).
    mutating func renew(_ index: Int, _ terms: Terms, _ claim: Claim, rule: RuleID) {
        let subscription = account.subscriptions[index]
        guard case .active(let period) = subscription.phase else { return }
        let (due, next) = (subscription.due(period, under: terms), subscription.due(period + 1, under: terms))
        let (slots, nextSlots) = (subscription.slots, subscription.nextSlots)
        let isEarly = now < claim.due
        let price = TaxedPrice(gross: claim.price, rate: claim.rate)
        let funding = debit(
            for: subscription,
            period: period + 1,
            retry: nil,
            price,
            cheques: claim.cheques,
            rule: rule
        )
        change(index, rule) {
            $0.take(price, at: due, under: terms)
            if isEarly {
                $0.slotsChange?.paid = true
            } else {
                $0.takeSlotsChange()
                // Its own debit may come later that day: a debt's, or that of another service, paid for all.
                $0.attempted = max($0.attempted, period)
            }
            $0.paid.add(period + 1, funding)
            $0.paidThrough = period + 1
            $0.phase = .active(period: period + 1)
        }
        forgetOldMeasures(index, terms)
        let values: NoticeValues = [
            "price": .euro(claim.price), "period": .number(Int64(period + 1)), "due": .date(next),
            "balance": .euro(account.euroBalance),
        ]
        notify(.renewed, index, period, values)
        grantPoints(index, terms, renewal: period, slots: nextSlots, before: slots, isFree: claim.price == 0)
    }

    /// R7.1-02: the client renews by hand; at most one period ahead, and the anchor never moves.
    mutating func renewEarly(_ index: Int, _ terms: Terms) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard case .active(let period) = subscription.phase else {
            throw Refusal(
                "R7.1-02",
                "The subscription \(subscription.id) is \(subscription.phase.words); only an active one can be renewed early."
            )
        }
        try refuseAfterPriceExit(subscription)
        guard period == 1 || today > subscription.due(period - 1, under: terms) else {
            let due = subscription.due(period, under: terms)
            throw Refusal(
                "R7.1-02",
                "The subscription \(subscription.id) is paid to \(due) already; only one period can be paid ahead."
            )
        }
        try refuseBeyondPlannedEnd(index, terms, period)
        guard !subscription.isPrevented(terms) else {
            throw Refusal(
                "R4-04",
                "Force majeure prevents the service of \(subscription.id): a month that begins meanwhile is not paid; wait for its end."
            )
        }
        let due = subscription.debitInstant(period, terms, book.zone)
        let claim = renewalClaim(index, period, terms, due: due)
        let missing = claim.price - available(cheques: claim.cheques)
        guard missing <= 0 else {
            throw Refusal(
                "R6.11-01",
                "The renewal of \(subscription.id) costs \(claim.price.asEuro), \(missing.asEuro) more than the balance; pay that in first."
            )
        }
        renew(index, terms, claim, rule: "R7.1-02")
    }

    /// R6.11-07, R6.11-08, AMB-07: switching off binds the next due date up to 15 days before it, else the one after.
    /// Switching on has no such limit in the text and holds at once.
    mutating func switchRenewal(_ index: Int, _ terms: Terms, on: Bool, at instant: Instant) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard let period = subscription.upcoming else {
            throw Refusal(
                "R6.11-08",
                "The subscription \(subscription.id) is \(subscription.phase.words); its renewal can be switched once delivered."
            )
        }
        try refuseAfterPriceExit(subscription)
        guard subscription.renewal.settled != on else {
            throw Refusal(
                "R6.11-08",
                "The renewal of \(subscription.id) is switched \(on ? "on" : "off") already; nothing to do."
            )
        }
        try refuseBeyondPlannedEnd(index, terms, period)
        guard !on || subscription.order.kind == .subscription || terms.reading(of: .formulas) == .a else {
            throw Refusal(
                "R6.11-07",
                "The service \(subscription.id) is of a fixed term, which does not renew by itself; renew it by hand."
            )
        }
        let due = subscription.due(period, under: terms)
        let cutoff = book.zone.start(of: due.adding(days: 1 - terms.parameters.autoRenewCutoffDays.value))
        let isInTime = on || instant < cutoff || terms.reading(of: .lateRenewalSwitch) == .b
        let from = isInTime ? period : period + 1
        change(index, "R6.11-08") {
            $0.switchings += 1
            if isInTime {
                $0.renewal.on = on
                $0.renewal.change = nil
            } else {
                $0.renewal.change = .init(on: on, fromPeriod: from)
            }
        }
        let effective = subscription.due(from, under: terms)
        if !isInTime {
            emit("R6.11-08", subscription.id, .decided("Too late for \(due): the renewal is off from \(effective) on."))
        }
        let values: NoticeValues = ["state": .text(on ? "on" : "off"), "effective": .date(effective)]
        notify(.renewalSwitched, index, subscription.switchings + 1, values)
        payWhatIsAffordable()
    }
}

extension Subscription {
    /// The month of the new number of slots begins (AMB-44).
    mutating func takeSlotsChange() {
        guard let slotsChange else { return }
        slots = slotsChange.slots
        self.slotsChange = nil
    }
}

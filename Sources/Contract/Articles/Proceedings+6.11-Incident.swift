extension Proceedings {
    /// The due date is over at 24:00: ended where renewal is off (R7.1-01), else stopped (R6.11-13).
    mutating func giveVerdict(_ index: Int, _ terms: Terms, nominal: Instant) {
        let subscription = account.subscriptions[index]
        guard case .active(let period) = subscription.phase else { return }
        let due = subscription.due(period, under: terms)
        guard !subscription.endsAsPlanned(at: period) else { return endAsPlanned(index, terms) }
        guard subscription.renewal.renews(at: period) else {
            guard subscription.priceExit == nil else { return end(index, "R6.4-07", .priceExitEnded, period) }
            return end(index, "R7.1-01", .notRenewed, period, ["due": .date(due)])
        }
        guard !subscription.isPrevented(terms) else { return excuse(index, terms, after: period) }
        let claim = renewalClaim(index, period, terms, due: now)
        let owed = Incident.Owed(
            period: period + 1,
            price: claim.price,
            slots: subscription.slotsChange?.slots,
            bounce: nil,
            taxRate: claim.rate
        )
        let day = now == nominal ? subscription.lastDayToPay(period, under: terms) : today
        account.subscriptions[index].slotsChange = nil
        // AMB-43: the price of the month is settled; what is announced from now on is for the months after it.
        account.subscriptions[index].settlePriceChanges(at: due, under: terms)
        let missing = claim.price - available(cheques: claim.cheques)
        openIncident(index, owed: [owed], on: day, missing: missing, rule: "R6.11-13")
    }

    /// R6.11-12 to R6.11-14: stops this service only, keeps it, and says so. A second cause joins the first and begins
    /// the delay anew (AMB-19).
    mutating func openIncident(_ index: Int, owed: [Incident.Owed], on day: CivilDate, missing: Int64?, rule: RuleID) {
        let subscription = account.subscriptions[index]
        let all = ((subscription.incident?.owed ?? []) + owed).sorted { $0.period < $1.period }
        guard !subscription.isEnded, let first = all.first else { return }
        let period = first.period - 1
        let label = owed.compactMap(\.bounce).max().map { "\(period).\($0)" } ?? "\(period)"
        change(index, rule) {
            $0.incident = Incident(label: label, owed: all, failedOn: day, missing: missing)
            $0.phase = .incident(period: period)
        }
        reportFailure(.stopped, index, label)
        if book.terms(of: subscription.order)?.reading(of: .scopeOfStop) == .a {
            placeHold(.unpaidDebt, subscription.id.description, on: .account, rule: "R6.4-14")
        }
    }

    /// R6.11-12: the reminders before the destruction.
    mutating func remind(_ index: Int, _ terms: Terms) {
        guard let incident = account.subscriptions[index].incident else { return }
        account.subscriptions[index].incident?.reminders += 1
        let days = terms.parameters.failureMailDays.value
        if incident.reminders + 1 == days.count {
            reportFailure(.lastReminder, index, incident.label)
        } else {
            reportFailure(
                .reminder,
                index,
                incident.label + (incident.reminders == 0 ? "" : "-\(incident.reminders + 1)")
            )
        }
    }

    private mutating func reportFailure(_ template: Template, _ index: Int, _ number: String) {
        let subscription = account.subscriptions[index]
        guard let incident = subscription.incident, let terms = book.terms(of: subscription.order),
            let claim = reactivationClaim(index, terms), case .incident(let period) = subscription.phase
        else { return }
        let values: NoticeValues = [
            "price": .euro(claim.price), "balance": .euro(account.euroBalance),
            "shortfall": .euro(max(0, claim.price - available(cheques: claim.cheques))),
            "due": .date(subscription.due(period, under: terms)), "lastDay": .date(incident.lastDay(under: terms)),
        ]
        notify(template, index, number, values)
    }

    /// R6.11-15 to R6.11-17: the client asks to run again, now or as soon as funded.
    mutating func requestReactivation(_ index: Int, _ terms: Terms, standing: Bool) throws(Refusal) {
        let subscription = account.subscriptions[index]
        if subscription.isEnded {
            throw Refusal(
                "R6.11-15",
                "The subscription \(subscription.id) is closed; its data are gone, so place a new order."
            )
        }
        guard let claim = reactivationClaim(index, terms) else {
            guard standing else {
                throw Refusal(
                    "R6.11-15",
                    "The subscription \(subscription.id) is \(subscription.phase.words); only one stopped after a failed renewal can be reactivated."
                )
            }
            return takeStandingRequest(index)
        }
        let missing = claim.price - available(cheques: claim.cheques)
        guard standing || missing <= 0 else {
            throw Refusal(
                "R6.11-16",
                "Reactivating \(subscription.id) costs \(claim.price.asEuro), \(missing.asEuro) more than the balance; pay that in first."
            )
        }
        if standing { takeStandingRequest(index) }
        if missing <= 0 { reactivate(index, terms) }
    }

    private mutating func takeStandingRequest(_ index: Int) {
        guard !account.subscriptions[index].standingRequest else { return }
        account.subscriptions[index].standingRequest = true
        emit(
            "R6.11-17",
            account.subscriptions[index].id,
            .decided("Reactivation is asked for in advance: as soon as funded.")
        )
    }

    /// AMB-15: back to asking each time.
    mutating func withdrawStandingRequest(_ index: Int) throws(Refusal) {
        let id = account.subscriptions[index].id
        guard account.subscriptions[index].standingRequest else {
            throw Refusal("R6.11-17", "The subscription \(id) has no standing request to withdraw.")
        }
        account.subscriptions[index].standingRequest = false
        emit("R6.11-17", id, .decided("The standing request for reactivation is withdrawn."))
    }

    /// R6.11-18: the full month that began at the due date is debited, and the due dates stay.
    mutating func reactivate(_ index: Int, _ terms: Terms) {
        let before = account.subscriptions[index]
        let owed = owedNow(index, terms)
        guard let incident = before.incident, let last = owed.last, let claim = reactivationClaim(index, terms)
        else { return }
        let prices = owed.map { price(of: $0, index) }
        let fundings = zip(owed, prices).map {
            debit(for: before, period: $0.period, retry: $0.bounce, $1, cheques: claim.cheques, rule: "R6.11-18")
        }
        change(index, "R6.11-18") {
            for (part, funding) in zip(owed, fundings) { $0.paid.add(part.period, funding) }
            $0.paidThrough = max(before.paidThrough, last.period)
            for (part, price) in zip(incident.owed, prices) where part.bounce == nil {
                $0.slots = part.slots ?? before.slots
                $0.setPrice(price)
            }
            $0.incident = nil
            $0.phase = .active(period: $0.paidThrough)
        }
        dropHold(.unpaidDebt, before.id.description, on: .account, rule: "R6.4-14")
        let after = account.subscriptions[index]
        let due = NoticeValue.date(after.due(after.paidThrough, under: terms))
        notify(.reactivated, index, incident.label, ["price": .euro(claim.price), "due": due])
        for part in owed where part.bounce == nil {
            let (slots, isFree) = (part.slots ?? before.slots, part.price == 0)
            grantPoints(index, terms, renewal: part.period - 1, slots: slots, before: before.slots, isFree: isFree)
        }
    }

    /// R6.11-19 to R6.11-21: destroyed and closed, after one last look at the balance. Nothing is refunded for it
    /// (R6.11-21).
    mutating func destroyOrReactivate(_ index: Int, _ terms: Terms) {
        if let claim = claim(index), available(cheques: claim.cheques) >= claim.price {
            return reactivate(index, terms)
        }
        let subscription = account.subscriptions[index]
        guard let incident = subscription.incident else { return }
        end(index, "R6.11-19", .destroyed, incident.label)
    }
}

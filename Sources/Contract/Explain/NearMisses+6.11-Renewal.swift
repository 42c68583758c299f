extension NearMissSearch {
    /// R6.11-01, R6.11-07, R6.11-08: a renewal that is not covered, or that was not switched off or on.
    mutating func lookAtRenewal(_ index: Int, _ terms: Terms) {
        let subscription = account.subscriptions[index]
        lookAtSwitch(subscription, terms)
        guard case .active(let period) = subscription.phase else { return }
        let due = subscription.due(period, under: terms)
        guard subscription.renews(at: period) else {
            if subscription.priceExit == nil, !subscription.endsAsPlanned(at: period) {
                note("R6.11-07", subscription.id, "not renewed on \(due): its renewal is switched off")
            }
            return
        }
        guard !subscription.isPrevented(terms) else {
            return note("R4-04", subscription.id, "not debited on \(due): force majeure prevents the service")
        }
        lookAtMoney(index, period, terms)
    }

    private mutating func lookAtMoney(_ index: Int, _ period: Int, _ terms: Terms) {
        let subscription = account.subscriptions[index]
        let (due, last) = (subscription.due(period, under: terms), subscription.lastDayToPay(period, under: terms))
        let claim = ask { $0.renewalClaim(index, period, terms, due: now, debitedOn: max(today, due)) }
        let there = ask { $0.available(cheques: claim.cheques) }
        if claim.price > there {
            let figures = "balance \(there.asEuro), \(claim.price.asEuro) needed"
            let outlook = today < due ? "renewal of \(due) not covered" : "not renewed"
            note("R6.11-01", subscription.id, "\(outlook): \(figures) by \(last), 24:00")
        }
        if last != due {
            note("R6.4-15", subscription.id, "not stopped after \(due): the renewal is deferred to \(last), 24:00")
        }
    }

    /// AMB-07: a switch that came too late for one due date waits for the next.
    private mutating func lookAtSwitch(_ subscription: Subscription, _ terms: Terms) {
        guard let change = subscription.renewal.change, !change.on, !subscription.isEnded else { return }
        let missed = subscription.due(change.fromPeriod - 1, under: terms)
        let cutoff = missed.adding(days: -terms.parameters.autoRenewCutoffDays.value)
        let asked = facts.last {
            if case .renewalSwitched(subscription.id, on: false) = $0.event { true } else { false }
        }
        let figures = asked.map { "asked on \(book.zone.date(at: $0.occurredAt)), the last day was \(cutoff)" }
        note(
            "R6.11-08",
            subscription.id,
            "renewal not switched off for \(missed): \(figures ?? "the last day to ask was \(cutoff)")"
        )
    }
}

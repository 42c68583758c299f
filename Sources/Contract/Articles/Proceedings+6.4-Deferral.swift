extension Proceedings {
    /// R6.4-15: more time to pay one sum, asked for in time, granted specifically and in writing.
    mutating func grantDeferral(
        of target: DeferralTarget,
        asked: Instant,
        until: CivilDate,
        _ document: String,
        by actor: Actor
    ) throws(Refusal) {
        guard actor == .staff else {
            throw Refusal("R6.4-15", "A deferral for \(account.id) can only be granted by the provider.")
        }
        guard document.contains(where: { !$0.isWhitespace }) else {
            throw Refusal("R6.4-15", "The deferral for \(account.id) names no document; it must be granted in writing.")
        }
        let deferral = Deferral(until: until, document: document)
        switch target {
        case .debt(let id): try deferDebt(id, deferral, asked: asked)
        case .renewal(let id): try deferRenewal(id, deferral, asked: asked)
        }
    }

    /// Granted after the due date for a request made in time, it takes the default back.
    private mutating func deferDebt(_ id: String, _ deferral: Deferral, asked: Instant) throws(Refusal) {
        guard let index = account.debts.firstIndex(where: { $0.id == id }) else {
            throw Refusal("R6.4-15", "The account \(account.id) owes nothing called \(id); check the name.")
        }
        let debt = account.debts[index]
        try check(deferral, of: id, due: debt.due, asked: asked)
        guard deferral.until >= today else {
            throw Refusal("R6.4-15", "The deferral of \(id) to \(deferral.until) is over already; give a later day.")
        }
        account.debts[index].due = deferral.until
        account.debts[index].deferral = deferral
        account.debts[index].isInDefault = false
        account.debts[index].isPayable = false
        notify(
            .deferral,
            "\(id)/\(deferral.until)",
            [
                "reference": .text(id), "amount": .euro(debt.cents), "until": .date(deferral.until),
                "document": .text(deferral.document),
            ]
        )
        liftHold(.unpaidDebt, id, on: .account, rule: "R6.4-15")
    }

    /// The service runs on, and the verdict waits for the new day; price and due dates stay.
    private mutating func deferRenewal(
        _ id: SubscriptionID,
        _ deferral: Deferral,
        asked: Instant
    ) throws(Refusal) {
        guard let index = account.index(of: id), let terms = book.terms(of: account.subscriptions[index].order) else {
            throw Refusal("R6.4-15", "The account \(account.id) has no subscription \(id); check both numbers.")
        }
        let subscription = account.subscriptions[index]
        guard case .active(let period) = subscription.phase, subscription.renews(at: period) else {
            throw Refusal(
                "R6.4-15",
                "The subscription \(id) is \(subscription.phase.words) and has no renewal to defer; a default that took effect is not undone."
            )
        }
        let due = subscription.due(period, under: terms)
        try check(deferral, of: id.description, due: due, asked: asked)
        let last = subscription.lastDayToPay(period, under: terms)
        guard deferral.until > last else {
            throw Refusal(
                "R6.4-15",
                "The renewal of \(id) can be paid to \(last) already; a deferral must name a later day."
            )
        }
        let longest = due.adding(days: terms.parameters.longestDeferralDays?.value ?? 0)
        guard deferral.until <= longest else {
            throw Refusal(
                "R6.4-15",
                "The renewal of \(id) due on \(due) can be deferred to \(longest) at the latest, so that its grace ends before the next due date's cutoff."
            )
        }
        if let standing = subscription.renewalDeferral, standing.period == period {
            guard deferral.until > standing.deferral.until else {
                throw Refusal(
                    "R6.4-15",
                    "The renewal of \(id) is deferred to \(standing.deferral.until) already; a further deferral gives a later day."
                )
            }
        }
        account.subscriptions[index].renewalDeferral = RenewalDeferral(period: period, deferral: deferral)
        let claim = renewalClaim(index, period, terms, due: now, debitedOn: min(max(today, due), deferral.until))
        notify(
            .renewalDeferral,
            index,
            "\(period)/\(deferral.until)",
            [
                "due": .date(due), "price": .euro(claim.price), "until": .date(deferral.until),
                "document": .text(deferral.document),
            ]
        )
    }

    private func check(_ deferral: Deferral, of name: String, due: CivilDate, asked: Instant) throws(Refusal) {
        guard asked <= now else {
            throw Refusal("R6.4-15", "The deferral of \(name) is said to be asked for in the future; check the time.")
        }
        guard asked < book.zone.start(of: due.adding(days: 1)) else {
            throw Refusal(
                "R6.4-15",
                "The deferral of \(name) was asked for after its due date, \(due): that is too late."
            )
        }
        guard deferral.until > due else {
            throw Refusal("R6.4-15", "\(name) is due on \(due); a deferral must name a later day.")
        }
    }
}

/// Something that waits for money: a first month, a renewal on its due date, a reactivation asked for.
struct Claim {
    enum Kind { case order, renewal, reactivation }

    let kind: Kind
    let subscription: Int
    let price: Int64
    /// The tax rate inside, in basis points.
    let rate: Int
    /// Cheques received before this may pay it; nil for none (R6.3-01 against R6.11-06).
    let cheques: Instant?
    let due: Instant
}

extension Proceedings {
    /// Pays every claim that the money covers, one by one (AMB-42). Called after everything that may bring money or
    /// lower a price.
    mutating func payWhatIsAffordable() {
        payDebts()
        let holds = account.holds
        var claims = openClaims()
        let inTurn = claims.count > 1 && book.currentTerms?.reading(of: .scarceBalance) == .a
        if claims.count > 1 { sort(&claims, inTurn: inTurn) }
        var isBlocked = false
        for claim in claims {
            guard available(cheques: claim.cheques) >= claim.price, !(isBlocked && claim.kind == .renewal) else {
                isBlocked = isBlocked || (inTurn && claim.kind == .renewal)
                continue
            }
            pay(claim)
        }
        // A hold that a payment lifted may have kept an order waiting.
        if account.holds != holds { payWhatIsAffordable() }
    }

    private mutating func pay(_ claim: Claim) {
        let index = claim.subscription
        guard let terms = book.terms(of: account.subscriptions[index].order) else { return }
        switch claim.kind {
        case .order: fund(index)
        case .renewal: renew(index, terms, claim, rule: "R6.11-11")
        case .reactivation: reactivate(index, terms)
        }
    }

    private func openClaims() -> [Claim] {
        var claims: [Claim] = []
        for index in account.subscriptions.indices { if let claim = claim(index) { claims.append(claim) } }
        return claims
    }

    /// Reading B: by the client's priority, then due instant, then id. Reading A: the oldest first.
    private func sort(_ claims: inout [Claim], inTurn: Bool) {
        let subscriptions = account.subscriptions
        claims.sort { left, right in
            let (a, b) = (subscriptions[left.subscription], subscriptions[right.subscription])
            return inTurn
                ? (a.orderedAt, a.id) < (b.orderedAt, b.id)
                : (a.order.priority, left.due, a.id) < (b.order.priority, right.due, b.id)
        }
    }

    /// What the subscription waits for at this moment; nil when it waits for no money.
    func claim(_ index: Int) -> Claim? {
        // Asked of every subscription after every payment, so that only what comes near to a claim is copied.
        switch account.subscriptions[index].phase {
        case .provisioning, .ended: return nil
        // The mail comes first (T9): after force majeure it may still be due on the due date itself (R4-05).
        case .active(let period) where account.subscriptions[index].announced < period: return nil
        case .awaitingFunds, .active, .incident: return claim(of: account.subscriptions[index], index)
        }
    }

    private func claim(of subscription: Subscription, _ index: Int) -> Claim? {
        switch subscription.phase {
        case .awaitingFunds:
            guard account.status == .active, account.holds.isEmpty, subscription.holds.isEmpty,
                let terms = book.terms(of: subscription.order), !subscription.isPrevented(terms)
            else { return nil }
            let price = subscription.price.at(rate: subscription.taxRate(on: today))
            return Claim(
                kind: .order,
                subscription: index,
                price: price.gross,
                rate: price.rate,
                cheques: nil,
                due: subscription.orderedAt
            )
        case .active(let period):
            guard subscription.renews(at: period), let terms = book.terms(of: subscription.order),
                !subscription.isPrevented(terms)
            else { return nil }
            let due = subscription.debitInstant(period, terms, book.zone)
            return due <= now ? renewalClaim(of: subscription, index, period, terms, due: due) : nil
        case .incident:
            guard let terms = book.terms(of: subscription.order), isReactivationAsked(index, terms)
            else { return nil }
            return reactivationClaim(index, terms)
        case .provisioning, .ended: return nil
        }
    }

    /// The renewal due at the end of `period`, at the price of a debit made now, or on another day where one is named.
    func renewalClaim(
        _ index: Int,
        _ period: Int,
        _ terms: Terms,
        due: Instant,
        debitedOn date: CivilDate? = nil
    ) -> Claim {
        renewalClaim(of: account.subscriptions[index], index, period, terms, due: due, debitedOn: date)
    }

    /// The same of the subscription at `index`, for who has a copy of it already.
    func renewalClaim(
        of subscription: Subscription,
        _ index: Int,
        _ period: Int,
        _ terms: Terms,
        due: Instant,
        debitedOn date: CivilDate? = nil
    ) -> Claim {
        let last = subscription.lastDayToPay(period, under: terms)
        let price = subscription.price(
            at: subscription.due(period, under: terms),
            debitedOn: date ?? min(today, last),
            under: terms
        )
        return Claim(
            kind: .renewal,
            subscription: index,
            price: price.gross,
            rate: price.rate,
            cheques: account.cheques.isEmpty ? nil : book.zone.start(of: last.adding(days: 1)),
            due: due
        )
    }

    /// R6.11-16: what the incident needs. Cheques received before the unpaid due date still count (R6.11-06).
    func reactivationClaim(_ index: Int, _ terms: Terms) -> Claim? {
        let owed = owedNow(index, terms)
        guard let first = owed.first else { return nil }
        let subscription = account.subscriptions[index]
        let end = book.zone.start(of: subscription.lastDayToPay(first.period - 1, under: terms).adding(days: 1))
        let prices = owed.map { price(of: $0, index) }
        return Claim(
            kind: .reactivation,
            subscription: index,
            price: prices.reduce(0) { $0 + $1.gross },
            rate: subscription.taxRate(on: today),
            cheques: end,
            due: end
        )
    }

    /// AMB-43: as in force at its due date; R6.4-10: with the tax of the day on which it is debited.
    func price(of owed: Incident.Owed, _ index: Int) -> TaxedPrice {
        let subscription = account.subscriptions[index]
        let price = TaxedPrice(gross: owed.price, rate: owed.taxRate ?? subscription.order.taxRate)
        return price.at(rate: subscription.taxRate(on: today))
    }

    /// The periods that reactivation pays. A month that went by entirely while the service was stopped is not bought:
    /// that happens only where a failure mail went out so late that the grace reached beyond the next due date.
    func owedNow(_ index: Int, _ terms: Terms) -> [Incident.Owed] {
        let subscription = account.subscriptions[index]
        guard let owed = subscription.incident?.owed else { return [] }
        let current = subscription.period(of: today, under: terms)
        return owed.map { $0.bounce == nil && $0.period < current ? $0.moved(to: current) : $0 }
    }

    /// R6.11-17, AMB-15: asked for in advance, or not needed under reading B, or the money was there in time (T8).
    private func isReactivationAsked(_ index: Int, _ terms: Terms) -> Bool {
        let subscription = account.subscriptions[index]
        return subscription.standingRequest || terms.reading(of: .automaticReactivation) == .b
            || (subscription.incident?.missing).map { $0 <= 0 } ?? false
    }

    /// T8: money that came in before the verdict but was recorded after it counts as paid in time.
    mutating func noteInTime(_ cents: Int64, at instant: Instant) {
        for index in account.subscriptions.indices {
            guard let incident = account.subscriptions[index].incident, let missing = incident.missing,
                instant < book.zone.start(of: incident.failedOn.adding(days: 1))
            else { continue }
            account.subscriptions[index].incident?.missing = missing - cents
        }
    }
}

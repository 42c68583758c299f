/// What the contract will do by itself to one service next, if nothing else happens.
package struct Ahead: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The next month is debited (R6.11-01).
        case renewal
        /// The renewal was not covered on its day: at 24:00 the service is stopped (R6.11-13).
        case stop
        /// The service ends without renewal, and its data are erased (R7.1-01).
        case end
        /// The days of grace are over: the service is destroyed (R6.11-19).
        case destruction

        package var rule: RuleID {
            switch self {
            case .renewal: "R6.11-01"
            case .stop: "R6.11-13"
            case .end: "R7.1-01"
            case .destruction: "R6.11-19"
            }
        }
    }

    package let subscription: SubscriptionID
    package let kind: Kind
    package let at: Instant
    /// Euro cents that the balance lacks now for what would keep the service running; zero where nothing is to be paid.
    package let missing: Int64
}

extension Account {
    /// One for each service that runs or waits in grace, in the order of the subscriptions.
    package func ahead(under book: Rulebook) -> [Ahead] {
        subscriptions.compactMap { subscription in
            guard let (kind, at) = subscription.next(under: book) else { return nil }
            let missing = kind == .end ? nil : shortfall(of: subscription.id, under: book)?.missing
            return Ahead(subscription: subscription.id, kind: kind, at: at, missing: missing ?? 0)
        }
    }
}

extension Subscription {
    fileprivate func next(under book: Rulebook) -> (Ahead.Kind, Instant)? {
        guard let terms = book.terms(of: order) else { return nil }
        switch phase {
        case .awaitingFunds, .provisioning, .ended: return nil
        case .incident:
            return incident.map { (.destruction, book.zone.start(of: $0.destructionDay(under: terms))) }
        case .active(let period):
            let over = book.zone.start(of: lastDayToPay(period, under: terms).adding(days: 1))
            guard renews(at: period) else { return (.end, over) }
            return attempted < period ? (.renewal, debitInstant(period, terms, book.zone)) : (.stop, over)
        }
    }
}

/// What the next renewal of a subscription, or its reactivation, costs and lacks at this moment.
package struct Shortfall: Equatable, Sendable {
    /// In euro cents, as is `missing`.
    package let price: Int64
    /// Zero where the money is there.
    package let missing: Int64
}

extension Account {
    /// Nil where the subscription waits for no renewal.
    package func shortfall(of id: SubscriptionID, under book: Rulebook) -> Shortfall? {
        guard let index = index(of: id), let terms = book.terms(of: subscriptions[index].order) else { return nil }
        let phase = subscriptions[index].phase
        return ask(under: book) { proceedings in
            let claim: Claim? =
                switch phase {
                case .active(let period): proceedings.renewalClaim(index, period, terms, due: proceedings.now)
                case .incident: proceedings.reactivationClaim(index, terms)
                case .awaitingFunds, .provisioning, .ended: nil
                }
            guard let claim else { return nil }
            let missing = claim.price - proceedings.available(cheques: claim.cheques)
            return Shortfall(price: claim.price, missing: max(0, missing))
        }
    }

    /// Slots of the services that are paid for.
    package var slotsSold: Int {
        subscriptions.reduce(0) { sum, subscription in
            switch subscription.phase {
            case .provisioning, .active: sum + subscription.slots
            case .awaitingFunds, .incident, .ended: sum
            }
        }
    }
}

extension NearMissSearch {
    /// R6.3-01: what an order waits for; R6.3-03: what the first month waits for.
    mutating func lookAtOrder(_ index: Int) {
        let subscription = account.subscriptions[index]
        switch subscription.phase {
        case .awaitingFunds: lookAtFunds(subscription)
        case .provisioning:
            note("R6.3-03", subscription.id, "not begun: its month runs from the delivery, and no server answered yet")
        case .active, .incident, .ended: return
        }
    }

    private mutating func lookAtFunds(_ subscription: Subscription) {
        if account.status != .active {
            note("R6.3-01", subscription.id, "not set up: the account is not activated, its mail is not handed over")
        }
        let price = subscription.price.at(rate: subscription.taxRate(on: today)).gross
        if account.euroBalance < price {
            note(
                "R6.3-01",
                subscription.id,
                "not set up: balance \(account.euroBalance.asEuro), \(price.asEuro) needed"
            )
        }
    }
}

extension NearMissSearch {
    /// R6.4-05 to R6.4-09: prices that do not hold yet, and the way out that is open or closed.
    mutating func lookAtPrices(_ index: Int, _ terms: Terms) {
        let subscription = account.subscriptions[index]
        guard !subscription.isEnded, subscription.priceExit == nil else { return }
        for change in subscription.priceChanges {
            let price = "\(change.announced.monthlyPrice.asEuro) of \(change.announced.catalogue)"
            if change.standing == .awaitingNotice {
                note("R6.4-05", subscription.id, "price \(price) does not hold: its notice has not been handed over")
            }
            lookAtExit(change, subscription.id, terms)
            guard !change.isOvertaken else { continue }
            if let upcoming = subscription.upcoming, subscription.due(upcoming, under: terms) < change.effective {
                let due = subscription.due(upcoming, under: terms)
                note(
                    "R6.4-09",
                    subscription.id,
                    "price \(price) not taken on \(due): it holds from the first due date on or after \(change.effective)"
                )
            }
        }
    }

    private mutating func lookAtExit(_ change: PriceChange, _ id: SubscriptionID, _ terms: Terms) {
        guard let last = change.lastExitDay(under: terms) else { return }
        note(
            "R6.4-07",
            id,
            today <= last
                ? "not left because of the price: nobody asked, and it can be asked until \(last), 24:00"
                : "no price exit: the month of reflection ended on \(last), and silence accepted the price"
        )
    }
}

extension NearMissSearch {
    /// R6.12-05: what a smaller number of slots costs at the next renewal.
    mutating func lookAtSlots(_ index: Int, _ terms: Terms) {
        let subscription = account.subscriptions[index]
        guard let change = subscription.slotsChange, !subscription.isEnded else { return }
        let reset = terms.parameters.loyaltyResetPercent.value
        let usual = terms.loyaltyPercent(renewal: subscription.loyaltyRenewal, slots: change.slots)
        let isReset = subscription.loyaltyRenewal == Subscription.loyaltyReset
        guard change.slots < subscription.slots, usual != reset, !isReset else { return }
        note(
            "R6.12-05",
            subscription.id,
            "loyalty does not go on at \(usual) % with the renewal of \(change.effective): "
                + "the downgrade from \(subscription.slots) to \(change.slots) slots resets it to \(reset) %"
        )
    }

    /// R6.12-07, AMB-25: points that pay for nothing.
    mutating func lookAtPoints(_ terms: Terms) {
        guard account.points > 0, (terms.parameters.pointValueCents?.value ?? 0) <= 0 else { return }
        note("R6.12-07", nil, "\(account.points.asDecimal) points not redeemable: the terms give them no value")
    }
}

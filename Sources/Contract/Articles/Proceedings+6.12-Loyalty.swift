extension Proceedings {
    /// R6.12-01, R6.12-02: slots × percentage, in hundredths of a point, at each renewal, whatever paid it (R6.12-06). Fewer
    /// slots set the percentage back and leave the points (R6.12-04, R6.12-05). A free service earns none: it moves
    /// nothing in the ledger (R2-04).
    mutating func grantPoints(_ index: Int, _ terms: Terms, renewal: Int, slots: Int, before: Int, isFree: Bool) {
        let isReset = slots < before || account.subscriptions[index].loyaltyRenewal == Subscription.loyaltyReset
        if isReset { account.subscriptions[index].loyaltyRenewal = terms.loyaltyReset(slots: slots) ?? 1 }
        let position = account.subscriptions[index].loyaltyRenewal
        account.subscriptions[index].loyaltyRenewal = position + 1
        let percent =
            isReset
            ? terms.parameters.loyaltyResetPercent.value : terms.loyaltyPercent(renewal: position, slots: slots)
        let granted = Int64(slots * percent)
        guard granted > 0, !isFree else { return }
        let id = account.subscriptions[index].id
        account.points += granted
        let amount = Amount.points(hundredths: granted)
        let key = String.key("points", id, renewal)
        emit("R6.12-01", id, .posted(.transfer(key: key, from: .pointsIssued, to: .points(account.id), amount)))
        let values: NoticeValues = [
            "slots": .number(Int64(slots)), "rate": .number(Int64(percent)), "granted": .amount(amount),
            "total": .amount(.points(hundredths: account.points)),
        ]
        notify(.points, index, renewal, values)
    }
}

extension Subscription {
    /// Where the position stands after a downgrade whose own month granted nothing, because it was excused.
    static let loyaltyReset = 0
}

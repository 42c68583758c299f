extension Proceedings {
    /// AMB-26: the refund of 7.9 is balance; an operator may pay it out by hand instead, once. No other payment of money
    /// to a client exists (R6.6-06).
    mutating func payBack(
        _ id: SubscriptionID,
        _ period: Int,
        _ name: String,
        _ document: String,
        by actor: Actor
    ) throws(Refusal) {
        guard actor == .staff, document.isMeaningful else {
            throw Refusal("R6.6-06", "Only an operator who names the document can pay a refund of \(id) back in money.")
        }
        guard let method = book.currentTerms?.managed(name), method.creditedOn != .conversion else {
            throw Refusal("R6.6-05", "Nothing can be paid back by \(name); name a managed method other than codes.")
        }
        guard let index = account.index(of: id),
            let refund = account.subscriptions[index].payableRefunds.first(where: { $0.period == period })
        else {
            throw Refusal(
                "R6.6-06",
                "No refund of 7.9 for month \(period) of \(id) stands to be paid back, and no other payment is ever refunded."
            )
        }
        guard account.euroBalance >= refund.cents else {
            throw Refusal(
                "R6.6-06",
                "The refund of \(refund.cents.asEuro) for month \(period) of \(id) was used from the balance; it cannot be paid twice."
            )
        }
        account.subscriptions[index].payableRefunds.removeAll { $0.period == period }
        account.euroBalance -= refund.cents
        let amount = Amount.euro(cents: refund.cents)
        let key = "payback/\(id)/\(period)"
        emit("R7.9-01", id, .posted(.transfer(key: key, from: .balance(account.id), to: .bank(method.id), amount)))
        notify(
            .refundPaidBack,
            index,
            period,
            ["amount": .amount(amount), "method": .text(method.id.rawValue), "reference": .text(document)]
        )
    }
}

extension NearMissSearch {
    /// Money that came and is not on the balance.
    mutating func lookAtPayments() {
        for cheque in account.cheques {
            let paid = cheque.amount - cheque.unspent
            let used = paid == 0 ? "" : ", and \(paid.asEuro) of it paid renewals already"
            note(
                "R6.3-02",
                nil,
                "not credited: \(cheque.method.rawValue) \(cheque.reference) of \(cheque.amount.asEuro) has not cleared\(used)"
            )
        }
        for payment in account.suspended {
            note(
                "R6.11-05",
                nil,
                "not credited: \(payment.cents.asEuro) wait as \(payment.name) to be regularised or returned"
            )
        }
        for purchase in account.purchases {
            note(
                "R6.3-02",
                nil,
                "no tokens yet for \(purchase.name) of \(purchase.cents.asEuro): it has not cleared"
            )
        }
    }
}

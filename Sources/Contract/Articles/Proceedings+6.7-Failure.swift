extension Proceedings {
    /// R6.7-03: the payment service says that it did not go through. Nothing was received; its reference is spent, since a
    /// new try has a new one.
    mutating func noteFailure(_ payment: Payment, _ reason: String) throws(Refusal) {
        try check(payment)
        guard let method = book.currentTerms?.method(named: payment.method) else {
            throw Refusal("R6.6-05", "The method \(payment.method) is not managed, so nothing can fail by it.")
        }
        try checkForeignData(payment, method)
        guard let claim = PaymentClaim(payment.method, payment.reference) else {
            throw Refusal(
                "R6.7-02",
                "The failed \(method.rawValue) payment has no reference; give the transaction's number."
            )
        }
        try use(claim)
        emit("R6.7-03", nil, .decided("The payment \(claim.name) did not go through: \(reason)."))
        notify(.paymentFailed, claim.name, rejection(of: payment, reason))
    }
}

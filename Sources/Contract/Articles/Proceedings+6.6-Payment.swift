extension Proceedings {
    /// R6.3-02, R6.6-03 to R6.6-05, R6.11-05: credits, keeps pending, sets aside or rejects what was paid.
    mutating func receive(_ payment: Payment, at instant: Instant) throws(Refusal) {
        guard (1...Limits.cents).contains(payment.amount) else {
            throw Refusal(
                "R6.11-05",
                "The payment is of \(payment.amount) hundredths; an amount must be more than zero and at most \(Limits.cents)."
            )
        }
        let method = book.currentTerms?.method(named: payment.method)
        let name = try claimReference(payment, method)
        guard let method, payment.currency == "EUR" else { return reject(payment, method, name) }
        if payment.reference.isEmpty { return setAside(payment, method, name) }
        if method == .cheque { return keepPending(payment, name, at: instant) }
        let key = "payment/\(method.rawValue)/\(payment.reference)"
        emit(
            "R6.3-02",
            nil,
            .posted(.transfer(key: key, from: .bank(method), to: .balance(account.id), .euro(cents: payment.amount)))
        )
        account.euroBalance += payment.amount
        notifyCredit(payment.amount, method, payment.reference, name)
        noteInTime(payment.amount, at: instant)
        payWhatIsAffordable()
    }

    /// One (method, reference) is one payment, for ever. Returns the name of this one: `transfer:REF`.
    private mutating func claimReference(_ payment: Payment, _ method: PaymentMethod?) throws(Refusal) -> String {
        let method = method?.rawValue ?? payment.method
        guard !payment.reference.isEmpty else {
            account.unnamedPayments += 1
            return "\(method):#\(account.unnamedPayments)"
        }
        let name = "\(method):\(payment.reference)"
        let index = account.references.firstSortedIndex { $0 < name }
        guard index == account.references.count || account.references[index] != name else {
            throw Refusal(
                "R6.5-01",
                "The \(method) payment \(payment.reference) is recorded already; each reference counts once."
            )
        }
        account.references.insert(name, at: index)
        return name
    }

    private mutating func reject(_ payment: Payment, _ method: PaymentMethod?, _ name: String) {
        let reason =
            method == nil
            ? "the method \(payment.method) is not managed" : "the currency \(payment.currency) is not EUR"
        emit("R6.6-05", nil, .decided("The payment \(name) is rejected: \(reason)."))
        notify(
            .paymentRejected,
            name,
            [
                "method": .text(payment.method), "currency": .text(payment.currency),
                "amount": .text(payment.amount.asDecimal), "reference": .text(payment.reference),
                "reason": .text(method == nil ? "method" : "currency"),
            ]
        )
    }

    /// R6.11-05, AMB-18: it renews nothing, but it does not vanish either.
    private mutating func setAside(_ payment: Payment, _ method: PaymentMethod, _ name: String) {
        let key = "suspense/\(account.id)/\(account.unnamedPayments)"
        emit(
            "R6.11-05",
            nil,
            .posted(.transfer(key: key, from: .bank(method), to: .suspense, .euro(cents: payment.amount)))
        )
        notify(
            .irregularPayment,
            name,
            [
                "amount": .euro(payment.amount), "method": .text(method.rawValue),
                "reference": .text(payment.reference),
                "reason": .text("reference"),
            ]
        )
    }

    func notifiedBalance() -> NoticeValue { .euro(account.euroBalance) }

    /// R6.2-02: one receipt for each accepted payment.
    mutating func notifyCredit(_ cents: Int64, _ method: PaymentMethod, _ reference: String, _ name: String) {
        notify(
            .paymentReceipt,
            name,
            [
                "amount": .euro(cents), "method": .text(method.rawValue), "reference": .text(reference),
                "balance": notifiedBalance(),
            ]
        )
    }

    /// R7.9-03: a gesture of the provider, never automatic.
    mutating func grantGesture(_ cents: Int64, _ reason: String, by actor: Actor) throws(Refusal) {
        guard actor == .staff else {
            throw Refusal("R7.9-03", "A commercial gesture to \(account.id) can only be granted by an operator.")
        }
        guard (1...Limits.cents).contains(cents) else {
            throw Refusal("R7.9-03", "A gesture of \(cents.asEuro) moves nothing; grant more than zero.")
        }
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw Refusal("R7.9-03", "The gesture to \(account.id) has no reason; state why it is granted.")
        }
        account.gestures += 1
        account.euroBalance += cents
        let key = "gesture/\(account.id)/\(account.gestures)"
        emit(
            "R7.9-03",
            nil,
            .posted(.transfer(key: key, from: .gestures, to: .balance(account.id), .euro(cents: cents)))
        )
        notify(.gesture, account.gestures, ["amount": .euro(cents), "reason": .text(reason)])
        payWhatIsAffordable()
    }
}

extension Int64 {
    /// Hundredths as `12.34`.
    var asDecimal: String { String(asEuro.dropLast(4)) }
}

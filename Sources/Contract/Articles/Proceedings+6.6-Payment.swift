extension Proceedings {
    /// R6.3-02, R6.6-03 to R6.6-05, R6.11-05: credits, keeps pending, sets aside or rejects what was paid.
    mutating func receive(_ payment: Payment, at instant: Instant) throws(Refusal) {
        try check(payment)
        let managed = book.currentTerms?.managed(payment.method)
        let isEuro = payment.currency == "EUR"
        var fault: String?
        if isEuro, let managed { fault = try self.fault(of: payment, managed.id) }
        let name = try claimReference(payment)
        guard isEuro, let managed else { return reject(payment, managed?.id, name) }
        if let fault { return rejectCheque(payment, name, fault) }
        let cents = payment.reference.isEmpty ? 0 : creditable(payment.amount)
        if cents < payment.amount { setAside(payment.amount - cents, payment.reference, managed.id, name, instant) }
        guard cents > 0 else { return }
        let amount = Amount.euro(cents: cents)
        switch managed.creditedOn {
        case .conversion:
            throw Refusal(
                "R6.3-02",
                "A payment by \(managed.id.rawValue) is credited when its code is converted; report the code instead."
            )
        case .clearing:
            try keepPending(cents, managed, payment.reference, from: .bank(managed.id), at: instant)
        case .completed, .bankCredit:
            let key = "payment/\(managed.id.rawValue)/\(payment.reference)"
            emit(
                "R6.3-02",
                nil,
                .posted(.transfer(key: key, from: .bank(managed.id), to: .balance(account.id), amount))
            )
            credit(cents, managed.id, payment.reference, name, at: instant)
        }
    }

    func check(_ payment: Payment) throws(Refusal) {
        guard (1...Limits.cents).contains(payment.amount) else {
            throw Refusal(
                "R6.11-05",
                "The payment is of \(payment.amount) hundredths; an amount must be more than zero and at most \(Limits.cents)."
            )
        }
    }

    /// Adds what was posted to the balance, acknowledges it, and pays what waited for it. `name` is that of its claim.
    mutating func credit(
        _ cents: Int64,
        _ method: PaymentMethod,
        _ reference: String,
        _ name: String,
        at instant: Instant
    ) {
        account.euroBalance += cents
        remember(CreditedPayment(name: name, method: method, paid: cents, credited: cents, isOfTokens: false, at: now))
        notifyCredit(cents, method, reference, name)
        noteInTime(cents, at: instant)
        payWhatIsAffordable()
    }

    /// One (method, reference) is one payment, for ever. Returns the name of this one: `transfer:REF`.
    mutating func claimReference(_ payment: Payment) throws(Refusal) -> String {
        guard let claim = PaymentClaim(payment.method, payment.reference) else {
            account.unnamedPayments += 1
            return "\(payment.method.lowercased()):#\(account.unnamedPayments)"
        }
        return try use(claim)
    }

    /// Uses up a reference (R6.5-01); returns its name.
    @discardableResult
    mutating func use(_ claim: PaymentClaim) throws(Refusal) -> String {
        let name = claim.name
        let index = account.references.firstSortedIndex { $0 < name }
        guard index == account.references.count || account.references[index] != name else {
            throw Refusal(
                "R6.5-01",
                "The \(claim.method) payment \(claim.reference) is recorded already; each reference counts once."
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
        notify(.paymentRejected, name, rejection(of: payment, method == nil ? "method" : "currency"))
    }

    /// What a mail about a payment that did not go through states. With PayPal comes whom to ask (R6.7-03).
    func rejection(of payment: Payment, _ reason: String) -> NoticeValues {
        var values: NoticeValues = [
            "method": .text(payment.method), "currency": .text(payment.currency),
            "amount": .text(payment.amount.asDecimal), "reference": .text(payment.reference), "reason": .text(reason),
        ]
        if payment.method.lowercased() == PaymentMethod.paypal.rawValue { values["paypal"] = .text("support") }
        return values
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
        try demandOpen("R7.9-03", "nothing can be credited to it")
        guard actor == .staff else {
            throw Refusal("R7.9-03", "A commercial gesture to \(account.id) can only be granted by an operator.")
        }
        guard (1...Limits.cents).contains(cents) else {
            throw Refusal("R7.9-03", "A gesture of \(cents.asEuro) moves nothing; grant more than zero.")
        }
        guard reason.isMeaningful else {
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

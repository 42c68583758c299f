extension Proceedings {
    mutating func take(_ event: PaymentEvent, of fact: Fact) throws(Refusal) {
        switch event {
        case .failed(let payment, let reason): try noteFailure(payment, reason)
        case .reversed(let method, let reference, let reason): try reverse(method, reference, reason)
        case .regularised(let name, let reference): try regularise(name, reference, at: fact.occurredAt)
        case .returned(let name, let reason): try sendBack(name, reason, by: fact.actor)
        case .refundPaidBack(let id, let period, let method, let document):
            try payBack(id, period, method, document, by: fact.actor)
        }
    }

    /// R6.3-02: what bank or payment service took back is no longer credited. The balance gives what it has; what was spent
    /// already is a debt due today (R6.4-12, R6.4-14), of the client's and never of a payer's. The reference stays used.
    private mutating func reverse(_ method: String, _ reference: String, _ reason: String) throws(Refusal) {
        let name = "\(method.lowercased()):\(reference)"
        guard reason.isMeaningful else {
            throw Refusal("R6.3-02", "The reversal of \(name) has no reason; state what the bank or service said.")
        }
        let payment = try reversible(name)
        account.credits.removeAll { $0.name == name }
        let taken = min(payment.credited, account.euroBalance)
        let missing = payment.credited - taken
        account.euroBalance -= taken
        let target = payment.isOfTokens ? LedgerAccount.tokenSales : .bank(payment.method)
        if taken > 0 { emit("R6.3-02", nil, .posted(takingBack(payment, taken, to: target))) }
        if payment.isOfTokens { emit("R6.3-02", nil, .posted(tokensTakenBack(payment))) }
        if missing > 0 {
            let debt = Debt(id: name, subscription: nil, cents: missing, reason: "reversed", due: today)
            oweDebt(debt, against: target, rule: "R6.4-12")
        }
        notify(
            .paymentReversed,
            name,
            [
                "amount": .euro(payment.credited), "method": .text(payment.method.rawValue),
                "reference": .text(reference), "reason": .text(reason), "shortfall": .euro(missing),
                "balance": notifiedBalance(),
            ]
        )
    }

    /// What still can be taken back under that name.
    private func reversible(_ name: String) throws(Refusal) -> CreditedPayment {
        guard let payment = account.credits.first(where: { $0.name == name }), !knowsDebt(name) else {
            throw Refusal(
                "R6.3-02",
                "No payment \(name) of \(account.id) stands credited; it was reversed already, never credited, or credited more than \(reversalMonths) months ago."
            )
        }
        let last = lastDayToReverse(payment)
        guard today <= last else {
            throw Refusal(
                "R6.3-02",
                "The payment \(name) was credited on \(book.zone.date(at: payment.at)) and could be taken back for \(reversalMonths) months, until \(last); it stays credited."
            )
        }
        return payment
    }

    private var reversalMonths: Int { book.currentTerms?.parameters.reversalMonths.value ?? 0 }

    /// Counted from the payment's own day, as the calendar counts months (T3): whatever else was paid.
    private func lastDayToReverse(_ payment: CreditedPayment) -> CivilDate {
        book.zone.date(at: payment.at).adding(months: reversalMonths)
    }

    private func takingBack(_ payment: CreditedPayment, _ cents: Int64, to target: LedgerAccount) -> Transaction {
        .transfer(
            key: "reverse/\(account.id)/\(payment.name)",
            from: .balance(account.id),
            to: target,
            .euro(cents: cents)
        )
    }

    private func tokensTakenBack(_ payment: CreditedPayment) -> Transaction {
        .transfer(
            key: "unsell/\(account.id)/\(payment.name)",
            from: .tokenSales,
            to: .bank(payment.method),
            .euro(cents: payment.paid)
        )
    }

    /// Keeps what was credited as long as it can be taken back, and forgets what no longer can.
    mutating func remember(_ payment: CreditedPayment) {
        let forgotten = account.credits.firstSortedIndex { lastDayToReverse($0) < today }
        if forgotten > 0 { account.credits.removeFirst(forgotten) }
        account.credits.append(payment)
    }
}

extension Proceedings {
    /// R6.11-05, AMB-18: it renews nothing, but it does not vanish either. AMB-49: neither does what comes for a closed
    /// account, beyond what that still owes.
    mutating func setAside(
        _ cents: Int64,
        _ reference: String,
        _ method: PaymentMethod,
        _ name: String,
        _ instant: Instant
    ) {
        let isUnnamed = reference.isEmpty
        let key = "suspense/\(account.id)/\(isUnnamed ? "\(account.unnamedPayments)" : name)"
        emit(
            "R6.11-05",
            nil,
            .posted(.transfer(key: key, from: .bank(method), to: .suspense, .euro(cents: cents)))
        )
        account.suspended.append(SuspendedPayment(name: name, method: method, cents: cents, receivedAt: instant))
        notify(
            .irregularPayment,
            name,
            [
                "amount": .euro(cents), "method": .text(method.rawValue), "reference": .text(reference),
                "reason": .text(isUnnamed ? "reference" : "closed"),
            ]
        )
    }

    /// AMB-18: regularised, it becomes balance, or pending where its method is credited on clearing. It counts from now
    /// on: the payment that was due did not come in time. A closed account takes what it owes; the rest goes on waiting.
    mutating func regularise(_ name: String, _ reference: String, at instant: Instant) throws(Refusal) {
        let payment = try suspended(name)
        let cents = creditable(payment.cents)
        guard cents > 0 else {
            throw Refusal(
                "R6.11-05",
                "The account \(account.id) is closed and owes nothing; the payment \(name) can be returned, and not be credited."
            )
        }
        guard let managed = book.currentTerms?.managed(payment.method.rawValue) else {
            throw Refusal("R6.6-05", "The method of \(name) is not managed any more; return the payment.")
        }
        guard let claim = PaymentClaim(payment.method.rawValue, reference) else {
            throw Refusal(
                "R6.11-05",
                "The payment \(name) still lacks its reference; give the one that the payer stated."
            )
        }
        let claimed = try use(claim)
        keepAside(payment, less: cents)
        emit("R6.11-05", nil, .decided("The payment \(name) is regularised as \(claimed)."))
        if managed.creditedOn == .clearing {
            return try keepPending(cents, managed, reference, from: .suspense, at: instant)
        }
        let key = "payment/\(payment.method.rawValue)/\(reference)"
        let amount = Amount.euro(cents: cents)
        emit("R6.11-05", nil, .posted(.transfer(key: key, from: .suspense, to: .balance(account.id), amount)))
        credit(cents, payment.method, reference, claimed, at: instant)
    }

    /// AMB-18: what nobody can regularise goes back to where it came from. It was never a validated payment (R6.6-06).
    mutating func sendBack(_ name: String, _ reason: String, by actor: Actor) throws(Refusal) {
        guard actor == .staff else {
            throw Refusal("R6.11-05", "Only an operator can return the payment \(name).")
        }
        guard reason.isMeaningful else {
            throw Refusal("R6.11-05", "The return of \(name) has no reason; state why it is sent back.")
        }
        let payment = try suspended(name)
        account.suspended.removeAll { $0.name == name }
        let amount = Amount.euro(cents: payment.cents)
        let key = "return/\(account.id)/\(name)"
        emit("R6.11-05", nil, .posted(.transfer(key: key, from: .suspense, to: .bank(payment.method), amount)))
        let method = NoticeValue.text(payment.method.rawValue)
        notify(.paymentReturned, name, ["amount": .amount(amount), "method": method, "reason": .text(reason)])
    }

    private mutating func keepAside(_ payment: SuspendedPayment, less cents: Int64) {
        guard let index = account.suspended.firstIndex(of: payment) else { return }
        account.suspended.remove(at: index)
        guard payment.cents > cents else { return }
        let rest = SuspendedPayment(
            name: payment.name,
            method: payment.method,
            cents: payment.cents - cents,
            receivedAt: payment.receivedAt
        )
        account.suspended.insert(rest, at: index)
    }

    private func suspended(_ name: String) throws(Refusal) -> SuspendedPayment {
        guard let payment = account.suspended.first(where: { $0.name == name }) else {
            throw Refusal(
                "R6.11-05",
                "No irregular payment \(name) of \(account.id) waits; it is listed, or was settled."
            )
        }
        return payment
    }
}

extension String {
    /// Whether it says anything.
    var isMeaningful: Bool { contains { !$0.isWhitespace } }
}

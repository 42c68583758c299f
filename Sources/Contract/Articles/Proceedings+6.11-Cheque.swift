extension Proceedings {
    /// R6.3-02, AMB-19: a cheque received is not yet a payment, but it may fund a renewal due on or after that day.
    mutating func keepPending(_ payment: Payment, _ name: String, at instant: Instant) {
        let cheque = PendingCheque(
            reference: payment.reference,
            amount: payment.amount,
            receivedAt: instant,
            unspent: payment.amount
        )
        account.cheques.append(cheque)
        let amount = Amount.euro(cents: payment.amount)
        let key = "payment/cheque/\(payment.reference)"
        emit("R6.3-02", nil, .posted(.transfer(key: key, from: .bank(.cheque), to: .pending(account.id), amount)))
        notify(.chequeReceived, name, ["amount": .amount(amount), "reference": .text(payment.reference)])
        noteInTime(payment.amount, at: instant)
        payWhatIsAffordable()
    }

    /// R6.3-02: the bank credited the cheque; what no renewal used becomes balance.
    mutating func clearCheque(_ reference: String) throws(Refusal) {
        let cheque = try takeCheque(reference)
        for index in account.subscriptions.indices { account.subscriptions[index].paid.clear(reference) }
        account.euroBalance += cheque.unspent
        if cheque.unspent > 0 {
            let amount = Amount.euro(cents: cheque.unspent)
            let key = "clear/cheque/\(reference)"
            emit(
                "R6.3-02",
                nil,
                .posted(.transfer(key: key, from: .pending(account.id), to: .balance(account.id), amount))
            )
        }
        notifyCredit(cheque.amount, .cheque, reference, "cheque:\(reference)")
        payWhatIsAffordable()
    }

    /// R6.11-06, AMB-19: the cheque came back. Renewals that it funded are void and open an incident of this day.
    mutating func bounceCheque(_ reference: String) throws(Refusal) {
        guard account.cheques.contains(where: { $0.reference == reference }) else { throw unknownCheque(reference) }
        var owed: [(index: Int, periods: [Incident.Owed])] = []
        for index in account.subscriptions.indices {
            let periods = voidDebits(index, fundedBy: reference)
            if !periods.isEmpty { owed.append((index, periods)) }
        }
        let cheque = try takeCheque(reference)
        let amount = Amount.euro(cents: cheque.amount)
        let key = "bounce/cheque/\(reference)"
        emit("R6.11-06", nil, .posted(.transfer(key: key, from: .pending(account.id), to: .bank(.cheque), amount)))
        notify(.chequeBounced, "cheque:\(reference)", ["amount": .amount(amount), "reference": .text(reference)])
        for (index, periods) in owed { openIncident(index, owed: periods, on: today, missing: nil, rule: "R6.11-06") }
        payWhatIsAffordable()
    }

    private mutating func voidDebits(_ index: Int, fundedBy reference: String) -> [Incident.Owed] {
        let subscription = account.subscriptions[index]
        let affected = subscription.paid.uncleared.filter { entry in
            entry.funding.cheques.contains { $0.reference == reference }
        }
        guard !affected.isEmpty else { return [] }
        let bounce = subscription.bounces + 1
        account.subscriptions[index].bounces = bounce
        for entry in affected {
            reverse("void", subscription.id, entry.period, bounce, entry.funding, rule: "R6.11-06")
            account.subscriptions[index].paid.void(entry.period)
        }
        return affected.map { .init(period: $0.period, price: $0.funding.total, slots: nil, bounce: bounce) }
    }

    private mutating func takeCheque(_ reference: String) throws(Refusal) -> PendingCheque {
        guard let index = account.cheques.firstIndex(where: { $0.reference == reference }) else {
            throw unknownCheque(reference)
        }
        return account.cheques.remove(at: index)
    }

    private func unknownCheque(_ reference: String) -> Refusal {
        Refusal("R6.3-02", "No cheque \(reference) of \(account.id) is pending; check the reference.")
    }
}

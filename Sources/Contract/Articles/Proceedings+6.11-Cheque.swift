extension Proceedings {
    /// R6.3-02, AMB-19: a cheque received is not yet a payment, but it may fund a renewal due on or after that day.
    mutating func keepPending(
        _ cents: Int64,
        _ managed: Terms.ManagedMethod,
        _ reference: String,
        from source: LedgerAccount,
        at instant: Instant
    ) throws(Refusal) {
        guard !isPending(reference) else {
            throw Refusal(
                "R6.5-01",
                "A payment \(reference) of \(account.id) waits for its clearing; each needs its own reference."
            )
        }
        let cheque = PendingCheque(
            reference: reference,
            otherMethod: managed.id == .cheque ? nil : managed.id,
            amount: cents,
            receivedAt: instant,
            unspent: cents
        )
        // One recorded late stands where it was received (T8): the first received pays first.
        account.cheques.insert(cheque, at: account.cheques.firstSortedIndex { $0.receivedAt <= instant })
        let amount = Amount.euro(cents: cents)
        let key = "payment/\(managed.id.rawValue)/\(reference)"
        emit("R6.3-02", nil, .posted(.transfer(key: key, from: source, to: .pending(account.id), amount)))
        let values: NoticeValues = [
            "amount": .amount(amount), "reference": .text(reference), "days": .number(Int64(managed.latencyDays)),
        ]
        notify(.chequeReceived, "\(managed.id.rawValue):\(reference)", values)
        noteInTime(cents, at: instant)
        payWhatIsAffordable()
    }

    /// Clearing is reported by reference alone, so one that is pending stands for one payment.
    func isPending(_ reference: String) -> Bool {
        account.cheques.contains { $0.reference == reference }
            || account.purchases.contains { $0.reference == reference }
    }

    /// R6.3-02: the bank credited the cheque; what no renewal used becomes balance.
    mutating func clearCheque(_ reference: String, at instant: Instant) throws(Refusal) {
        if let purchase = takePurchase(reference) { return clear(purchase, at: instant) }
        let cheque = try takeCheque(reference)
        for index in account.subscriptions.indices { account.subscriptions[index].paid.clear(reference) }
        account.euroBalance += cheque.unspent
        let method = cheque.method
        if cheque.unspent > 0 {
            let amount = Amount.euro(cents: cheque.unspent)
            let key = "clear/\(method.rawValue)/\(reference)"
            emit(
                "R6.3-02",
                nil,
                .posted(.transfer(key: key, from: .pending(account.id), to: .balance(account.id), amount))
            )
        }
        let name = "\(method.rawValue):\(reference)"
        remember(
            CreditedPayment(
                name: name,
                method: method,
                paid: cheque.amount,
                credited: cheque.amount,
                isOfTokens: false,
                at: now
            )
        )
        notifyCredit(cheque.amount, method, reference, name)
        payWhatIsAffordable()
    }

    /// R6.11-06, AMB-19: the cheque came back. Renewals that it funded are void and open an incident of this day. R4-13:
    /// what has ended can have no incident; what it performed is owed, as where a payment is taken back.
    mutating func bounceCheque(_ reference: String) throws(Refusal) {
        if let purchase = takePurchase(reference) { return void(purchase) }
        guard account.cheques.contains(where: { $0.reference == reference }) else { throw unknownCheque(reference) }
        var owed: [(index: Int, periods: [Incident.Owed])] = []
        var performed: Int64 = 0
        for index in account.subscriptions.indices {
            let periods = voidDebits(index, fundedBy: reference)
            if !periods.isEmpty { owed.append((index, periods)) }
            performed += account.subscriptions[index].paid.spent(of: reference)
            account.subscriptions[index].paid.clear(reference)
        }
        let cheque = try takeCheque(reference)
        giveBack(cheque, performed: performed)
        if performed > 0 { oweBounced(cheque, performed) }
        for (index, periods) in owed { openIncident(index, owed: periods, on: today, missing: nil, rule: "R6.11-06") }
        payWhatIsAffordable()
    }

    /// The bank never credited it: what is not owed leaves the pending sums.
    private mutating func giveBack(_ cheque: PendingCheque, performed: Int64) {
        let method = cheque.method
        let unused = Amount.euro(cents: cheque.amount - performed)
        if unused.quantity > 0 {
            let key = "bounce/\(method.rawValue)/\(cheque.reference)"
            emit("R6.11-06", nil, .posted(.transfer(key: key, from: .pending(account.id), to: .bank(method), unused)))
        }
        var values: NoticeValues = ["amount": .euro(cheque.amount), "reference": .text(cheque.reference)]
        if performed > 0 { values["owed"] = .euro(performed) }
        notify(.chequeBounced, "\(method.rawValue):\(cheque.reference)", values)
    }

    /// R4-13, R6.4-12: due today, before anything else that the balance could pay.
    private mutating func oweBounced(_ cheque: PendingCheque, _ cents: Int64) {
        let name = "\(cheque.method.rawValue):\(cheque.reference)"
        let debt = Debt(id: name, subscription: nil, cents: cents, reason: "bounced", due: today)
        oweDebt(debt, against: .bank(cheque.method), rule: "R4-13")
        account.debts[account.debts.count - 1].isPayable = true
    }

    private mutating func voidDebits(_ index: Int, fundedBy reference: String) -> [Incident.Owed] {
        let subscription = account.subscriptions[index]
        let affected = subscription.paid.uncleared.filter { entry in
            entry.funding.cheques.contains { $0.reference == reference }
                && !subscription.hasPerformed(entry.period)
        }
        guard !affected.isEmpty else { return [] }
        let bounce = subscription.bounces + 1
        account.subscriptions[index].bounces = bounce
        for entry in affected {
            reverse("void", subscription.id, entry.period, bounce, entry.funding, rule: "R6.11-06")
            account.subscriptions[index].paid.void(entry.period)
        }
        return affected.map {
            .init(
                period: $0.period,
                price: $0.funding.total,
                slots: nil,
                bounce: bounce,
                taxRate: $0.funding.taxRate
            )
        }
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

extension Subscription {
    /// Whether it has ended and the month had begun by then: what was performed of it stays owed whole (R4-13, R6.10-01).
    fileprivate func hasPerformed(_ period: Int) -> Bool { isEnded && attempted >= period - 1 }
}

extension Proceedings {
    /// The client owes a sum: books the claim against `counterpart` and keeps it until it is paid.
    ///
    /// The caller refuses what no rule allows (an id used before: `knowsDebt`), tells the client, and afterwards calls
    /// `payWhatIsAffordable`. A due date in the past counts as today's.
    mutating func oweDebt(_ debt: Debt, against counterpart: LedgerAccount, rule: RuleID) {
        var debt = debt
        debt.due = max(debt.due, today)
        account.debts.append(debt)
        let key = "debt/\(account.id)/\(debt.id)"
        let amount = Amount.euro(cents: debt.cents)
        emit(rule, debt.subscription, .posted(.transfer(key: key, from: .debt(account.id), to: counterpart, amount)))
    }

    /// Whether a debt of that id was ever owed on this account.
    func knowsDebt(_ id: String) -> Bool {
        account.debts.contains { $0.id == id } || account.settledDebts.contains(id)
    }

    /// Pays the debts whose due date has begun, the earliest due first, each whole or not at all. They come before
    /// renewals: a renewal has its own due date and its own remedy (6.11), a debt suspends everything (R6.4-14).
    mutating func payDebts() {
        guard !account.debts.isEmpty else { return }
        let payable = account.debts.filter(\.isPayable).sorted { ($0.due, $0.id) < ($1.due, $1.id) }
        for debt in payable where debt.cents <= account.euroBalance { settle(debt) }
    }

    /// R6.4-12: the client alone pays what he owes, from his own balance.
    private mutating func settle(_ debt: Debt) {
        account.euroBalance -= debt.cents
        account.debts.removeAll { $0.id == debt.id }
        account.settledDebts.append(debt.id)
        let key = "settle/\(account.id)/\(debt.id)"
        let amount = Amount.euro(cents: debt.cents)
        emit(
            "R6.4-12",
            debt.subscription,
            .posted(.transfer(key: key, from: .balance(account.id), to: .debt(account.id), amount))
        )
        notify(
            .debtPaid,
            debt.id,
            [
                "reference": .text(debt.id), "amount": .amount(amount), "reason": .text(debt.reason),
                "balance": notifiedBalance(),
            ]
        )
        dropHold(.unpaidDebt, debt.id, on: .account, rule: "R6.4-14")
    }

    /// The due date begins: what the balance covers is paid, and each later credit tries again.
    mutating func beginDebt(_ index: Int) {
        account.debts[index].isPayable = true
        payWhatIsAffordable()
    }

    /// R6.4-13, R6.4-14: unpaid when its due date is over, by right and without formal notice.
    mutating func defaultOnDebt(_ index: Int) {
        let debt = account.debts[index]
        account.debts[index].isInDefault = true
        emit("R6.4-13", debt.subscription, .decided("The debt \(debt.id) of \(debt.cents.asEuro) is in default."))
        accelerate(with: debt)
        placeHold(.unpaidDebt, debt.id, on: .account, rule: "R6.4-14")
        notify(
            .debtUnpaid,
            debt.label,
            [
                "reference": .text(debt.id), "amount": .euro(debt.cents), "reason": .text(debt.reason),
                "due": .date(debt.due), "balance": notifiedBalance(),
            ]
        )
        payWhatIsAffordable()
    }

    /// R6.4-13, AMB-13: the other sums invoiced for the same service are due at once. A month not yet begun was never
    /// invoiced, and a sum that was deferred in writing keeps its day (R6.4-15).
    private mutating func accelerate(with debt: Debt) {
        guard let subscription = debt.subscription else { return }
        for index in account.debts.indices {
            let other = account.debts[index]
            guard other.subscription == subscription, other.due > today, other.deferral == nil else { continue }
            account.debts[index].due = today
            account.debts[index].isPayable = true
            notify(
                .debtAccelerated,
                other.id,
                [
                    "reference": .text(other.id), "amount": .euro(other.cents), "reason": .text(other.reason),
                    "due": .date(today), "unpaid": .text(debt.id),
                ]
            )
        }
    }
}

extension Debt {
    /// Names its default in keys: one that was deferred after a default may fail a second time.
    fileprivate var label: String { deferral.map { "\(id)/\($0.until)" } ?? id }

    /// When the contract next acts on it by itself; nil once it is in default: only a credit helps then.
    func deadline(_ index: Int, _ terms: Terms, _ zone: CivilZone) -> Deadline? {
        guard !isInDefault else { return nil }
        let (at, task) =
            isPayable
            ? (zone.start(of: due.adding(days: 1)), Deadline.Task.debtVerdict(index))
            : (zone.debit(on: due, terms), .debtDebit(index))
        return Deadline(at: at, task: task, priority: Deadline.ofAccount, due: due)
    }
}

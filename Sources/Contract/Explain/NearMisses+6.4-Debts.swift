extension NearMissSearch {
    /// R6.4-13 to R6.4-16: debts that suspend nothing yet, or still; disputes that move no due date.
    mutating func lookAtDebts() {
        for debt in account.debts {
            let sum = "\(debt.id) of \(debt.cents.asEuro)"
            guard debt.isInDefault else {
                let deferred = debt.deferral == nil ? "" : ", to which it was deferred"
                let limit = "it can be paid until \(debt.due), 24:00\(deferred)"
                note("R6.4-13", debt.subscription, "no default of \(sum): \(limit)")
                continue
            }
            note(
                "R6.4-14",
                debt.subscription,
                "suspension not lifted: \(sum) is paid whole, and the balance is \(account.euroBalance.asEuro)"
            )
        }
        for dispute in account.disputes where dispute.closedOn == nil {
            note("R6.4-16", nil, "no due date moved: the open dispute \(dispute.id) suspends nothing")
        }
    }
}

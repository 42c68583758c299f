extension Proceedings {
    /// Nothing more is owed either way: the account is closed. What stands on it stays: no payment is refunded (R6.6-06)
    /// nor moved to another account (R6.6-07).
    mutating func close(_ reason: String) throws(Refusal) {
        guard account.status != .closed else {
            throw Refusal("R7.5-04", "The account \(account.id) is closed already.")
        }
        guard reason.isMeaningful else {
            throw Refusal(
                "R7.5-04",
                "The closing of \(account.id) has no reason; state who asked for it and how he was identified."
            )
        }
        if let living = account.subscriptions.first(where: { !$0.isEnded }) {
            throw Refusal(
                "R7.3-01",
                "The subscription \(living.id) of \(account.id) is \(living.phase.words); end it before the account is closed."
            )
        }
        try refuseUnsettled()
        for index in account.requests.indices where account.requests[index].closedAt == nil {
            account.requests[index].closedAt = now
        }
        account.status = .closed
        emit("R7.5-04", nil, .account(.closed))
        notify(
            .accountClosed,
            1,
            [
                "account": .text(account.id.description), "balance": notifiedBalance(),
                "total": .amount(.points(hundredths: account.points)),
            ]
        )
    }

    /// Throws while something is owed or on its way: nothing releases the client from what is due (R4-13), and who he is
    /// is needed until it is settled.
    func refuseUnsettled() throws(Refusal) {
        if let debt = account.debts.first {
            throw Refusal(
                "R4-13",
                "The account \(account.id) owes \(debt.cents.asEuro) for \(debt.id); nothing releases it from that but paying."
            )
        }
        guard account.cheques.isEmpty, account.purchases.isEmpty, account.suspended.isEmpty else {
            throw Refusal(
                "R6.3-02",
                "Payments of \(account.id) wait for their clearing, to be regularised or to be returned; settle them first."
            )
        }
    }

    /// Throws for a closed account: `rule` says why nothing new begins there.
    func demandOpen(_ rule: RuleID, _ consequence: String) throws(Refusal) {
        guard account.status != .closed else {
            throw Refusal(rule, "The account \(account.id) is closed; \(consequence).")
        }
    }

    /// What of a payment may be credited: all of it, and on a closed account what it still owes and no more (R4-13). The
    /// rest could never be given back from there (R6.6-06, AMB-49).
    func creditable(_ cents: Int64) -> Int64 {
        guard account.status == .closed else { return cents }
        let owed = account.debts.reduce(0) { $0 + $1.cents }
        return min(cents, max(0, owed - account.euroBalance - account.pendingBalance))
    }
}

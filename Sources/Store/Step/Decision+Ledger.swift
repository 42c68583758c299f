import Contract
import GRDB

extension Decision {
    /// Books a transaction; the ledger's balances follow by trigger.
    func book(_ transaction: Transaction, _ sequence: Int64, _ db: Database) throws {
        if let (commodity, sum) = transaction.imbalance {
            throw contradiction(
                "the transaction \(transaction.key) sums to \(sum) \(commodity.rawValue) and not to zero"
            )
        }
        try db.executeCached(
            "INSERT INTO ledger_transaction VALUES (?, ?)",
            sequence,
            transaction.key
        )
        for (line, posting) in transaction.postings.enumerated() {
            try db.executeCached(
                "INSERT INTO posting VALUES (?, ?, ?, ?, ?)",
                sequence,
                line,
                posting.account.description,
                posting.amount.commodity.rawValue,
                posting.amount.quantity
            )
        }
        try note(transaction.periodMovement, sequence, db)
    }

    /// One standing debit for each paid period: a second one fails unless the first was voided (a cheque that bounced).
    private func note(_ movement: PeriodMovement?, _ sequence: Int64, _ db: Database) throws {
        guard let movement else { return }
        let (subscription, period) = (movement.subscription.number, movement.period)
        switch movement.kind {
        case .debit:
            try db.executeCached(
                "INSERT INTO renewal (sequence, subscription, period) VALUES (?, ?, ?)",
                sequence,
                subscription,
                period
            )
        case .void:
            try db.executeCached(
                "UPDATE renewal SET voided_by = ? WHERE subscription = ? AND period = ? AND voided_by IS NULL",
                sequence,
                subscription,
                period
            )
            guard db.changesCount == 1 else {
                throw contradiction("period \(movement.period) of \(movement.subscription) is voided and was not paid")
            }
        }
    }
}

/// What a transaction does to the payment of one period.
struct PeriodMovement {
    enum Kind: String, CaseIterable {
        case debit
        /// Takes the debit back: the cheque that paid it bounced.
        case void
    }

    let kind: Kind
    let subscription: SubscriptionID
    let period: Int
}

extension Transaction {
    /// The first commodity in which the postings do not sum to zero.
    var imbalance: (commodity: Commodity, sum: Int64)? {
        for commodity in Commodity.allCases {
            let sum = postings.reduce(Int64(0)) { $1.amount.commodity == commodity ? $0 + $1.amount.quantity : $0 }
            if sum != 0 { return (commodity, sum) }
        }
        return nil
    }

    /// Read from a key like `debit/S-1001/3`, `void/S-1001/3.1`, or `debit/S-1001/3.1` for the debit that follows a void.
    var periodMovement: PeriodMovement? {
        guard let kind = PeriodMovement.Kind.allCases.first(where: { key.hasPrefix($0.rawValue) }) else { return nil }
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == kind.rawValue, let subscription = SubscriptionID(String(parts[1])),
            let period = Int(parts[2].prefix { $0 != "." })
        else { return nil }
        return PeriodMovement(kind: kind, subscription: subscription, period: period)
    }
}

/// One account of the double-entry ledger. Encoded as its `name`.
package enum LedgerAccount: Hashable, Sendable {
    /// A client's prepaid balance; never negative (RULES section 9, invariant 1).
    case balance(AccountID)
    /// Money received but not yet credited: a cheque before clearing (AMB-19).
    case pending(AccountID)
    /// What a client owes beside his renewals, as a negative quantity: never part of his balance (R6.4-17).
    case debt(AccountID)
    /// A client's loyalty points.
    case points(AccountID)
    /// Codes of a client validated and not yet converted (R6.8-02).
    case codes(AccountID)
    /// Tokens bought for a client; empty again with the same fact (R6.9-03).
    case tokens(AccountID)
    /// Where money comes from, by payment method: PayPal, transfer, cheque, AlloPass.
    case bank(PaymentMethod)
    /// What subscriptions earned; the only counterparty of a client's debit (R6.6-08).
    case revenue
    /// Received without cause; waits to be regularised or returned (AMB-18).
    case suspense
    /// Commercial gestures (R7.9-03, R6.8-05).
    case gestures
    /// Counterpart of the points in circulation.
    case pointsIssued
    /// AlloPass codes that died unconverted (R6.8-03).
    case breakage
    /// What payers paid for tokens, less what the tokens were converted to (AMB-48).
    case tokenSales
    /// Counterpart of the tokens in circulation.
    case tokensIssued
    /// What points were exchanged for (R6.12-09).
    case loyalty
}

/// One line of a transaction: a signed quantity on one ledger account.
package struct Posting: Hashable, Codable, Sendable {
    package let account: LedgerAccount
    package let amount: Amount

    package init(_ account: LedgerAccount, _ amount: Amount) {
        self.account = account
        self.amount = amount
    }
}

/// A set of postings that sums to zero in every commodity.
package struct Transaction: Hashable, Codable, Sendable {
    /// What it is for, once and for ever: `debit/S-1001/3`. Two transactions never share a key.
    package let key: String
    package let postings: [Posting]

    package init(key: String, postings: [Posting]) {
        self.key = key
        self.postings = postings
    }

    /// Moves `amount` from one ledger account to another.
    package static func transfer(
        key: String,
        from source: LedgerAccount,
        to target: LedgerAccount,
        _ amount: Amount
    ) -> Transaction {
        Transaction(
            key: key,
            postings: [
                Posting(source, Amount(-amount.quantity, amount.commodity)),
                Posting(target, amount),
            ]
        )
    }
}

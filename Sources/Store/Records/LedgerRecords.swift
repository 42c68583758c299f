package import Contract

/// A posting with the transaction that it belongs to.
package struct BookedPosting: Equatable, Sendable {
    /// The journal entry of the transaction.
    package let sequence: Int64
    package let key: String
    package let at: Instant
    package let posting: Posting
}

/// A transaction as it stands in the journal.
package struct BookedTransaction: Equatable, Sendable {
    package let sequence: Int64
    package let account: AccountID
    package let subscription: SubscriptionID?
    package let at: Instant
    package let rule: RuleID
    package let transaction: Transaction
}

/// A mail that the contract demands.
package struct OutboxMail: Equatable, Sendable {
    package let key: NoticeKey
    package let account: AccountID
    package let subscription: SubscriptionID?
    /// When the contract demanded it.
    package let at: Instant
    package let notice: Notice
    /// Of the receipt of a payment; nil for other mails, and for those of before receipts were numbered.
    package let receipt: IssuedReceipt?
    /// Failed attempts so far.
    package let attempts: Int
    package let lastError: String?
    /// When it was handed to the transport; nil while it waits.
    package let handedOverAt: Instant?
    /// When it is tried again; nil once it was handed over.
    package let nextAttempt: Instant?
}

package import Contract

/// One line of the append-only journal.
package struct JournalEntry: Equatable, Sendable {
    package enum Content: Equatable, Sendable {
        case fact(Fact)
        case effect(Effect)
    }

    /// 1, 2, 3 … without gaps over all accounts.
    package let sequence: Int64
    /// Sequence number of the first entry of the same step.
    package let step: Int64
    package let account: AccountID
    package let subscription: SubscriptionID?
    /// When it happened: a fact's `occurredAt`, an effect's `at`.
    package let at: Instant
    /// When the step was made.
    package let recordedAt: Instant
    package let content: Content
    /// The content as hashed: JSON with sorted keys.
    package let body: String
    /// SHA-256 over this entry and the previous hash, in hexadecimal digits.
    package let hash: String

    /// The rule of an effect; nil for a fact.
    package var rule: RuleID? {
        if case .effect(let effect) = content { effect.rule } else { nil }
    }
}

/// What `verify` found.
package struct Verification: Equatable, Sendable {
    package let entries: Int
    package let transactions: Int
    package let accounts: Int
    package let servers: Int
    /// The hash of the last entry: written down elsewhere, it proves later that nothing before it was changed.
    package let head: String
    /// What is wrong, first things first, a full sentence each; at most `problemLimit`.
    package let problems: [String]

    package static let problemLimit = 20

    package var isWhole: Bool { problems.isEmpty }
}

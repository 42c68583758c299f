package import Contract
package import Wire

/// What is known of a host's answers.
package struct HostContact: Equatable, Sendable {
    package let host: String
    /// When it last answered; nil for never.
    package let lastContact: Instant?
    /// Why it did not answer the last time; nil when it did.
    package let lastError: String?
    package let lastFailure: Instant?
    /// Failed attempts since it last answered.
    package let failures: Int
    /// Where its records were read to.
    package let cursor: JournalCursor?
    package let observedThrough: Instant?
    /// What its agent last said of itself.
    package let facts: HostFacts?
}

/// A place in a host's interval journal.
package struct JournalCursor: Equatable, Sendable {
    package let journalID: String
    package let sequence: Int64
}

/// A record of an agent with the host and the journal that it came from.
package struct HostInterval: Equatable, Sendable {
    package let host: String
    package let journalID: String
    package let record: IntervalRecord
}

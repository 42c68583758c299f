package import Contract

/// Something that the contract will do by itself.
package struct DeadlineStatus: Equatable, Sendable {
    package let at: Instant
    /// The rule that acts, where one alone does.
    package let rule: RuleID?
    package let subscription: SubscriptionID?
    /// A few words: `renewal`, `destruction`.
    package let what: String

    package init(at: Instant, rule: RuleID?, subscription: SubscriptionID?, what: String) {
        self.at = at
        self.rule = rule
        self.subscription = subscription
        self.what = what
    }
}

/// How many there are of what.
package struct FleetCounts: Equatable, Sendable {
    package let accounts: Int
    /// Accounts set aside because of an internal contradiction; each wants a person.
    package let accountsParked: Int
    /// By the phase's name: `active`, `incident`.
    package let subscriptions: [String: Int]
    /// Actions not yet done: mails, host steps.
    package let outboxPending: Int

    package init(accounts: Int, accountsParked: Int, subscriptions: [String: Int], outboxPending: Int) {
        self.accounts = accounts
        self.accountsParked = accountsParked
        self.subscriptions = subscriptions
        self.outboxPending = outboxPending
    }
}

/// Sums over the ledger, in euro cents.
package struct LedgerTotals: Equatable, Sendable {
    /// All clients' balances together.
    package let balances: Int64
    package let pending: Int64
    package let suspense: Int64
    package let revenue: Int64

    package init(balances: Int64, pending: Int64, suspense: Int64, revenue: Int64) {
        self.balances = balances
        self.pending = pending
        self.suspense = suspense
        self.revenue = revenue
    }
}

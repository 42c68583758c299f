package import Contract

/// Something that the contract will do by itself.
package struct DeadlineStatus: Equatable, Sendable {
    package let at: Instant
    /// The rule that acts, where one alone does.
    package let rule: RuleID?
    package let subscription: SubscriptionID?
    /// `renewal`, `stop`, `end`, `destruction`, or a few other words.
    package let what: String
    /// Whether the balance covers now what would keep the service running; nil where nothing is to be paid.
    package let covered: Bool?

    package init(at: Instant, rule: RuleID?, subscription: SubscriptionID?, what: String, covered: Bool? = nil) {
        self.at = at
        self.rule = rule
        self.subscription = subscription
        self.what = what
        self.covered = covered
    }

    init(_ ahead: Ahead) {
        self.init(
            at: ahead.at,
            rule: ahead.kind.rule,
            subscription: ahead.subscription,
            what: ahead.kind.rawValue,
            covered: ahead.kind == .end ? nil : ahead.missing == 0
        )
    }

    /// Whether a server and its data go for good.
    package var isDestructive: Bool { what == Ahead.Kind.destruction.rawValue || what == Ahead.Kind.end.rawValue }
    package var isRenewal: Bool { what == Ahead.Kind.renewal.rawValue }
}

/// How many there are of what.
package struct FleetCounts: Equatable, Sendable {
    package let accounts: Int
    /// Accounts set aside because of an internal contradiction; each wants a person.
    package let accountsParked: Int
    /// By the phase's name: `active`, `incident`.
    package let subscriptions: [String: Int]
    /// Mails not yet handed over.
    package let outboxPending: Int
    /// When the one of them that waits longest was written.
    package let outboxOldest: Instant?
    /// Lines of bank statements that are booked to no account yet.
    package let paymentsUnmatched: Int
    /// Cases of force majeure of which nobody gave news in time (R4-06).
    package let majeureNewsOverdue: Int
    /// Brakes that are on, by name: each waits for a person.
    package let brakes: [String]

    package init(
        accounts: Int,
        accountsParked: Int,
        subscriptions: [String: Int],
        outboxPending: Int,
        outboxOldest: Instant?,
        paymentsUnmatched: Int,
        majeureNewsOverdue: Int = 0,
        brakes: [String] = []
    ) {
        self.accounts = accounts
        self.accountsParked = accountsParked
        self.subscriptions = subscriptions
        self.outboxPending = outboxPending
        self.outboxOldest = outboxOldest
        self.paymentsUnmatched = paymentsUnmatched
        self.majeureNewsOverdue = majeureNewsOverdue
        self.brakes = brakes
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

extension FleetSnapshot {
    /// Whether a deadline comes within so many days.
    package func isWithin(days: Int64, _ deadline: DeadlineStatus) -> Bool {
        deadline.at <= at.adding(seconds: days * 86_400)
    }
}

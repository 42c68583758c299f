/// Something the contract made happen, with the rule that demands it.
package struct Effect: Equatable, Codable, Sendable {
    /// The contract's own instant: the deadline's for a deadline, the fact's `recordedAt` for a fact.
    package let at: Instant
    package let rule: RuleID
    package let subscription: SubscriptionID?
    package let action: Action

    package init(at: Instant, rule: RuleID, subscription: SubscriptionID?, action: Action) {
        self.at = at
        self.rule = rule
        self.subscription = subscription
        self.action = action
    }
}

/// What an effect does.
package enum Action: Equatable, Codable, Sendable {
    /// Moves money, tokens or points.
    case posted(Transaction)
    /// An invoice or a credit note for what was just posted; it gets its number where it is written down.
    case invoiced(Invoice)
    /// A mail the contract demands; given only once handed over.
    case notice(Notice)
    /// The account entered a status.
    case account(AccountStatus)
    /// The subscription entered a phase.
    case phase(Phase)
    /// What the server must be from now on, where that changed.
    case service(ServiceDemand)
    /// Something was decided that moves nothing: a payment rejected, a renewal not covered, a switch taken late.
    case decided(String)
}

/// What a server must be. Derived, never set (DESIGN section 4).
package struct ServiceDemand: Equatable, Codable, Sendable {
    package enum State: String, Codable, Sendable { case running, stopped, absent }
    package let state: State
    package let slots: Int

    package init(state: State, slots: Int) {
        self.state = state
        self.slots = slots
    }
}

/// A mail the contract demands, without personal data: the address is looked up when it is sent.
package struct Notice: Equatable, Codable, Sendable {
    package let key: NoticeKey
    /// The template, named by the rule: `R6.11-02`, or with a variant, `R6.11-12.stop`.
    package let template: String
    /// What the rule says it must state.
    package let values: NoticeValues
    /// The receipt of the payer that it goes to (R6.9-08); nil for the client.
    package let payer: OpaqueID?

    package init(key: NoticeKey, template: String, values: NoticeValues, payer: OpaqueID? = nil) {
        self.key = key
        self.template = template
        self.values = values
        self.payer = payer
    }
}

/// A value in a notice, formatted in the reader's language when the mail is written.
package enum NoticeValue: Equatable, Codable, Sendable {
    case text(String)
    case number(Int64)
    case amount(Amount)
    case date(CivilDate)
    case instant(Instant)
}

/// The life of an account (RULES section 6).
package enum AccountStatus: String, Codable, Sendable {
    case created, active, closed
}

/// The life of a subscription (RULES section 6). `period` counts from 1.
package enum Phase: Equatable, Codable, Sendable {
    /// Ordered; waits for the account's activation and for a balance that covers the first month.
    case awaitingFunds
    /// Paid; the server is being placed and started.
    case provisioning
    /// Running its paid period.
    case active(period: Int)
    /// The renewal due at the end of `period` failed; stopped, kept, can be reactivated.
    case incident(period: Int)
    /// Over. `erased` once the host attested it.
    case ended(rule: RuleID, erased: Bool)
}

/// A rule of the contract: `R6.11-02`.
package typealias RuleID = String

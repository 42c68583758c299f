/// What operators do about holds that are not about money (7.5, 8).
package enum HoldEvent: Equatable, Codable, Sendable {
    /// An operator ordered that servers must not run, at once or from a later instant.
    case placed(HoldOrder)
    /// An operator lifts the hold of exactly this cause and reference, or calls off one not yet begun. Without a
    /// subscription, the one that lies on the whole account.
    case lifted(HoldOrder.Cause, reference: String, subscription: SubscriptionID?)
    /// The server may run while this maintenance lasts, so that it can be seen to serve; the time stays maintenance.
    case eased(reference: String, subscription: SubscriptionID)

    package var subscription: SubscriptionID? {
        switch self {
        case .placed(let order): order.subscription
        case .lifted(_, _, let subscription): subscription
        case .eased(_, let subscription): subscription
        }
    }
}

/// An operator's order that servers must not run, with what the articles want on record.
package struct HoldOrder: Equatable, Codable, Sendable {
    /// The causes that a person places; those about money and force majeure come from their own facts.
    package enum Cause: String, Codable, Sendable, CaseIterable {
        case security, maintenance, conduct, authority, identity
    }

    package let cause: Cause
    /// The case or document that it stands on; lifting names it again.
    package let reference: String
    /// Nil holds the whole account, subscriptions ordered later too.
    package let subscription: SubscriptionID?
    /// What the client is told.
    package let reason: String
    /// Where the proof is kept: needed for conduct (R8-02), and for an authority its document (R8-03).
    package let evidence: String?
    /// When it begins; nil is at once. A later instant informs the client beforehand (R7.5-02).
    package let from: Instant?
    /// Why the client could not be informed beforehand (R7.5-02).
    package let unannounced: String?

    package init(
        _ cause: Cause,
        reference: String,
        subscription: SubscriptionID? = nil,
        reason: String,
        evidence: String? = nil,
        from: Instant? = nil,
        unannounced: String? = nil
    ) {
        self.cause = cause
        self.reference = reference
        self.subscription = subscription
        self.reason = reason
        self.evidence = evidence
        self.from = from
        self.unannounced = unannounced
    }
}

extension HoldOrder.Cause {
    package var hold: Hold.Cause {
        switch self {
        case .security: .security
        case .maintenance: .maintenance
        case .conduct: .conduct
        case .authority: .authority
        case .identity: .identity
        }
    }

    /// The rule that lets the provider place it, and that its lifting cites.
    package var rule: RuleID {
        switch self {
        case .security: "R7.5-01"
        case .maintenance: "R7.5-03"
        case .conduct: "R8-02"
        case .authority: "R8-03"
        case .identity: "R8-04"
        }
    }

    /// Whether the client is to be informed beforehand as far as possible (R7.5-02).
    var wantsWarning: Bool { self == .security || self == .maintenance }
}

/// What a client owes beside his renewals, and the time he is given (6.4).
package enum DebtEvent: Equatable, Codable, Sendable {
    /// The provider had costs and invoices them to the client (R6.4-17).
    case extraCostInvoiced(ExtraCost)
    /// The provider grants more time, in writing (R6.4-15).
    case deferralGranted(to: DeferralTarget, asked: Instant, until: CivilDate, document: String)

    var subscription: SubscriptionID? {
        switch self {
        case .extraCostInvoiced(let cost): cost.subscription
        case .deferralGranted(.renewal(let id), _, _, _): id
        case .deferralGranted(.debt, _, _, _): nil
        }
    }
}

/// What may be paid later.
package enum DeferralTarget: Equatable, Codable, Sendable {
    case debt(id: String)
    /// The next renewal of a subscription.
    case renewal(subscription: SubscriptionID)
}

/// Costs that the provider had for a client (R6.4-17).
package struct ExtraCost: Equatable, Codable, Sendable {
    /// Names the debt on its account, once and for ever.
    package let id: String
    /// The service that it is about; nil for none in particular.
    package let subscription: SubscriptionID?
    /// In euro cents, tax included.
    package let cents: Int64
    /// The tax rate inside, in basis points.
    package let taxRate: Int
    package let reason: String
    /// The document that proves it.
    package let proof: String
    /// The last civil day on which paying it is in time.
    package let due: CivilDate

    package init(
        id: String,
        subscription: SubscriptionID?,
        cents: Int64,
        taxRate: Int,
        reason: String,
        proof: String,
        due: CivilDate
    ) {
        self.id = id
        self.subscription = subscription
        self.cents = cents
        self.taxRate = taxRate
        self.reason = reason
        self.proof = proof
        self.due = due
    }
}

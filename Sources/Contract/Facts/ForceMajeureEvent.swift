/// What is said about a case of force majeure (4, 7.2). A case that concerns several accounts is recorded once for each.
package enum ForceMajeureEvent: Equatable, Codable, Sendable {
    /// The provider is prevented, limited or disturbed (R4-01). Without effect until the client was told (R4-02).
    case declared(ForceMajeureDeclaration)
    /// What is now expected of its end; the client is told (R4-06).
    case updated(case: String, forecast: String)
    /// Its effects are over: the normal timeline goes on the same day (R4-05).
    case ended(case: String)
    /// A party ends the contract because it lasts (R4-07, R7.2-01).
    case terminationRequested(SubscriptionID, case: String)

    package var subscription: SubscriptionID? {
        if case .terminationRequested(let id, _) = self { id } else { nil }
    }
}

/// A case of force majeure as the provider declares it to one client.
package struct ForceMajeureDeclaration: Equatable, Codable, Sendable {
    /// Names the case for ever, the same in every account concerned: `flood-2010-02-01`.
    package let id: String
    package let cause: ForceMajeureCause
    /// What it is; needed where the cause is `other`.
    package let reason: String
    /// The services concerned; no other is (R4-03).
    package let subscriptions: [SubscriptionID]
    /// When its effects began.
    package let startedAt: Instant
    /// Whether the services cannot run at all; otherwise they are only limited or disturbed.
    package let prevents: Bool
    /// What is expected of its end (R4-06).
    package let forecast: String

    package init(
        id: String,
        cause: ForceMajeureCause,
        reason: String = "",
        subscriptions: [SubscriptionID],
        startedAt: Instant,
        prevents: Bool,
        forecast: String
    ) {
        self.id = id
        self.cause = cause
        self.reason = reason
        self.subscriptions = subscriptions
        self.startedAt = startedAt
        self.prevents = prevents
        self.forecast = forecast
    }
}

/// The closed list of causes of article 4 (R4-01).
package enum ForceMajeureCause: String, Codable, Sendable, CaseIterable {
    case fire, explosion
    case transmissionNetwork = "transmission-network"
    /// Collapse of installations.
    case collapse
    case epidemic, earthquake, flood
    case powerFailure = "power-failure"
    case war, embargo
    /// A law, injunction, demand or requirement of any government.
    case law
    case strike, boycott
    /// The telecommunication operator's authorisation was withdrawn.
    case withdrawnAuthorisation = "withdrawn-authorisation"
    /// Another circumstance beyond reasonable control, with its reason in words.
    case other
}

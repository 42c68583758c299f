/// What is established about the provider's liability for a service (4, 7.9).
package enum LiabilityEvent: Equatable, Codable, Sendable {
    /// A person says what a measured interruption, named by its start, is due to; later than the facts if need be.
    case interruptionClassified(SubscriptionID, start: Instant, cause: InterruptionCause)
    /// A person says that a service is interrupted since `start`, though nothing measured it; again with the same start while
    /// it is open: that it still is.
    case incidentDeclared(SubscriptionID, start: Instant, cause: InterruptionCause, words: String)
    /// The declared incident that is open was over at `end`.
    case incidentClosed(SubscriptionID, end: Instant)
    /// Damages for one period are recorded. The ledger is not touched: what is paid, is paid outside the prepaid balance,
    /// or granted as a gesture (R7.9-03).
    case damagesRecorded(SubscriptionID, damages: Damages)

    package var subscription: SubscriptionID {
        switch self {
        case .interruptionClassified(let id, _, _), .incidentDeclared(let id, _, _, _), .incidentClosed(let id, _),
            .damagesRecorded(let id, _):
            id
        }
    }
}

/// Damages for a failure in one period of a service.
package struct Damages: Equatable, Codable, Sendable {
    /// What kind of loss it is; only direct, personal and certain loss is made good (R4-10).
    package enum Category: String, Codable, Sendable, CaseIterable {
        case direct
        case commercialLoss = "commercial-loss"
        case lostOrders = "lost-orders"
        case image
        case lostCustomers = "lost-customers"
        case otherIndirect = "other-indirect"
    }

    package let period: Int
    package let category: Category
    /// In euro cents.
    package let cents: Int64
    /// What the failure was due to; what is on the client's side engages no liability (R4-08).
    package let cause: InterruptionCause
    /// The incident, judgment or letter that it rests on.
    package let reference: String
    /// What the part of the service that failed costs in that month, in euro cents with the tax; nil for the whole
    /// service (R4-11).
    package let part: Int64?

    package init(
        period: Int,
        category: Category,
        cents: Int64,
        cause: InterruptionCause,
        reference: String,
        part: Int64? = nil
    ) {
        self.period = period
        self.category = category
        self.cents = cents
        self.cause = cause
        self.reference = reference
        self.part = part
    }
}

/// What a person said that one interruption is due to.
package struct Classification: Equatable, Codable, Sendable {
    package let start: Instant
    package let cause: InterruptionCause
}

/// The right to a product with n slots, paid by the month, with an anchor date that never moves.
///
/// Kept behind two references: an account hands its subscriptions from rule to rule, and a copy must cost little.
package struct Subscription: Equatable, Sendable {
    var body: Shared<Body>
    /// What seldom changes, or most never have.
    var rare: Shared<Rarities>

    init(order: Order, at instant: Instant, on date: CivilDate) {
        var body = Body(orderedAt: instant, start: date, slots: order.slots, monthlyPrice: order.monthlyPrice)
        body.announcements = order.announced.isEmpty ? nil : order.announced.count
        var rarities = Rarities(order: order)
        rarities.taxChanges = order.taxChanges
        rarities.priceChanges = order.announced.enumerated().map { number, price in
            PriceChange(announced: price, standing: .free, number: number + 1)
        }
        (self.body, rare) = (Shared(body), Shared(rarities))
    }

    package var id: SubscriptionID { order.subscription }

    /// The start date S, which never moves; nil before the delivery (AMB-04).
    package var anchor: CivilDate? { deliveredAt == nil ? nil : start }

    package var isEnded: Bool {
        if case .ended = phase { true } else { false }
    }
}

extension ServiceDemand.State {
    /// A hold stops what would run, and brings nothing back.
    init(in phase: Phase, stoppedByClient: Bool, isHeld: Bool) {
        switch phase {
        case .awaitingFunds, .ended: self = .absent
        case .provisioning: self = isHeld ? .stopped : .running
        case .active: self = stoppedByClient || isHeld ? .stopped : .running
        case .incident: self = .stopped
        }
    }
}

/// A stretch of time in which the contract wanted the server to run.
struct RunningSpan: Equatable, Codable, Sendable {
    let from: Instant
    /// Nil while it lasts.
    var to: Instant?
}

/// A change of slots, taken at a due date (R6.10-01: a period cannot be split).
package struct SlotsChange: Equatable, Codable, Sendable {
    package let slots: Int
    package let monthlyPrice: Int64
    /// The tax rate inside the price.
    let taxRate: Int
    /// The due date from which it holds.
    package let effective: CivilDate
    /// Whether the period that it begins is already paid by an early renewal.
    package internal(set) var paid = false
}

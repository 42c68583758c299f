/// The right to a product with n slots, paid by the month, with an anchor date that never moves.
package struct Subscription: Equatable, Sendable {
    package let orderedAt: Instant
    package internal(set) var phase = Phase.awaitingFunds
    /// When the first month was debited.
    package internal(set) var fundedAt: Instant?
    /// When the server first answered with what was ordered.
    package internal(set) var deliveredAt: Instant?
    /// The anchor; until the delivery, the day of the order.
    var start: CivilDate
    /// The last period paid or excused (R4-04), counted from 1; 0 before the first.
    package internal(set) var paidThrough = 0
    package internal(set) var slots: Int
    package internal(set) var monthlyPrice: Int64
    package internal(set) var renewal = RenewalSwitch()
    /// Whether the client asked in advance to be reactivated as soon as funded (AMB-15).
    package internal(set) var standingRequest = false
    package internal(set) var stoppedByClient = false
    /// Another number of slots, waiting for its due date (AMB-44).
    package internal(set) var slotsChange: SlotsChange?
    /// Position in the loyalty table that the next renewal uses (R6.12-03); ``loyaltyReset`` where a downgrade of before
    /// has to show in it.
    package internal(set) var loyaltyRenewal = 1
    /// The provider's notice that it will not renew (R7.6-01).
    package internal(set) var nonRenewal: NonRenewalNotice?
    /// The day on which the client left because of a price (R6.4-07); it then ends without renewal.
    package internal(set) var priceExit: CivilDate?
    /// The tax rate inside ``monthlyPrice``, where it is not the order's.
    var priceRate: Int?
    /// How many prices were announced so far.
    var announcements: Int?
    var paid = PaidPeriods()
    /// Last period whose due date was announced with the duty to pay (R6.11-02).
    var announced = 0
    /// Last period whose due date was announced as the end (AMB-09).
    var announcedEnd = 0
    /// Last period whose renewal was tried on its due date.
    var attempted = 0
    var switchings = 0
    var slotsRequests = 0
    var bounces = 0
    /// What seldom changes, or most never have.
    var rare: Shared<Rarities>

    init(order: Order, at instant: Instant, on date: CivilDate) {
        orderedAt = instant
        start = date
        slots = order.slots
        monthlyPrice = order.monthlyPrice
        announcements = order.announced.isEmpty ? nil : order.announced.count
        var rarities = Rarities(order: order)
        rarities.taxChanges = order.taxChanges
        rarities.priceChanges = order.announced.enumerated().map { number, price in
            PriceChange(announced: price, standing: .free, number: number + 1)
        }
        rare = Shared(rarities)
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

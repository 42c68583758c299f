/// The right to a product with n slots, paid by the month, with an anchor date that never moves.
package struct Subscription: Equatable, Codable, Sendable {
    /// What was ordered; slots and price of today are in ``slots`` and ``monthlyPrice``.
    package let order: Order
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
    /// Position in the loyalty table that the next renewal uses (R6.12-03).
    package internal(set) var loyaltyRenewal = 1
    /// Present exactly in the phase `incident`.
    package internal(set) var incident: Incident?
    /// Interruptions of the last periods, by start.
    package internal(set) var interruptions: [Interruption] = []
    /// Periods refunded under 7.9, ascending; each once for ever.
    package internal(set) var refundedPeriods: [Int] = []
    /// Reasons why its server must not run, beside those of the account.
    @OmittedWhenEmpty package internal(set) var holds: [Hold]
    /// The due date at which it ends whatever its renewal switch says.
    package internal(set) var plannedEnd: PlannedEnd?
    /// The provider's notice that it will not renew (R7.6-01).
    package internal(set) var nonRenewal: NonRenewalNotice?
    /// Periods that began while force majeure prevented the service: not debited, ascending (AMB-32).
    @OmittedWhenEmpty package internal(set) var excusedPeriods: [Int]
    /// What a person said that an interruption is due to; measuring it again does not change that.
    @OmittedWhenEmpty package internal(set) var classifications: [Classification]
    /// Damages recorded, in the order of recording (R4-11).
    @OmittedWhenEmpty package internal(set) var damages: [Damages]
    /// Refunds of 7.9 that may still be paid back by hand (AMB-26).
    @OmittedWhenEmpty package internal(set) var payableRefunds: [PayableRefund]

    /// Announced prices that no debit has taken in yet, in the order of their announcement.
    @OmittedWhenEmpty package internal(set) var priceChanges: [PriceChange]
    /// Tax rates that follow the order's, by date (R6.4-10).
    @OmittedWhenEmpty package internal(set) var taxChanges: [TaxChange]
    /// The day on which the client left because of a price (R6.4-07); it then ends without renewal.
    package internal(set) var priceExit: CivilDate?
    /// More time for one renewal (R6.4-15).
    package internal(set) var renewalDeferral: RenewalDeferral?

    /// The tax rate inside ``monthlyPrice``, where it is not the order's.
    var priceRate: Int?
    /// How many prices were announced so far.
    var announcements: Int?
    var paid = PaidPeriods()
    /// When the contract wanted the server to run, ascending; only the last may be open.
    var running: [RunningSpan] = []
    /// Last period whose due date was announced with the duty to pay (R6.11-02).
    var announced = 0
    /// Last period whose due date was announced as the end (AMB-09).
    var announcedEnd = 0
    /// Last period whose renewal was tried on its due date.
    var attempted = 0
    var switchings = 0
    var slotsRequests = 0
    var bounces = 0

    init(order: Order, at instant: Instant, on date: CivilDate) {
        self.order = order
        orderedAt = instant
        start = date
        slots = order.slots
        monthlyPrice = order.monthlyPrice
        taxChanges = order.taxChanges
        announcements = order.announced.isEmpty ? nil : order.announced.count
        priceChanges = order.announced.enumerated().map { number, price in
            PriceChange(announced: price, effective: price.effective, standing: .free, number: number + 1)
        }
    }

    package var id: SubscriptionID { order.subscription }

    /// The start date S, which never moves; nil before the delivery (AMB-04).
    package var anchor: CivilDate? { deliveredAt == nil ? nil : start }

    package var isEnded: Bool {
        if case .ended = phase { true } else { false }
    }

    /// What its server must be, where holds of its own or of its account stand or not.
    func demand(isHeld: Bool) -> ServiceDemand {
        ServiceDemand(state: isHeld ? demandedState.held : demandedState, slots: slots)
    }

    private var demandedState: ServiceDemand.State {
        switch phase {
        case .awaitingFunds, .ended: .absent
        case .provisioning: .running
        case .active: stoppedByClient ? .stopped : .running
        case .incident: .stopped
        }
    }
}

extension ServiceDemand.State {
    /// A hold stops what would run, and brings nothing back.
    fileprivate var held: Self { self == .running ? .stopped : self }
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

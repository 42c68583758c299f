extension Subscription {
    /// What a subscription is and changes from month to month; the members of the subscription say what each is.
    struct Body: Equatable, Codable, Sendable {
        let orderedAt: Instant
        var phase = Phase.awaitingFunds
        var fundedAt: Instant?
        var deliveredAt: Instant?
        var start: CivilDate
        var paidThrough = 0
        var slots: Int
        var monthlyPrice: Int64
        var renewal = RenewalSwitch()
        var standingRequest = false
        var stoppedByClient = false
        var slotsChange: SlotsChange?
        var loyaltyRenewal = 1
        var nonRenewal: NonRenewalNotice?
        var priceExit: CivilDate?
        var priceRate: Int?
        var announcements: Int?
        var paid = PaidPeriods()
        var announced = 0
        var announcedEnd = 0
        var attempted = 0
        var switchings = 0
        var slotsRequests = 0
        var bounces = 0
    }
}

extension Subscription {
    package var orderedAt: Instant { body.value.orderedAt }

    package internal(set) var phase: Phase {
        get { body.value.phase }
        _modify { yield &body.value.phase }
    }

    /// When the first month was debited.
    package internal(set) var fundedAt: Instant? {
        get { body.value.fundedAt }
        _modify { yield &body.value.fundedAt }
    }

    /// When the server first answered with what was ordered.
    package internal(set) var deliveredAt: Instant? {
        get { body.value.deliveredAt }
        _modify { yield &body.value.deliveredAt }
    }

    /// The anchor; until the delivery, the day of the order.
    var start: CivilDate {
        get { body.value.start }
        _modify { yield &body.value.start }
    }

    /// The last period paid or excused (R4-04), counted from 1; 0 before the first.
    package internal(set) var paidThrough: Int {
        get { body.value.paidThrough }
        _modify { yield &body.value.paidThrough }
    }

    package internal(set) var slots: Int {
        get { body.value.slots }
        _modify { yield &body.value.slots }
    }

    package internal(set) var monthlyPrice: Int64 {
        get { body.value.monthlyPrice }
        _modify { yield &body.value.monthlyPrice }
    }

    package internal(set) var renewal: RenewalSwitch {
        get { body.value.renewal }
        _modify { yield &body.value.renewal }
    }

    /// Whether the client asked in advance to be reactivated as soon as funded (AMB-15).
    package internal(set) var standingRequest: Bool {
        get { body.value.standingRequest }
        _modify { yield &body.value.standingRequest }
    }

    package internal(set) var stoppedByClient: Bool {
        get { body.value.stoppedByClient }
        _modify { yield &body.value.stoppedByClient }
    }

    /// Another number of slots, waiting for its due date (AMB-44).
    package internal(set) var slotsChange: SlotsChange? {
        get { body.value.slotsChange }
        _modify { yield &body.value.slotsChange }
    }

    /// Position in the loyalty table that the next renewal uses (R6.12-03); ``loyaltyReset`` where a downgrade of before
    /// has to show in it.
    package internal(set) var loyaltyRenewal: Int {
        get { body.value.loyaltyRenewal }
        _modify { yield &body.value.loyaltyRenewal }
    }

    /// The provider's notice that it will not renew (R7.6-01).
    package internal(set) var nonRenewal: NonRenewalNotice? {
        get { body.value.nonRenewal }
        _modify { yield &body.value.nonRenewal }
    }

    /// The day on which the client left because of a price (R6.4-07); it then ends without renewal.
    package internal(set) var priceExit: CivilDate? {
        get { body.value.priceExit }
        _modify { yield &body.value.priceExit }
    }

    /// The tax rate inside ``monthlyPrice``, where it is not the order's.
    var priceRate: Int? {
        get { body.value.priceRate }
        _modify { yield &body.value.priceRate }
    }

    /// How many prices were announced so far.
    var announcements: Int? {
        get { body.value.announcements }
        _modify { yield &body.value.announcements }
    }

    var paid: PaidPeriods {
        get { body.value.paid }
        _modify { yield &body.value.paid }
    }

    /// Last period whose due date was announced with the duty to pay (R6.11-02).
    var announced: Int {
        get { body.value.announced }
        _modify { yield &body.value.announced }
    }

    /// Last period whose due date was announced as the end (AMB-09).
    var announcedEnd: Int {
        get { body.value.announcedEnd }
        _modify { yield &body.value.announcedEnd }
    }

    /// Last period whose renewal was tried on its due date.
    var attempted: Int {
        get { body.value.attempted }
        _modify { yield &body.value.attempted }
    }

    var switchings: Int {
        get { body.value.switchings }
        _modify { yield &body.value.switchings }
    }

    var slotsRequests: Int {
        get { body.value.slotsRequests }
        _modify { yield &body.value.slotsRequests }
    }

    var bounces: Int {
        get { body.value.bounces }
        _modify { yield &body.value.bounces }
    }
}

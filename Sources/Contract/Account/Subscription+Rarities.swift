/// What a subscription seldom changes, and what most never have.
struct Rarities: Equatable, Codable, Sendable {
    let order: Order
    var running: [RunningSpan] = []
    var incident: Incident?
    var interruptions: [Interruption] = []
    var refundedPeriods: [Int] = []
    @OmittedWhenEmpty var holds: [Hold]
    var plannedEnd: PlannedEnd?
    @OmittedWhenEmpty var excusedPeriods: [Int]
    @OmittedWhenEmpty var classifications: [Classification]
    @OmittedWhenEmpty var declared: [Instant]
    @OmittedWhenEmpty var damages: [Damages]
    @OmittedWhenEmpty var payableRefunds: [PayableRefund]
    @OmittedWhenEmpty var priceChanges: [PriceChange]
    @OmittedWhenEmpty var taxChanges: [TaxChange]
    var renewalDeferral: RenewalDeferral?

    init(order: Order) { self.order = order }
}

extension Subscription {
    /// What was ordered; slots and price of today are in ``slots`` and ``monthlyPrice``.
    package var order: Order { _read { yield rare.value.order } }

    /// When the contract wanted the server to run, ascending; only the last may be open.
    var running: [RunningSpan] {
        get { rare.value.running }
        _modify { yield &rare.value.running }
    }

    /// Present exactly in the phase `incident`.
    package internal(set) var incident: Incident? {
        get { rare.value.incident }
        _modify { yield &rare.value.incident }
    }

    /// Interruptions of the last periods, by start.
    package internal(set) var interruptions: [Interruption] {
        get { rare.value.interruptions }
        _modify { yield &rare.value.interruptions }
    }

    /// Periods refunded under 7.9, ascending; each once for ever.
    package internal(set) var refundedPeriods: [Int] {
        get { rare.value.refundedPeriods }
        _modify { yield &rare.value.refundedPeriods }
    }

    /// Reasons why its server must not run, beside those of the account.
    package internal(set) var holds: [Hold] {
        get { rare.value.holds }
        _modify { yield &rare.value.holds }
    }

    /// The due date at which it ends whatever its renewal switch says.
    package internal(set) var plannedEnd: PlannedEnd? {
        get { rare.value.plannedEnd }
        _modify { yield &rare.value.plannedEnd }
    }

    /// Periods that began while force majeure prevented the service: not debited, ascending (AMB-32).
    package internal(set) var excusedPeriods: [Int] {
        get { rare.value.excusedPeriods }
        _modify { yield &rare.value.excusedPeriods }
    }

    /// What a person said that an interruption is due to; measuring it again does not change that.
    package internal(set) var classifications: [Classification] {
        get { rare.value.classifications }
        _modify { yield &rare.value.classifications }
    }

    /// Where interruptions begin that a person declared.
    package internal(set) var declared: [Instant] {
        get { rare.value.declared }
        _modify { yield &rare.value.declared }
    }

    /// Damages recorded, in the order of recording (R4-11).
    package internal(set) var damages: [Damages] {
        get { rare.value.damages }
        _modify { yield &rare.value.damages }
    }

    /// Refunds of 7.9 that may still be paid back by hand (AMB-26).
    package internal(set) var payableRefunds: [PayableRefund] {
        get { rare.value.payableRefunds }
        _modify { yield &rare.value.payableRefunds }
    }

    /// Announced prices that no debit has taken in yet, in the order of their announcement.
    package internal(set) var priceChanges: [PriceChange] {
        get { rare.value.priceChanges }
        _modify { yield &rare.value.priceChanges }
    }

    /// Tax rates that follow the order's, by date (R6.4-10).
    package internal(set) var taxChanges: [TaxChange] {
        get { rare.value.taxChanges }
        _modify { yield &rare.value.taxChanges }
    }

    /// More time for one renewal (R6.4-15).
    package internal(set) var renewalDeferral: RenewalDeferral? {
        get { rare.value.renewalDeferral }
        _modify { yield &rare.value.renewalDeferral }
    }
}

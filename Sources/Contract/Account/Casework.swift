/// What is open or on record about how a contract is kept, beside its money.
package struct Casework: Equatable, Codable, Sendable {
    /// Holds of which the client was told and that have not begun, in the order in which they were ordered.
    package internal(set) var announced: [AnnouncedHold] = []
    /// Cases about doubtful contact data, by reference (R8-04).
    package internal(set) var identity: [String] = []
    /// Every breach ever notified, in order.
    package internal(set) var breaches: [Breach] = []
    /// Changes that were reported too late (R5-11).
    package internal(set) var lateReports: [LateReport] = []
    /// Counts orders and liftings of holds, so that each mail has a name of its own.
    var holdMails = 0
    var identityMails = 0
    var relocations = 0
}

extension Casework: OmittedByDefault {
    static var usual: Casework { Casework() }
}

/// A hold that begins later (R7.5-02).
package struct AnnouncedHold: Equatable, Codable, Sendable {
    package let order: HoldOrder
    package let from: Instant
    /// Names its mail.
    let number: Int
    /// Whether the mail was handed over.
    package internal(set) var isTold = false
}

/// A notice of breach and what became of it (7.4).
package struct Breach: Equatable, Codable, Sendable {
    package enum State: String, Codable, Sendable {
        case open, cured, waived
        /// The provider's own fault on record, which proved to be none before the client complained of it.
        case dropped
    }

    package let notice: BreachNotice
    package internal(set) var state = State.open
    /// The civil day of the notice, which does not count (T2); nil until its mail is handed over, or the client complains of
    /// what the provider put on record against itself.
    package internal(set) var givenOn: CivilDate?
    /// The day at whose start the service ends if nothing is remedied by then.
    package internal(set) var endsOn: CivilDate?
}

/// A breach record: a change told later than the terms want. No sanction follows by itself (AMB-36).
package struct LateReport: Equatable, Codable, Sendable {
    package let changedAt: Instant
    package let reportedAt: Instant
}

/// A due date at which a subscription ends whatever its renewal switch says.
package struct PlannedEnd: Equatable, Codable, Sendable {
    /// Why; what ends it cites this rule.
    package let rule: RuleID
    /// The last period; it ends at 24:00 of that period's due date.
    package let period: Int
}

/// The provider's notice that it will not renew (R7.6-01).
package struct NonRenewalNotice: Equatable, Codable, Sendable {
    /// The period at whose end the service would end, were the mail handed over on the day it was written.
    package let foreseen: Int
    /// The civil day on which the mail was handed over, N; nil until then.
    package internal(set) var givenOn: CivilDate?
}

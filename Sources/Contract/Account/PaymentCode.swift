/// A code that was validated or given, for ever: a code converts once (R6.8-06).
package struct PaymentCode: Equatable, Codable, Sendable {
    package enum State: Equatable, Codable, Sendable {
        case waiting
        case converted(at: Instant)
        /// Not converted in time (R6.8-03).
        case dead
    }

    package let code: OpaqueID
    package let method: PaymentMethod
    /// Its face value in euro cents.
    package let cents: Int64
    /// It converts until 24:00 of this day (R6.8-02, T2).
    package let lastDay: CivilDate
    /// Given for nothing by an operator (R6.8-05).
    package let isGift: Bool
    package internal(set) var state = State.waiting

    /// `allopass:…`, as the other payments are named.
    var name: String { "\(method.rawValue):\(code)" }

    /// Where its value lies once it is dead: earned, but for a gift, which cost nothing then.
    var grave: LedgerAccount { isGift ? .gestures : .breakage }
}

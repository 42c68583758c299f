/// One named reason why a server must not run, or not for its players yet (RULES section 6). Each is lifted by its own
/// cause alone: paying never lifts a hold that is not about money.
package struct Hold: Equatable, Codable, Sendable {
    /// What kind of reason it is.
    package enum Cause: String, Codable, Sendable, CaseIterable {
        /// A debt other than a renewal is not paid when due (R6.4-14).
        case unpaidDebt = "default"
        /// The service endangers the provider's servers (R7.5-01).
        case security
        /// A technical intervention (R7.5-03).
        case maintenance
        /// The client's activity breaks ethics or the terms (R8-02).
        case conduct
        /// An authority or a third party's notice demands it (R8-03, R4-09).
        case authority
        /// The contact data appear false (R8-04).
        case identity
        /// A declared case of force majeure prevents the service (R4-03).
        case forceMajeure
    }

    package let cause: Cause
    /// The case, debt or document that it stands on; a cause may hold for several.
    package let reference: String
    package let since: Instant
    /// True once the server may run under it: it is tried out, and the time is still the hold's. Nil for no.
    package var isEased: Bool?

    package init(cause: Cause, reference: String, since: Instant) {
        self.cause = cause
        self.reference = reference
        self.since = since
    }
}

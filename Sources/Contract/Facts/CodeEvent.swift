/// The life of a code that is credited on conversion (6.8). The code itself is a credential: the facts hold a digest.
package enum CodeEvent: Equatable, Codable, Sendable {
    /// The code was found valid and waits for its conversion. `obtainedAt` is when the payer got it, where known (AMB-20).
    case validated(method: String, code: OpaqueID, cents: Int64, obtainedAt: Instant?)
    /// The client had the code converted (R6.8-02).
    case converted(code: OpaqueID)
    /// An operator gives a new code for nothing (R6.8-05).
    case given(method: String, code: OpaqueID, cents: Int64, reason: String)
}

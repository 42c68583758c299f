/// A cheque received and not yet credited or bounced (AMB-19).
package struct PendingCheque: Equatable, Codable, Sendable {
    package let reference: String
    /// Nil for a cheque; else another method that is credited on clearing.
    var otherMethod: PaymentMethod?
    /// In euro cents.
    package let amount: Int64
    /// When it was received; it may fund renewals due on that civil day or later (R6.11-06).
    package let receivedAt: Instant
    /// What no renewal has used yet.
    package internal(set) var unspent: Int64

    package var method: PaymentMethod { otherMethod ?? .cheque }
}

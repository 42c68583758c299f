/// Money received without cause, which waits to be regularised or returned (AMB-18).
package struct SuspendedPayment: Equatable, Codable, Sendable {
    /// Names it for ever: `transfer:#1`, or `transfer:REF` where a reference came but the account is closed.
    package let name: String
    package let method: PaymentMethod
    /// In euro cents.
    package let cents: Int64
    package let receivedAt: Instant
}

/// A payment that was credited, kept while it can be taken back.
package struct CreditedPayment: Equatable, Codable, Sendable {
    /// `paypal:REF`.
    package let name: String
    package let method: PaymentMethod
    /// What came in, in euro cents.
    let paid: Int64
    /// What the balance got of it; for tokens that may be less (AMB-48).
    let credited: Int64
    /// Whether a payer bought tokens with it.
    let isOfTokens: Bool
    let at: Instant
}

/// A refund of 7.9 that stands on the balance and may still be paid back in money by hand (AMB-26).
package struct PayableRefund: Equatable, Codable, Sendable {
    package let period: Int
    /// In euro cents.
    package let cents: Int64
}

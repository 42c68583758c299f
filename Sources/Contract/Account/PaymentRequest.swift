/// A client's request that others pay for him (6.9).
package struct PaymentRequest: Equatable, Codable, Sendable {
    package let id: OpaqueID
    /// Euro cents that the client typed himself; nil where he suggests nothing (AMB-22).
    package let suggested: Int64?
    package let openedAt: Instant
    package internal(set) var closedAt: Instant?
    /// The receipts of all payments made for it.
    package internal(set) var receipts: [OpaqueID] = []
}

/// Tokens that a payer's cheque will buy once it clears (R6.3-02); until then nothing is credited to anybody.
package struct PendingPurchase: Equatable, Codable, Sendable {
    package let request: OpaqueID
    package let receipt: OpaqueID
    package let method: PaymentMethod
    package let reference: String
    /// In euro cents.
    package let cents: Int64
    /// What they buy, in hundredths of a token, at the price of the day on which the payment came (AMB-48).
    package let tokens: Int64
    /// What the tokens add to the balance, in euro cents.
    package let value: Int64

    var name: String { "\(method.rawValue):\(reference)" }
}

/// What happens to a payment after it arrived, or instead of arriving (6.3, 6.6, 6.7, 6.11).
package enum PaymentEvent: Equatable, Codable, Sendable {
    /// The payment service says that it did not go through; nothing was received (R6.7-03).
    case failed(Payment, reason: String)
    /// A credited payment was taken back by the bank or the payment service, or was never meant for this account.
    case reversed(method: String, reference: String, reason: String)
    /// An irregular payment, by its name (`transfer:#1`), got the reference that it lacked (AMB-18).
    case regularised(name: String, reference: String)
    /// An irregular payment is sent back to where it came from (AMB-18).
    case returned(name: String, reason: String)
    /// An operator paid the refund of 7.9 for a period back in money (AMB-26, reading A by hand).
    case refundPaidBack(SubscriptionID, period: Int, method: String, document: String)

    /// The subscription that it is about; nil where it is about the account.
    var subscription: SubscriptionID? {
        if case .refundPaidBack(let id, _, _, _) = self { id } else { nil }
    }
}

/// A payment reference: one (method, reference) is one payment, over all accounts and for ever (R6.5-01).
package struct PaymentClaim: Hashable, Sendable {
    /// In lower-case letters.
    package let method: String
    package let reference: String

    /// Nil without a reference.
    init?(_ method: String, _ reference: String) {
        guard !reference.isEmpty else { return nil }
        self.method = method.lowercased()
        self.reference = reference
    }

    init(_ method: String, code: OpaqueID) {
        self.method = method.lowercased()
        reference = code.description
    }

    /// As it stands in an account: `transfer:REF`.
    var name: String { "\(method):\(reference)" }
}

extension Event {
    /// The reference that the event uses up; nil where it names none.
    package var claim: PaymentClaim? {
        switch self {
        case .paymentReceived(let payment), .payments(.failed(let payment, _)),
            .requests(.tokensBought(_, let payment, _)):
            PaymentClaim(payment.method, payment.reference)
        case .payments(.regularised(let name, let reference)):
            PaymentClaim(String(name.prefix { $0 != ":" }), reference)
        case .codes(.validated(let method, let code, _, _)), .codes(.given(let method, let code, _, _)):
            PaymentClaim(method, code: code)
        default: nil
        }
    }
}

/// A payment method by its name in the terms: `paypal`, `transfer` … Which ones are managed, and what credits each, is
/// data (R6.6-04). Encoded as its name.
package struct PaymentMethod: RawRepresentable, Hashable, Codable, Sendable {
    package let rawValue: String

    /// Nil for anything but lower-case letters, digits and hyphens: names stand in ledger accounts and keys.
    package init?(rawValue: String) {
        guard (1...32).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.rawValue = rawValue
    }

    private init(known name: String) { rawValue = name }

    /// Article 6.7 speaks of this one.
    package static let paypal = PaymentMethod(known: "paypal")
    /// How a payment by PayPal stands on the payer's statement (R6.7-01).
    package static let paypalLabel = "PAYPAL *CSIL"
    /// Article 6.5 speaks of this one (R6.5-02).
    package static let cheque = PaymentMethod(known: "cheque")

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

/// What makes a payment effective (R6.3-02).
package enum Crediting: String, Codable, Sendable, CaseIterable {
    /// The payment service says that it is complete.
    case completed
    /// The bank credited it; what is reported is the credit.
    case bankCredit = "bank credit"
    /// Received first, credited when the bank cleared it (AMB-19).
    case clearing
    /// A code, credited when it is converted (R6.8-02).
    case conversion
}

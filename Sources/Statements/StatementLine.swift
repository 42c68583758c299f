package import Contract

/// One booked movement on an account of the provider, as its bank or PayPal reports it.
package struct StatementLine: Equatable, Sendable {
    /// What kind of movement it is; only `payment` may be credited without a person.
    package enum Nature: Equatable, Sendable {
        case payment
        /// Money taken back, or money that comes back: of a payment received (refund, chargeback) or of one sent.
        case reversal
        /// A cheque paid in: it is cleared by its own reference (AMB-19), never credited as a transfer.
        case cheque
        /// Several payments in one sum, which the bank does not tell apart; says why.
        case lump(String)
        /// A type of row that the mapping does not name.
        case unknownType(String)
    }

    package let nature: Nature
    /// How the money came: `transfer` or `paypal` (R6.6-04).
    package let method: String
    /// The provider's own account: its IBAN, or the source that the mapping names.
    package let source: String
    /// What makes it this line for ever, in every statement that repeats it. May hold personal data: keep its digest only.
    package let identity: String
    package let bookedOn: CivilDate
    /// In hundredths of `currency`; negative for money that left.
    package let amount: Int64
    package let currency: String
    /// What the payer wrote, in the pieces in which the bank reports it.
    package let texts: [String]
    /// References that are not prose: end-to-end id, structured creditor reference.
    package let references: [String]
    /// The bank's or PayPal's own reference; nil where it gives none that means something.
    package let bankReference: String?
    /// The bank's reference of the payment that a reversal takes back.
    package let original: String?
    /// What may be kept until a person has matched the line: personal data (R6.7-02 allows none for PayPal).
    package let note: String?
    /// Where it stands in the file, for sentences about it.
    package let position: Int
}

package import Contract

/// A line of a bank statement that was imported: `L-17`.
package struct StatementLineID: Identifier {
    package static let prefix = "L-"
    package let number: Int64
    package init(number: Int64) { self.number = number }
}

/// A line of a bank statement as the books keep it.
package struct StatementRecord: Equatable, Sendable {
    package enum Outcome: Equatable, Sendable {
        case credited(AccountID, reference: String)
        /// The contract rejected the payment, and its client knows (R6.6-05): the money has to go back.
        case rejected(AccountID, reference: String, reason: String)
        /// Waits for a person.
        case open(reason: String)
        case ignored(reason: String)

        package var isOpen: Bool {
            if case .open = self { true } else { false }
        }
    }

    /// Nil for a line that is only looked at.
    package let id: StatementLineID?
    /// The provider's account.
    package let source: String
    package let bookedOn: CivilDate
    package let method: String
    /// In hundredths of `currency`; negative for money taken back.
    package let amount: Int64
    package let currency: String
    package let bankReference: String?
    /// Who paid and what he wrote; only while the line waits, and never for PayPal (R6.7-02).
    package let note: String?
    package let outcome: Outcome
}

/// Whom a line is for.
package enum Payer: Equatable, Sendable {
    case account(AccountID)
    /// Nobody can be told; says why.
    case unknown(reason: String)
}

/// A payer's purchase through a payment request.
package struct TokenPurchase: Equatable, Sendable {
    package let request: OpaqueID
    /// Names it for the payer.
    package let receipt: OpaqueID
    package let payer: TokenPayer

    package init(request: OpaqueID, receipt: OpaqueID, payer: TokenPayer) {
        self.request = request
        self.receipt = receipt
        self.payer = payer
    }
}

/// What became of a line.
package struct TakenLine: Equatable, Sendable {
    package let record: StatementRecord
    /// False for a line that was there already, settled or still waiting.
    package let isNews: Bool
    /// What the contract made of the payment.
    package let effects: [Effect]
}

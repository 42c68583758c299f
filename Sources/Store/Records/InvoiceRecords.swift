package import Contract

/// An invoice or credit note as it was issued.
package struct IssuedInvoice: Equatable, Sendable {
    package let number: DocumentNumber
    package let account: AccountID
    package let subscription: SubscriptionID?
    package let issuedOn: CivilDate
    /// When what it charges happened: earlier than its issue where the books were behind.
    package let at: Instant
    package let rule: RuleID
    package let invoice: Invoice
    /// Of a credit note, the invoice that it takes back.
    package let corrects: DocumentNumber?
    /// Whom it was addressed to; nil once that was erased.
    package let party: InvoiceParty?
}

/// Name and address on an invoice, as they were when it was issued.
package struct InvoiceParty: Equatable, Sendable {
    package let name: String
    package let postalAddress: String
    package let language: Person.Language
}

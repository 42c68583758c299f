package import Contract

/// Everything that is held about the person behind an account (R11-01, R11-04). Who paid for him through a payment request
/// is another person, and not in it.
package struct PersonalData: Encodable, Sendable {
    package struct Identity: Encodable, Equatable, Sendable {
        package let since: String
        package let lastName: String
        package let firstName: String
        package let postalAddress: String
        package let email: String
        package let language: String
    }

    package struct Acceptance: Encodable, Sendable {
        package let at: String
        package let terms: String
        package let textHash: String
    }

    package struct Origin: Encodable, Sendable {
        package let at: String
        package let ip: String
    }

    package struct Mail: Encodable, Sendable {
        package let at: String
        package let notice: Notice
        package let handedOver: String?
        package let channel: String?
        package let address: String?
    }

    /// Whom an invoice was addressed to; kept with it for as long as the law wants it, past an erasure.
    package struct InvoiceAddress: Encodable, Sendable {
        package let number: String
        package let issuedOn: String
        package let name: String
        package let postalAddress: String
    }

    package struct Entry: Encodable, Sendable {
        package let sequence: Int64
        package let time: String
        package let rule: String?
        package let text: String
    }

    /// Why they are held, and under which declaration (R11-02, R11-05).
    package let purpose = "managing the services of the site"
    package let declaration = "CNIL receipt no. 1148694"
    package let account: String
    package let kind: String?
    package let status: String?
    /// Nil when it was erased.
    package let identity: Identity?
    /// What was known before and since when, oldest first (R5-02).
    package let versions: [Identity]
    package let acceptances: [Acceptance]
    package let origins: [Origin]
    package let serverSettings: [String]
    package let invoices: [InvoiceAddress]
    package let mails: [Mail]
    package let journal: [Entry]
}

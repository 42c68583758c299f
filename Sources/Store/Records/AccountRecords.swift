package import Contract

/// Who a client is: the only place with personal data, outside the journal, so that it can be corrected and erased (art. 11).
package struct Person: Codable, Equatable, Sendable {
    package enum Language: String, Codable, Sendable, CaseIterable { case fr, en }

    /// Last name of a person, or name of a body.
    package let name: String
    /// Empty for a body.
    package let firstName: String
    package let email: String
    package let postalAddress: String
    package let language: Language

    package init(name: String, firstName: String = "", email: String, postalAddress: String, language: Language) {
        self.name = name
        self.firstName = firstName
        self.email = email
        self.postalAddress = postalAddress
        self.language = language
    }
}

extension Person {
    /// As on a letter: `Ada Lovelace`.
    package var fullName: String { firstName.isEmpty ? name : "\(firstName) \(name)" }
}

/// An account that met an internal contradiction and waits for a person.
package struct ParkedAccount: Equatable, Sendable {
    package let id: AccountID
    package let reason: String
    package let since: Instant
}

/// What one step did.
package struct Step: Equatable, Sendable {
    /// The account after the step.
    package let account: Account
    /// Effects of the deadlines passed, then those of the fact.
    package let effects: [Effect]
}

/// One installed version of the general terms.
package struct InstalledTerms: Equatable, Sendable {
    package let id: TermsID
    package let text: String
    /// SHA-256 of the text, in hexadecimal digits.
    package let hash: String
    package let installedAt: Instant
}

/// What the person behind an account declares and asks for. Who that is stands beside the journal (article 11).
package enum PersonEvent: Equatable, Codable, Sendable {
    /// The client accepted a version of the terms: he checked that the service fits and was advised (R2-01), and has the
    /// power and capacity to contract (R5-01). `hash` is the SHA-256 of that version as installed (R0-01).
    case termsAccepted(terms: TermsID, hash: String)
    /// The client's name, addresses and everything else that identifies him were erased (R11-04).
    case dataErased
}

/// A version of the terms that a client accepted, and when.
package struct Acceptance: Equatable, Codable, Sendable {
    package let terms: TermsID
    /// SHA-256 of the version as installed, in hexadecimal digits.
    package let hash: String
    package let at: Instant
}

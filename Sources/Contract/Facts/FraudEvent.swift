/// An attempted fraud or intrusion (12.2). Names no person: who is suspected stands in the complaint.
package enum FraudEvent: Equatable, Codable, Sendable {
    /// Opens a case; a complaint has to be filed (R12.2-02).
    case suspected(case: String, what: String)
    /// The complaint was filed with the police and BEFTI; `filing` is its reference.
    case closed(case: String, filing: String)
}

/// A case of attempted fraud; open until its complaint was filed.
package struct FraudCase: Equatable, Codable, Sendable {
    package let id: String
    package let what: String
    package let openedAt: Instant
    /// Reference of the complaint; nil while the case is open.
    package internal(set) var filing: String?
}

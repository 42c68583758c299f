/// What happens to the contact data of an account (5, 8). The data themselves live beside the journal.
package enum ContactEvent: Equatable, Codable, Sendable {
    /// The data were changed (R5-02); the fact's `occurredAt` is when the client reported it (R5-11).
    case changed(ContactChange)
    /// A mail came back. Opens a case, and holds nothing by itself (AMB-37).
    case mailBounced(NoticeKey)
    /// An operator doubts the data; the client is asked to confirm them (R8-04).
    case doubted(reference: String, reason: String)
    /// The client's data are confirmed: what was held or doubted for them is over (R8-04).
    case confirmed
}

/// A change of contact data, without the data.
package struct ContactChange: Equatable, Codable, Sendable {
    /// Which data changed.
    package enum Field: String, Codable, Sendable, CaseIterable { case name, firstName, email, postalAddress, language }

    package let fields: [Field]
    /// When the client's situation changed.
    package let changedAt: Instant
    /// When the client learned of it, if later.
    package let knownAt: Instant?

    package init(_ fields: [Field], changedAt: Instant, knownAt: Instant? = nil) {
        self.fields = fields
        self.changedAt = changedAt
        self.knownAt = knownAt
    }
}

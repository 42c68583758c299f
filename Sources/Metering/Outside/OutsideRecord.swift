package import Contract

/// From `at` on a server is so from outside, until its next record. Kept are changes, not looks.
package struct OutsideRecord: Equatable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// It answers as a player is answered.
        case answers
        /// It has not answered lately, for too short a time to say more.
        case doubt
        /// It does not answer, and the way to its host was not the reason.
        case silent
        /// After `silent`: nobody could look.
        case unknown
    }

    package let server: ServerID
    package let at: Instant
    package let kind: Kind
    /// A short sentence.
    package let note: String

    package init(server: ServerID, at: Instant, kind: Kind, note: String) {
        self.server = server
        self.at = at
        self.kind = kind
        self.note = note
    }
}

/// What a look changes in the record of looks.
package enum OutsideChange: Equatable, Sendable {
    case keep(OutsideRecord)
    /// A doubt that an answer dispelled.
    case drop(ServerID, at: Instant)
}

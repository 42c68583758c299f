/// A disagreement of the client, told by e-mail (R6.4-16). It moves no due date (AMB-39).
package struct Dispute: Equatable, Codable, Sendable {
    package enum Subject: String, Codable, Sendable, CaseIterable { case invoicing, service }

    /// How the client said so; only e-mail opens a dispute.
    package enum Channel: String, Codable, Sendable, CaseIterable { case email, letter, phone, ticket, other }

    /// Names it on its account, once and for ever.
    package let id: String
    package let subject: Subject
    /// Names the message that opened it.
    package let message: String
    package let openedOn: CivilDate
    package internal(set) var closedOn: CivilDate?
    package internal(set) var outcome: String?
}

/// Where a dispute would be judged (R13-01).
package enum Forum: String, Codable, Sendable {
    /// The Tribunal de Commerce de Créteil, and no other.
    case creteil
    /// The one that the law designates: a consumer keeps his judge.
    case law
}

extension Account {
    /// R13-01: by the kind of client.
    package var forum: Forum { kind == .consumer || kind == nil ? .law : .creteil }
}

/// Disagreements about invoicing or the nature of a service (R6.4-16).
package enum DisputeEvent: Equatable, Codable, Sendable {
    /// `message` names the client's message; its text is no part of the journal.
    case opened(id: String, about: Dispute.Subject, channel: Dispute.Channel, message: String)
    case closed(id: String, outcome: String)
}

extension Proceedings {
    /// R6.4-16: e-mail opens a dispute, and nothing else does. AMB-39: it moves no due date.
    mutating func take(_ event: DisputeEvent, at instant: Instant) throws(Refusal) {
        switch event {
        case .opened(let id, let subject, let channel, let message):
            try openDispute(id, subject, channel, message, on: book.zone.date(at: instant))
        case .closed(let id, let outcome): try closeDispute(id, outcome)
        }
    }

    private mutating func openDispute(
        _ id: String,
        _ subject: Dispute.Subject,
        _ channel: Dispute.Channel,
        _ message: String,
        on day: CivilDate
    ) throws(Refusal) {
        guard channel == .email else {
            throw Refusal(
                "R6.4-16",
                "A disagreement told by \(channel.rawValue) opens no dispute; ask the client to send it by e-mail."
            )
        }
        guard id.isName, message.contains(where: { !$0.isWhitespace }) else {
            throw Refusal(
                "R6.4-16",
                "The dispute \"\(id)\" needs a name of up to 40 letters, digits, points and hyphens, and the e-mail that opens it."
            )
        }
        guard !account.disputes.contains(where: { $0.id == id }) else {
            throw Refusal("R6.4-16", "The dispute \(id) of \(account.id) is open already; give a new one its own name.")
        }
        account.disputes.append(Dispute(id: id, subject: subject, message: message, openedOn: day))
        emit("R6.4-16", nil, .decided("The dispute \(id) about \(subject.rawValue) is open; no due date moves."))
        notify(
            .disputeOpened,
            id,
            [
                "reference": .text(id), "subject": .text(subject.rawValue), "opened": .date(day),
                "forum": .text(account.forum.rawValue),
            ]
        )
    }

    private mutating func closeDispute(_ id: String, _ outcome: String) throws(Refusal) {
        guard let index = account.disputes.firstIndex(where: { $0.id == id && $0.closedOn == nil }) else {
            throw Refusal("R6.4-16", "The account \(account.id) has no open dispute \(id); check the name.")
        }
        guard outcome.contains(where: { !$0.isWhitespace }) else {
            throw Refusal("R6.4-16", "The dispute \(id) cannot be closed without its outcome; state it.")
        }
        account.disputes[index].closedOn = today
        account.disputes[index].outcome = outcome
        notify(.disputeClosed, id, ["reference": .text(id), "outcome": .text(outcome)])
    }
}

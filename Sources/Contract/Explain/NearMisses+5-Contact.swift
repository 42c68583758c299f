extension NearMissSearch {
    /// R5-11, AMB-36: changes told in time are no breach on record, and those told too late have no sanction by themselves.
    mutating func lookAtContact(_ terms: Terms) {
        for fact in facts {
            guard case .contact(.changed(let change)) = fact.event else { continue }
            look(at: change, reported: fact.occurredAt, hours: terms.parameters.clientChangeReportHours.value, terms)
        }
    }

    private mutating func look(at change: ContactChange, reported: Instant, hours: Int, _ terms: Terms) {
        let known = max(change.changedAt, change.knownAt ?? change.changedAt)
        let start = terms.reading(of: .reportedChange) == .a ? change.changedAt : known
        let elapsed = reported.seconds(since: start)
        let day = book.zone.date(at: change.changedAt)
        let figures = "the change of \(day) was reported after \(elapsed.asHours)"
        note(
            "R5-11",
            nil,
            elapsed <= Int64(hours) * 3600
                ? "no late report on record: \(figures), \(hours) h allowed"
                : "no sanction of the late report: \(figures), more than \(hours) h; only 7.4 and 8 sanction it"
        )
    }
}

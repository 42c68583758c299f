extension NearMissSearch {
    /// R7.4-01, R10-01: breaches that have not ended the service.
    mutating func lookAtBreaches(_ index: Int) {
        let subscription = account.subscriptions[index]
        guard !subscription.isEnded else { return }
        for breach in account.casework.breaches where breach.notice.subscription == subscription.id {
            let name = breach.notice.reference
            switch breach.state {
            case .cured: note("R7.4-01", subscription.id, "not ended for breach \(name): it was cured in time")
            case .waived: note("R10-01", subscription.id, "not ended for breach \(name): it was waived")
            case .dropped: note("R7.4-03", subscription.id, "not ended for breach \(name): it proved to be none")
            case .open where breach.endsOn == nil && breach.notice.by == .client:
                note(
                    "R7.4-03",
                    subscription.id,
                    "cure of breach \(name) does not run yet: the client has not complained of it"
                )
            case .open:
                let last = breach.endsOn?.adding(days: -1)
                note(
                    "R7.4-01",
                    subscription.id,
                    last.map { "not ended for breach \(name): its cure runs until \($0), 24:00" }
                        ?? "cure of breach \(name) does not run yet: its notice has not been handed over"
                )
            }
        }
    }
}

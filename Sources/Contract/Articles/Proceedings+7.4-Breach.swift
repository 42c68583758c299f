extension Proceedings {
    mutating func take(_ event: BreachEvent, of fact: Fact) throws(Refusal) {
        switch event {
        case .notified(let notice): try take(notice, of: fact)
        case .cured(let id, let reference):
            try requireStaff(fact, "R7.4-01", "That a breach is cured")
            try cure(reference, at: try requireIndex(of: id))
        case .waived(let id, let reference, let reason):
            try waive(reference, reason, at: try requireIndex(of: id), fact)
        case .offenceObserved(let offence):
            try requireStaff(fact, "R7.8-02", "An offence")
            try end(for: offence)
        case .complianceChecked(let id, let subject, let result):
            try noteCheck(id, subject, result, fact)
        }
    }

    /// R7.4-02, R7.4-03: a notice of either party, with what it complains of.
    private mutating func take(_ notice: BreachNotice, of fact: Fact) throws(Refusal) {
        let index = try requireIndex(of: notice.subscription)
        let terms = try requireTerms(index)
        guard notice.by == .client || fact.actor == .staff else {
            throw Refusal("R7.4-03", "A notice of the provider about \(notice.subscription) is sent by an operator.")
        }
        try require(notice.reference, "R7.4-02", "The notice of breach has no reference; name its case.")
        guard !notice.breaches.isEmpty else {
            throw Refusal("R7.4-02", "The notice \(notice.reference) states no breach; list what is complained of.")
        }
        for breach in notice.breaches {
            try require(breach, "R7.4-02", "The notice \(notice.reference) has an empty line; state every breach.")
        }
        guard !account.subscriptions[index].isEnded else {
            throw Refusal("R7.4-01", "The subscription \(notice.subscription) is over already; nothing is left to end.")
        }
        let place = try openCase(for: notice, index)
        var values = notice.values
        switch notice.by {
        case .provider:
            values["days"] = .number(Int64(terms.parameters.breachCureDays.value))
            notify(.breachNotice, index, place + 1, values)
        case .client:
            startCure(place, index, given: fact.occurredAt)
            values["lastDay"] = .date((account.casework.breaches[place].endsOn ?? today).adding(days: -1))
            notify(.breachReceived, index, place + 1, values)
        }
    }

    /// A case of its own; or what the provider put on record against itself, of which the client complains by that name.
    private mutating func openCase(for notice: BreachNotice, _ index: Int) throws(Refusal) -> Int {
        guard let place = openBreach(notice.reference, index) else {
            account.casework.breaches.append(Breach(notice: notice))
            return account.casework.breaches.count - 1
        }
        let known = account.casework.breaches[place]
        guard notice.by == .client, known.notice.by == .client, known.givenOn == nil else {
            throw Refusal("R7.4-01", "The case \(notice.reference) of \(notice.subscription) runs already.")
        }
        account.casework.breaches[place] = Breach(notice: notice)
        return place
    }

    /// R7.4-01: the provider's notice is given on the civil day on which its mail was handed over.
    mutating func noteBreachNotice(_ number: Int?, at instant: Instant) {
        guard let number, account.casework.breaches.indices.contains(number - 1) else { return }
        let breach = account.casework.breaches[number - 1]
        guard breach.notice.by == .provider, breach.state == .open, breach.givenOn == nil,
            let index = account.index(of: breach.notice.subscription),
            !account.subscriptions[index].isEnded
        else { return }
        startCure(number - 1, index, given: instant)
    }

    /// R7.4-01, T2: cured by N + 7 at 24:00. Never ended on the day on which Lessor learns of the notice (T9).
    private mutating func startCure(_ place: Int, _ index: Int, given instant: Instant) {
        guard let terms = book.terms(of: account.subscriptions[index].order) else { return }
        let day = book.zone.date(at: instant)
        let endsOn = max(day.adding(days: terms.parameters.breachCureDays.value + 1), today.adding(days: 1))
        account.casework.breaches[place].givenOn = day
        account.casework.breaches[place].endsOn = endsOn
        let notice = account.casework.breaches[place].notice
        let text =
            "Notice \(notice.reference) was given on \(day); not remedied by 24:00 of \(endsOn.adding(days: -1)), it ends the service."
        emit("R7.4-01", notice.subscription, .decided(text))
    }

    /// R7.4-01: remedied in time, nothing follows.
    private mutating func cure(_ reference: String, at index: Int) throws(Refusal) {
        let place = try requireOpenBreach(reference, index)
        account.casework.breaches[place].state = .cured
        notify(.breachCured, index, place + 1, account.casework.breaches[place].notice.values)
    }

    /// R10-01: lets this case go, by the party that complained, and no other.
    private mutating func waive(_ reference: String, _ reason: String, at index: Int, _ fact: Fact) throws(Refusal) {
        let place = try requireOpenBreach(reference, index)
        let notice = account.casework.breaches[place].notice
        guard notice.by == .client || fact.actor == .staff else {
            throw Refusal("R10-01", "The notice \(reference) is the provider's; an operator may waive it.")
        }
        try require(reason, "R10-01", "The waiver of \(reference) has no reason; state why it is let go.")
        account.casework.breaches[place].state = .waived
        var values = notice.values
        values["reason"] = .text(reason)
        notify(.breachWaived, index, place + 1, values)
    }

    /// R7.4-01: N + 8 at 00:00.
    mutating func endForBreach(_ place: Int) {
        let notice = account.casework.breaches[place].notice
        guard let index = account.index(of: notice.subscription) else { return }
        end(index, "R7.4-01", .endedForBreach, place + 1, notice.values)
    }

    private func requireOpenBreach(_ reference: String, _ index: Int) throws(Refusal) -> Int {
        let id = account.subscriptions[index].id
        guard !account.subscriptions[index].isEnded else {
            throw Refusal("R7.4-01", "The subscription \(id) is over already; what ended it stands.")
        }
        guard let place = openBreach(reference, index) else {
            throw Refusal("R7.4-01", "No notice \(reference) runs for \(id); check the reference.")
        }
        return place
    }

    private func openBreach(_ reference: String, _ index: Int) -> Int? {
        account.casework.breaches.firstIndex {
            $0.state == .open && $0.notice.reference == reference
                && $0.notice.subscription == account.subscriptions[index].id
        }
    }
}

extension BreachNotice {
    /// What every mail about it states.
    fileprivate var values: NoticeValues {
        ["reference": .text(reference), "breaches": .text(breaches.joined(separator: "; "))]
    }
}

extension Proceedings {
    /// R7.9-01, R4-08: what a person saw counts like what was measured, as far as he confirms it: up to now.
    mutating func declare(
        _ index: Int,
        _ terms: Terms,
        _ start: Instant,
        _ cause: InterruptionCause,
        _ words: String
    ) throws(Refusal) {
        let subscription = account.subscriptions[index]
        try checkDeclaration(subscription, terms, start, words)
        let isNew = subscription.openIncident == nil
        if let open = subscription.openIncident { try checkRepetition(of: open, subscription.id, start, cause) }
        if isNew {
            account.subscriptions[index].declared.append(start)
            account.subscriptions[index].classifications.append(Classification(start: start, cause: cause))
        }
        let incident = Interruption(start: start, confirmedThrough: now, ended: false, cause: cause)
        account.subscriptions[index].note(incident)
        emit(cause.rule, subscription.id, .decided("An incident due to \(cause.rawValue) is declared: \(words)"))
        judge(index, terms, incident)
    }

    private func checkDeclaration(_ subscription: Subscription, _ terms: Terms, _ start: Instant, _ words: String)
        throws(Refusal)
    {
        let id = subscription.id
        guard let delivered = subscription.deliveredAt, delivered <= start else {
            throw Refusal(
                "R7.9-01",
                "\(id) was not delivered when the incident began; declare it from the delivery on."
            )
        }
        guard start <= now else {
            throw Refusal("R7.9-01", "The incident of \(id) begins in the future; declare it when it has begun.")
        }
        guard start >= terms.interruptionHorizon(at: now, in: book.zone) else {
            let months = terms.parameters.interruptionMemoryMonths.value
            throw Refusal(
                "R7.9-01",
                "The incident of \(id) began more than \(months) months ago; grant a gesture if one is due."
            )
        }
        guard words.hasWords else {
            throw Refusal("R7.9-01", "The incident of \(id) says nothing; describe what happened.")
        }
        let known =
            subscription.interruptions.contains { $0.start == start } && subscription.openIncident?.start != start
        guard !known else {
            throw Refusal(
                "R7.9-01",
                "An interruption of \(id) that began at that instant is known; say its cause with `lessor incident classify`."
            )
        }
    }

    private func checkRepetition(
        of open: Interruption,
        _ id: SubscriptionID,
        _ start: Instant,
        _ cause: InterruptionCause
    ) throws(Refusal) {
        guard open.start == start else {
            throw Refusal(
                "R7.9-01",
                "Another incident of \(id) is open; close it with `lessor incident close \(id)` first."
            )
        }
        guard open.cause == cause else {
            throw Refusal(
                "R4-08",
                "The open incident of \(id) is due to \(open.cause.rawValue); change that with `lessor incident classify`."
            )
        }
    }

    /// The open incident was over at `end`; what was refunded meanwhile stays refunded.
    mutating func close(_ index: Int, _ terms: Terms, _ end: Instant) throws(Refusal) {
        let subscription = account.subscriptions[index]
        let id = subscription.id
        guard let open = subscription.openIncident else {
            throw Refusal(
                "R7.9-01",
                "No declared incident of \(id) is open; `lessor incident list \(id)` shows what is known."
            )
        }
        guard open.start < end, end <= now else {
            throw Refusal("R7.9-01", "The incident of \(id) ends before it began, or in the future; check --until.")
        }
        let closed = Interruption(start: open.start, confirmedThrough: end, ended: true, cause: open.cause)
        account.subscriptions[index].note(closed)
        emit(
            open.cause.rule,
            id,
            .decided("The declared incident is over after \(end.seconds(since: open.start).asHours).")
        )
        judge(index, terms, closed)
    }
}

extension Subscription {
    /// The incident that a person declared and nobody closed; at most one.
    package var openIncident: Interruption? {
        interruptions.first { !$0.ended && declared.contains($0.start) }
    }

    /// What was measured, joined with what a person declared to have begun at the same instant; his word about its end stands.
    func joined(_ measured: Interruption) -> Interruption {
        guard declared.contains(measured.start), let known = interruptions.first(where: { $0.start == measured.start })
        else { return measured }
        let through = known.ended ? known.confirmedThrough : max(known.confirmedThrough, measured.confirmedThrough)
        return Interruption(start: known.start, confirmedThrough: through, ended: known.ended, cause: known.cause)
    }
}

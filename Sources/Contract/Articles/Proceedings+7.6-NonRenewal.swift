extension Proceedings {
    mutating func take(_ event: ProviderEvent, of fact: Fact) throws(Refusal) {
        let index = try requireIndex(of: event.subscription)
        let terms = try requireTerms(index)
        switch event {
        case .nonRenewalNoticed:
            try requireStaff(fact, "R7.6-01", "A notice of non-renewal")
            try giveNonRenewal(index, terms)
        case .relocated(_, let address, let port): try relocate(index, terms, address, port)
        case .copyErased:
            // R7.7-01: evidence only; the service itself goes on where it is.
            return
        }
    }

    /// R7.6-01: the provider's notice; it runs from the day on which its mail is handed over.
    private mutating func giveNonRenewal(_ index: Int, _ terms: Terms) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard let last = lastPeriod(index, terms, noticeOn: today) else {
            throw Refusal(
                "R7.6-01",
                "The subscription \(subscription.id) is \(subscription.phase.words); only one delivered can be given notice."
            )
        }
        guard subscription.nonRenewal == nil else {
            throw Refusal("R7.6-01", "The notice not to renew \(subscription.id) was given already; nothing to do.")
        }
        account.subscriptions[index].nonRenewal = NonRenewalNotice(foreseen: last)
        var values = ending(index, terms, last)
        values["days"] = .number(Int64(terms.parameters.providerNonRenewalNoticeDays.value))
        notify(.nonRenewal, index, 1, values)
    }

    /// R7.6-01, AMB-28: N is the day of the handing over; where that moves the end, the client is told the new one.
    mutating func noteNonRenewal(_ index: Int, at instant: Instant) {
        let subscription = account.subscriptions[index]
        let day = book.zone.date(at: instant)
        guard let notice = subscription.nonRenewal, notice.givenOn == nil,
            let terms = book.terms(of: subscription.order), let last = lastPeriod(index, terms, noticeOn: day)
        else { return }
        account.subscriptions[index].nonRenewal?.givenOn = day
        let planned = PlannedEnd(rule: "R7.6-02", period: last)
        if subscription.plannedEnd.map({ $0.period > last }) ?? true {
            account.subscriptions[index].plannedEnd = planned
        }
        let due = subscription.due(last, under: terms)
        emit("R7.6-01", subscription.id, .decided("Notice was given on \(day): the service ends on \(due) at 24:00."))
        if last != notice.foreseen { notify(.nonRenewalLater, index, 1, ending(index, terms, last)) }
    }

    /// AMB-28: the first paid period whose due date is 15 days or more after the notice.
    private func lastPeriod(_ index: Int, _ terms: Terms, noticeOn day: CivilDate) -> Int? {
        let subscription = account.subscriptions[index]
        let earliest = day.adding(days: terms.parameters.providerNonRenewalNoticeDays.value)
        guard var period = subscription.upcoming else { return nil }
        while subscription.due(period, under: terms) < earliest { period += 1 }
        return period
    }

    private func ending(_ index: Int, _ terms: Terms, _ period: Int) -> NoticeValues {
        let subscription = account.subscriptions[index]
        return [
            "product": .text(subscription.order.product), "due": .date(subscription.due(period, under: terms)),
        ]
    }

    /// R7.6-02: closed for good at 24:00 of its last due date, without the ten days of 6.11.
    mutating func endAsPlanned(_ index: Int, _ terms: Terms) {
        let subscription = account.subscriptions[index]
        guard let plannedEnd = subscription.plannedEnd else { return }
        let template = Template(rawValue: plannedEnd.rule) ?? .notRenewed
        let due = subscription.due(plannedEnd.period, under: terms)
        end(index, plannedEnd.rule, template, plannedEnd.period, ["due": .date(due)])
    }

    /// Nothing reaches beyond a planned end.
    func refuseBeyondPlannedEnd(_ index: Int, _ terms: Terms, _ period: Int) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard let plannedEnd = subscription.plannedEnd, subscription.endsAsPlanned(at: period) else { return }
        let due = subscription.due(plannedEnd.period, under: terms)
        throw Refusal(
            plannedEnd.rule,
            "The subscription \(subscription.id) ends on \(due) at 24:00 and is not renewed or changed beyond it; order anew."
        )
    }
}

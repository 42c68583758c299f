/// An instant at which the contract acts by itself. A pure function of the anchor and of what was done so far.
struct Deadline {
    enum Kind {
        /// A change of slots whose month was paid early takes its due date.
        case slots
        case notice
        case debit
        case verdict
        case reminder
        case destruction
    }

    let at: Instant
    let kind: Kind
    let subscription: Int
    let priority: Int
    let due: CivilDate

    /// Time first, then the client's order of payment (AMB-42).
    func precedes(_ other: Deadline) -> Bool {
        (at, priority, due, subscription) < (other.at, other.priority, other.due, other.subscription)
    }
}

extension Account {
    /// The next deadline of one subscription; nil when nothing is ahead, or when its terms are not in the rulebook.
    func deadline(ofSubscriptionAt index: Int, under book: Rulebook) -> Deadline? {
        let subscription = subscriptions[index]
        let next: (Instant, Deadline.Kind, CivilDate)?
        switch subscription.phase {
        case .awaitingFunds, .provisioning, .ended: return nil
        case .active(let period):
            guard let terms = book.terms(of: subscription.order) else { return nil }
            next = subscription.deadline(inPeriod: period, terms, book.zone)
        case .incident:
            guard let terms = book.terms(of: subscription.order), let incident = subscription.incident
            else { return nil }
            next = incident.deadline(terms, book.zone)
        }
        guard let (at, kind, due) = next else { return nil }
        return Deadline(at: at, kind: kind, subscription: index, priority: subscription.order.priority, due: due)
    }
}

extension Subscription {
    fileprivate func deadline(
        inPeriod period: Int,
        _ terms: Terms,
        _ zone: CivilZone
    ) -> (Instant, Deadline.Kind, CivilDate) {
        if let slotsChange, slotsChange.paid {
            return (zone.debit(on: slotsChange.effective, terms), .slots, slotsChange.effective)
        }
        let due = due(period, under: terms)
        let renews = renewal.renews(at: period)
        if renews ? announced < period : announcedEnd < period && terms.reading(of: .noticeOfEnd) == .b {
            return (zone.mail(on: due.adding(days: -terms.parameters.renewalNoticeDays.value), terms), .notice, due)
        }
        if renews, attempted < period { return (zone.debit(on: due, terms), .debit, due) }
        return (zone.start(of: due.adding(days: 1)), .verdict, due)
    }

    /// The instant of the first debit of the renewal due at the end of `period` (AMB-05).
    func debitInstant(_ period: Int, _ terms: Terms, _ zone: CivilZone) -> Instant {
        zone.debit(on: due(period, under: terms), terms)
    }
}

extension Incident {
    fileprivate func deadline(_ terms: Terms, _ zone: CivilZone) -> (Instant, Deadline.Kind, CivilDate)? {
        let destruction = destructionDay(under: terms)
        let days = terms.parameters.failureMailDays.value
        if reminders < days.count {
            return (zone.mail(on: destruction.adding(days: -days[reminders]), terms), .reminder, failedOn)
        }
        return notifiedOn == nil ? nil : (zone.start(of: destruction), .destruction, failedOn)
    }
}

extension CivilZone {
    fileprivate func mail(on date: CivilDate, _ terms: Terms) -> Instant {
        start(of: date, plus: Int64(terms.parameters.noticeHour.value) * 3600)
    }

    fileprivate func debit(on date: CivilDate, _ terms: Terms) -> Instant {
        start(of: date, plus: Int64(terms.parameters.debitMinute.value) * 60)
    }
}

extension Proceedings {
    /// Plays every deadline up to `target`, each at its own instant; one that lies in the past is played now.
    mutating func play(until target: Instant) {
        while let next = nextDeadline(), next.at <= target {
            account.now = max(account.now, next.at)
            perform(next)
        }
        account.now = max(account.now, target)
    }

    private func nextDeadline() -> Deadline? {
        var first: Deadline?
        for index in account.subscriptions.indices {
            guard let candidate = account.deadline(ofSubscriptionAt: index, under: book) else { continue }
            if first.map(candidate.precedes) ?? true { first = candidate }
        }
        return first
    }

    private mutating func perform(_ deadline: Deadline) {
        let index = deadline.subscription
        guard let terms = book.terms(of: account.subscriptions[index].order) else { return }
        switch deadline.kind {
        case .slots: takePaidSlots(index)
        case .notice: announce(index, terms)
        case .debit: attemptDebit(index, terms)
        case .verdict: giveVerdict(index, terms, nominal: deadline.at)
        case .reminder: remind(index, terms)
        case .destruction: destroyOrReactivate(index, terms)
        }
    }
}

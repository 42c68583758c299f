/// An instant at which the contract acts by itself. A pure function of the anchor and of what was done so far.
struct Deadline {
    /// What is then done; the number is the subscription's index.
    enum Task: Equatable {
        /// A change of slots whose month was paid early takes its due date.
        case slots(Int)
        case notice(Int)
        case debit(Int)
        case verdict(Int)
        case reminder(Int)
        case destruction(Int)
        /// The incident outlived the last period of a subscription with a planned end.
        case plannedEnd(Int)
        /// A hold that was announced begins; the number is its order's.
        case hold(Int)
        /// The days to cure are over; the number is the breach's place on record.
        case breach(Int)
        /// The client was silent on a price (R6.4-08).
        case priceAcceptance(Int)
        /// News of a case of force majeure are due; the number is the case's index (R4-06).
        case forceMajeureNews(Int)
        /// The due date of the debt at this index begins.
        case debtDebit(Int)
        /// The due date of the debt at this index is over.
        case debtVerdict(Int)
        /// The thirty days of the code at this index are over (R6.8-03).
        case codeDeath(Int)
    }

    /// The priority of what concerns the whole account: before the renewals of the same instant.
    static let ofAccount = -1

    let at: Instant
    let task: Task
    /// Smaller first among tasks of one instant. For subscriptions the client's order of payment (AMB-42).
    let priority: Int
    let due: CivilDate

    /// Time first, then priority, then due date; what was found first breaks the tie.
    func precedes(_ other: Deadline) -> Bool {
        (at, priority, due) < (other.at, other.priority, other.due)
    }
}

extension Account {
    /// The earliest of all deadlines, looked for where it is not known yet.
    mutating func learnDeadline(under book: Rulebook) -> Deadline? {
        if let known = knownDeadline.known(under: book) { return known }
        let deadline = firstDeadline(under: book)
        knownDeadline = KnownDeadline(deadline, under: book)
        return deadline
    }

    /// The earliest of all deadlines; nil when nothing is ahead.
    func firstDeadline(under book: Rulebook) -> Deadline? {
        var first: Deadline?
        func consider(_ candidate: Deadline?) {
            guard let candidate, first.map(candidate.precedes) ?? true else { return }
            first = candidate
        }
        consider(caseworkDeadline(under: book))
        consider(codeDeadline(in: book.zone))
        let subscriptions = subscriptions.span
        for index in subscriptions.indices {
            consider(subscriptions[index].deadline(index, under: book))
            guard !subscriptions[index].priceChanges.isEmpty, let terms = book.terms(of: subscriptions[index].order)
            else { continue }
            consider(subscriptions[index].acceptance(index, terms, book.zone))
        }
        if !forceMajeure.isEmpty {
            for index in forceMajeure.indices { consider(forceMajeureDeadline(index, under: book)) }
        }
        if !debts.isEmpty, let terms = book.currentTerms {
            for index in debts.indices { consider(debts[index].deadline(index, terms, book.zone)) }
        }
        return first
    }
}

// What looks for the next deadline is inlined into the search: it then reads the few fields that it needs, where each call
// would count two references.
extension Subscription {
    /// The next deadline of the subscription at `index`; nil when nothing is ahead, or when its terms are not in the
    /// rulebook.
    @inline(__always)
    fileprivate func deadline(_ index: Int, under book: Rulebook) -> Deadline? {
        let next: (at: Instant, task: Deadline.Task, due: CivilDate)?
        switch phase {
        case .awaitingFunds, .provisioning, .ended: return nil
        case .active(let period):
            guard let terms = book.terms(of: order) else { return nil }
            next = deadline(index, inPeriod: period, terms, book.zone)
        case .incident:
            guard let terms = book.terms(of: order), let incident else { return nil }
            next = incident.deadline(index, terms, book.zone)
            if let end = plannedEndDeadline(index, terms, book.zone), next.map({ end.at < $0.at }) ?? true {
                return Deadline(at: end.at, task: end.task, priority: order.priority, due: end.due)
            }
        }
        guard let next else { return nil }
        return Deadline(at: next.at, task: next.task, priority: order.priority, due: next.due)
    }

    @inline(__always)
    fileprivate func deadline(
        _ index: Int,
        inPeriod period: Int,
        _ terms: Terms,
        _ zone: CivilZone
    ) -> (at: Instant, task: Deadline.Task, due: CivilDate) {
        if let slotsChange, slotsChange.paid {
            return (zone.debit(on: slotsChange.effective, terms), .slots(index), slotsChange.effective)
        }
        let due = due(period, under: terms)
        let renews = renews(at: period)
        // While force majeure prevents the service there is no duty to pay that could be announced (R4-04).
        if renews
            ? announced < period && !isPrevented(terms) : announcedEnd < period && terms.reading(of: .noticeOfEnd) == .b
        {
            return (
                zone.mail(on: due.adding(days: -terms.parameters.renewalNoticeDays.value), terms), .notice(index), due
            )
        }
        if renews, attempted < period { return (debitInstant(period, terms, zone), .debit(index), due) }
        return (zone.start(of: lastDayToPay(period, under: terms).adding(days: 1)), .verdict(index), due)
    }

    /// R7.6-02: 24:00 of the last due date ends an incident too.
    @inline(__always)
    fileprivate func plannedEndDeadline(
        _ index: Int,
        _ terms: Terms,
        _ zone: CivilZone
    ) -> (at: Instant, task: Deadline.Task, due: CivilDate)? {
        guard let plannedEnd else { return nil }
        let due = due(plannedEnd.period, under: terms)
        return (zone.start(of: due.adding(days: 1)), .plannedEnd(index), due)
    }

    /// The instant of the first debit of the renewal due at the end of `period` (AMB-05). On the last day on which the
    /// client may still leave because of the new price it is 24:00: leaving must cost nothing (R6.4-07, AMB-47).
    @inline(__always)
    func debitInstant(_ period: Int, _ terms: Terms, _ zone: CivilZone) -> Instant {
        let due = due(period, under: terms)
        if let change = priceChange(at: due, under: terms), priceChanges[change].lastExitDay(under: terms) == due {
            return zone.start(of: due.adding(days: 1))
        }
        return zone.debit(on: due, terms)
    }

    /// When the client's silence accepts an announced price (R6.4-08); nil when nothing waits for it.
    @inline(__always)
    fileprivate func acceptance(_ index: Int, _ terms: Terms, _ zone: CivilZone) -> Deadline? {
        let open = priceChanges.filter { if case .noticed = $0.standing { true } else { false } }
        guard !isEnded, let last = open.compactMap({ $0.lastExitDay(under: terms) }).min() else { return nil }
        let instant = zone.start(of: last.adding(days: 1))
        return Deadline(at: instant, task: .priceAcceptance(index), priority: Deadline.ofAccount, due: last)
    }
}

extension Incident {
    @inline(__always)
    fileprivate func deadline(
        _ index: Int,
        _ terms: Terms,
        _ zone: CivilZone
    ) -> (at: Instant, task: Deadline.Task, due: CivilDate)? {
        let destruction = destructionDay(under: terms)
        let days = terms.parameters.failureMailDays.value
        if reminders < days.count {
            return (zone.mail(on: destruction.adding(days: -days[reminders]), terms), .reminder(index), failedOn)
        }
        return notifiedOn == nil ? nil : (zone.start(of: destruction), .destruction(index), failedOn)
    }
}

extension CivilZone {
    fileprivate func mail(on date: CivilDate, _ terms: Terms) -> Instant {
        start(of: date, plus: Int64(terms.parameters.noticeHour.value) * 3600)
    }

    func debit(on date: CivilDate, _ terms: Terms) -> Instant {
        start(of: date, plus: Int64(terms.parameters.debitMinute.value) * 60)
    }
}

extension Proceedings {
    /// Plays every deadline up to `target`, each at its own instant; one that lies in the past is played now.
    mutating func play(until target: Instant) {
        guard playUnderEarlierTerms(until: target) else { return }
        while let next = firstDeadline(), next.at <= target {
            pass(to: next.at)
            perform(next)
        }
        pass(to: target)
    }

    private mutating func perform(_ deadline: Deadline) {
        switch deadline.task {
        case .slots(let index): takePaidSlots(index)
        case .notice(let index): withTerms(of: index) { $0.announce(index, $1) }
        case .debit(let index): withTerms(of: index) { $0.attemptDebit(index, $1) }
        case .verdict(let index): withTerms(of: index) { $0.giveVerdict(index, $1, nominal: deadline.at) }
        case .reminder(let index): withTerms(of: index) { $0.remind(index, $1) }
        case .codeDeath(let index): bury(index)
        case .destruction(let index): withTerms(of: index) { $0.destroyOrReactivate(index, $1) }
        case .plannedEnd(let index): withTerms(of: index) { $0.endAsPlanned(index, $1) }
        case .hold(let number): beginHold(number)
        case .breach(let place): endForBreach(place)
        case .priceAcceptance(let index): withTerms(of: index) { $0.acceptPrices(index, $1) }
        case .forceMajeureNews(let index): mailStaleForecast(index)
        case .debtDebit(let index): beginDebt(index)
        case .debtVerdict(let index): defaultOnDebt(index)
        }
    }

    /// A subscription has a deadline only while its terms are in the rulebook.
    private mutating func withTerms(of index: Int, _ act: (inout Proceedings, Terms) -> Void) {
        guard let terms = book.terms(of: account.subscriptions[index].order) else { return }
        act(&self, terms)
    }
}

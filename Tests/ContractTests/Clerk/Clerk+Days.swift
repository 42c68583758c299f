extension Clerk {
    private enum Duty { case slots, letter, debit, evening, reminder, destruction, closing }

    /// Works through every day up to a moment: at midnight what ended the evening before, at 00:05 the debits, at 9:00 the
    /// letters.
    mutating func work(until last: Moment) {
        while let next = nextHour, next <= last {
            moment = next
            workAtHour()
        }
        moment = last
    }

    private var nextHour: Moment? {
        let starts = comingHolds.filter { $0.from.day == day }.map(\.from.second)
        let hour = ([300, 32_400] + starts).filter { $0 > moment.second }.min()
        return hour.map { Moment(day, $0) } ?? Moment(day + 1, 0)
    }

    private mutating func workAtHour() {
        endUnremedied()
        lookAtDebts()
        beginHolds()
        catchUp()
        emptyMailbox()
    }

    /// What is due by now, the oldest first. Whoever is to be paid first comes first (the client's order, then the due day,
    /// then the number).
    mutating func catchUp() {
        giveStaleNews()
        buryCodes()
        lookAtDebts()
        while let (page, duty) = nextDuty() {
            switch duty {
            case .slots: takePaidSlots(page.number)
            case .letter: tell(page)
            case .debit:
                edit(page.number) { $0.tried = page.month }
                spend()
            case .evening: evening(page)
            case .reminder: remind(page)
            case .destruction: destroy(page)
            case .closing: close(page)
            }
        }
    }

    private func nextDuty() -> (Page, Duty)? {
        let due = pages.compactMap { page in self.duty(page).map { (page, $0.duty, $0.at) } }.filter { $0.2 <= moment }
        let first = due.min { left, right in
            let (a, b) = (left.0, right.0)
            return (left.2, a.priority, agenda(a), a.number) < (right.2, b.priority, agenda(b), b.number)
        }
        return first.map { ($0.0, $0.1) }
    }

    private func agenda(_ page: Page) -> Int { page.failure?.day ?? page.due(page.month) }

    /// What comes next for a service, and when.
    private func duty(_ page: Page) -> (at: Moment, duty: Duty)? {
        if let failure = page.failure {
            let next = duty(failure)
            guard let last = page.lastMonth else { return next }
            let closing = Moment(page.due(last) + 1, 0)
            return next.map { $0.at <= closing } ?? false ? next : (closing, .closing)
        }
        guard page.state == .paid else { return nil }
        if let change = page.newSlots, change.isPaid { return (Moment(change.day, 300), .slots) }
        let (due, renews) = (page.due(page.month), page.renews(atEndOf: page.month))
        if renews ? page.noticed < page.month && !page.isPrevented : page.noticedEnd < page.month {
            return (Moment(due - 10, 32_400), .letter)
        }
        if renews, page.tried < page.month { return (page.debit(atEndOf: page.month), .debit) }
        return (Moment(page.lastDay(toPay: page.month + 1) + 1, 0), .evening)
    }

    /// Nothing is destroyed of which the client was not told.
    private func duty(_ failure: Page.Failure) -> (at: Moment, duty: Duty)? {
        switch failure.reminders {
        case 0: (Moment(failure.lastDay - 2, 32_400), .reminder)
        case 1: (Moment(failure.lastDay, 32_400), .reminder)
        default: failure.told == nil ? nil : (Moment(failure.lastDay + 1, 0), .destruction)
        }
    }

    /// 6.11: ten days before the due day.
    private mutating func tell(_ page: Page) {
        if page.renews(atEndOf: page.month) {
            edit(page.number) { $0.noticed = page.month }
            write("R6.11-02", page.number, page.month)
            // So late only where force majeure ended on the due day.
            if page.tried >= page.month { spend() }
        } else {
            edit(page.number) { $0.noticedEnd = page.month }
            write("R6.11-04", page.number, page.month)
        }
    }

    private mutating func takePaidSlots(_ number: Int) {
        edit(number) { ($0.slots, $0.newSlots) = ($0.newSlots?.slots ?? $0.slots, nil) }
    }

    /// 6.11, 7.1: the evening of a due day is over.
    private mutating func evening(_ page: Page) {
        guard page.renews(atEndOf: page.month) else {
            return close(page)
        }
        guard !page.isPrevented else { return excuse(page) }
        let owed = Page.Owed(month: page.month + 1, price: nextPrice(page), slots: page.newSlots?.slots)
        let missing = owed.price.gross - money(for: owed.month, of: page)
        edit(page.number) {
            $0.newSlots = nil
            $0.dropNewPrices(at: page.due(page.month))
        }
        // Where a cheque that bounced had stopped it over its due day, the evening is that of today.
        let last = page.lastDay(toPay: owed.month)
        fail(page, [owed], on: moment == Moment(last + 1, 0) ? last : day, missing)
    }

    /// Without renewal: by the provider's notice, which knows no ten days (7.6), or by the client's wish.
    private mutating func close(_ page: Page) {
        if let last = page.lastMonth, page.failure != nil || page.isLast(page.month) {
            return end(page.number, "R7.6-02", last)
        }
        end(page.number, page.hasLeft ? "R6.4-07.ended" : "R7.1-01", page.month)
    }

    /// 6.11: stopped and kept. A second cause joins the first and begins the ten days anew.
    mutating func fail(_ page: Page, _ owed: [Page.Owed], on day: Int, _ missing: Int?) {
        let all = ((page.failure?.owed ?? []) + owed).sorted { $0.month < $1.month }
        let bounce = owed.compactMap(\.bounce).max().map { ".\($0)" } ?? ""
        let label = "\(all[0].month - 1)\(bounce)"
        edit(page.number) {
            $0.state = .failed
            $0.failure = Page.Failure(label: label, owed: all, day: day, missing: missing)
        }
        write("R6.11-12.stop", page.number, label)
    }

    /// 6.11: three days and one day before the destruction.
    private mutating func remind(_ page: Page) {
        guard let failure = page.failure else { return }
        edit(page.number) { $0.failure?.reminders += 1 }
        write(failure.reminders == 0 ? "R6.11-12.reminder" : "R6.11-12.last", page.number, failure.label)
    }

    /// 6.11: the ten days are over.
    private mutating func destroy(_ page: Page) {
        guard let failure = page.failure else { return }
        if let claim = claim(page), isCovered(claim) { return reactivate(page.number) }
        end(page.number, "R6.11-19", failure.label)
    }
}

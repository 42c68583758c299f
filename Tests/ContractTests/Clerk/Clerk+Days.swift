extension Clerk {
    /// Works through every day up to a moment: at midnight what ended the evening before, at 00:05 the debits, at 9:00 the letters.
    mutating func work(until lastDay: Int, _ lastSecond: Int) {
        while true {
            let hours = [0, 300, 32_400].filter { hour in
                (day, second) < (day, hour) && (day, hour) <= (lastDay, lastSecond)
            }
            for hour in hours {
                second = hour
                workAt(hour)
            }
            guard day < lastDay else { break }
            day += 1
            second = 0
            if (day, 0) <= (lastDay, lastSecond) { workAt(0) }
        }
        second = lastSecond
    }

    private mutating func workAt(_ hour: Int) {
        // Whoever is to be paid first comes first (the client's order, then the due day, then the number).
        let turn = pages.sorted { left, right in
            let (a, b) = (left.isLive ? agenda(left) : 0, right.isLive ? agenda(right) : 0)
            return (left.priority, a, left.number) < (right.priority, b, right.number)
        }
        for page in turn.map(\.number) {
            switch hour {
            case 0: midnight(page)
            case 300: debitTime(page)
            default: morning(page)
            }
        }
    }

    private func agenda(_ page: Page) -> Int { page.failure?.due ?? page.due(page.month) }

    /// 6.11, 7.1: the evening of a due day is over. Or the ten days are.
    private mutating func midnight(_ number: Int) {
        guard let page = page(number) else { return }
        if page.state == .failed, let failure = page.failure, day == failure.due + 11 {
            if page.standing, balance >= failure.price { return reactivate(number) }
            edit(number) { ($0.state, $0.failure) = (.over, nil) }
            return write("R6.11-19", page)
        }
        guard page.state == .paid, day == page.due(page.month) + 1 else { return }
        guard page.renews(atEndOf: page.month) else {
            edit(number) { $0.state = .over }
            return write("R7.1-01", page)
        }
        let price = page.newSlots.flatMap { $0.isPaid ? nil : $0.price } ?? page.price
        let (due, missing) = (day - 1, price - balance)
        edit(number) {
            $0.state = .failed
            $0.failure = (due, price, page.newSlots?.slots, missing, 0)
            $0.newSlots = nil
        }
        write("R6.11-12.stop", page)
    }

    /// 6.11: the debit is tried early on the due day, before the service expires.
    private mutating func debitTime(_ number: Int) {
        guard let page = page(number), page.state == .paid else { return }
        if let change = page.newSlots, change.isPaid, change.day == day {
            edit(number) { ($0.slots, $0.newSlots) = (change.slots, nil) }
        }
        guard day == page.due(page.month), page.renews(atEndOf: page.month) else { return }
        edit(number) { $0.tried = page.month }
        spend()
    }

    /// 6.11: ten days before the due day, three days and one day before the destruction.
    private mutating func morning(_ number: Int) {
        guard let page = page(number) else { return }
        if page.state == .failed, let failure = page.failure {
            if failure.reminders == 0, day == failure.due + 8 {
                edit(number) { $0.failure?.reminders = 1 }
                write("R6.11-12.reminder", page)
            }
            if failure.reminders == 1, day == failure.due + 10 {
                edit(number) { $0.failure?.reminders = 2 }
                write("R6.11-12.last", page)
            }
        }
        guard page.state == .paid, day == page.due(page.month) - 10 else { return }
        // What was renewed early has its change of slots before it; the letter comes with the next month's turn.
        tell(page)
    }

    private mutating func tell(_ page: Page) {
        if page.renews(atEndOf: page.month) {
            guard page.noticed < page.month else { return }
            edit(page.number) { $0.noticed = page.month }
            write("R6.11-02", page)
        } else {
            guard page.noticedEnd < page.month else { return }
            edit(page.number) { $0.noticedEnd = page.month }
            write("R6.11-04", page)
        }
    }

    /// Something changed less than ten days before a due day: the letter that is due now goes out at once.
    mutating func catchUp(_ number: Int) {
        guard let page = page(number), page.state == .paid else { return }
        if (day, second) >= (page.due(page.month) - 10, 32_400) { tell(page) }
        guard let now = self.page(number), now.renews(atEndOf: now.month), now.tried < now.month,
            (day, second) >= (now.due(now.month), 300)
        else { return }
        edit(number) { $0.tried = now.month }
        spend()
    }

    /// Pays whatever waits for money and can be paid, in turn.
    mutating func spend() {
        var waiting: [(number: Int, kind: Int, price: Int, priority: Int, since: Int64)] = []
        for page in pages {
            switch page.state {
            case .ordered where isOpen: waiting.append((page.number, 0, page.price, page.priority, page.orderedAt))
            case .paid:
                let due = page.due(page.month)
                guard page.renews(atEndOf: page.month), (day, second) >= (due, 300) else { continue }
                let price = page.newSlots.flatMap { $0.isPaid ? nil : $0.price } ?? page.price
                waiting.append((page.number, 1, price, page.priority, Almanac.epoch(due, 300)))
            case .failed:
                guard let failure = page.failure, page.standing || failure.missing <= 0 else { continue }
                waiting.append((page.number, 2, failure.price, page.priority, Almanac.epoch(failure.due + 1, 0)))
            default: continue
            }
        }
        for one in waiting.sorted(by: { ($0.priority, $0.since, $0.number) < ($1.priority, $1.since, $1.number) }) {
            guard balance >= one.price else { continue }
            switch one.kind {
            case 0: fund(one.number)
            case 1: renew(one.number)
            default: reactivate(one.number)
            }
        }
    }

    private mutating func fund(_ number: Int) {
        guard let page = page(number) else { return }
        balance -= page.price
        edit(number) {
            $0.state = .making
            $0.month = 1
            if page.price > 0 { $0.payments[1] = page.price }
        }
    }

    mutating func renew(_ number: Int) {
        guard let page = page(number) else { return }
        let isEarly = (day, second) < (page.due(page.month), 300)
        let price = page.newSlots.flatMap { $0.isPaid ? nil : $0.price } ?? page.price
        let slots = page.newSlots?.slots ?? page.slots
        balance -= price
        edit(number) {
            $0.price = price
            $0.month += 1
            if price > 0 { $0.payments[$0.month] = price }
            if isEarly {
                $0.newSlots?.isPaid = true
            } else {
                ($0.slots, $0.newSlots) = (slots, nil)
            }
        }
        write("R6.11-11", page)
        grantPoints(page, slots: slots, before: page.slots, price: price)
    }

    mutating func reactivate(_ number: Int) {
        guard let page = page(number), let failure = page.failure else { return }
        balance -= failure.price
        edit(number) {
            $0.state = .paid
            $0.month += 1
            if failure.price > 0 { $0.payments[$0.month] = failure.price }
            if let slots = failure.slots { ($0.slots, $0.price) = (slots, failure.price) }
            $0.failure = nil
        }
        write("R6.11-18", page)
        grantPoints(page, slots: failure.slots ?? page.slots, before: page.slots, price: failure.price)
    }
}

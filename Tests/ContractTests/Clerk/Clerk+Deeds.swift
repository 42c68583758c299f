extension Clerk {
    /// Does what is asked for at the present moment; false when the terms refuse it. Always looks at the letters again.
    mutating func take(_ deed: Deed) -> Bool {
        guard perform(deed) else { return false }
        for page in pages.map(\.number) { catchUp(page) }
        return true
    }

    private mutating func perform(_ deed: Deed) -> Bool {
        switch deed {
        case .open:
            isOpen = true
            write("R6.1-02")
        case .pay(let cents):
            balance += cents
            write("R6.2-02")
            noteMoney(cents)
            spend()
        case .gift(let cents):
            balance += cents
            write("R7.9-03")
            spend()
        case .order(let number, let slots, let price, let priority):
            guard page(number) == nil else { return false }
            pages.append(
                Page(number: number, orderedAt: now, priority: priority, slots: slots, price: price)
            )
            write("R6.2-01", page(number))
            spend()
        default:
            guard let page = target(of: deed) else { return false }
            return perform(deed, on: page)
        }
        return true
    }

    var now: Int64 { Almanac.epoch(day, second) }

    private func target(of deed: Deed) -> Page? {
        switch deed {
        case .open, .pay, .gift, .order: nil
        case .deliver(let number), .switchRenewal(let number, _), .renewNow(let number), .reactivate(let number, _),
            .withdrawStanding(let number), .resize(let number, _, _), .power(let number, _), .terminate(let number),
            .outage(let number, _):
            page(number)
        }
    }

    private mutating func perform(_ deed: Deed, on page: Page) -> Bool {
        switch deed {
        case .deliver: return deliver(page)
        case .switchRenewal(_, let on): return switchRenewal(page, on)
        case .renewNow: return renewNow(page)
        case .reactivate(_, let standing): return askReactivation(page, standing)
        case .withdrawStanding:
            guard page.standing else { return false }
            edit(page.number) { $0.standing = false }
        case .resize(_, let slots, let price): return resize(page, slots, price)
        case .power(_, let on):
            guard page.isLive else { return false }
            edit(page.number) { $0.stoppedByClient = !on }
        case .terminate:
            guard page.state != .over else { return false }
            edit(page.number) { ($0.state, $0.failure) = (.over, nil) }
            write("R7.3-01", page)
        case .outage(_, let seconds): return outage(page, seconds)
        case .open, .pay, .gift, .order: return false
        }
        return true
    }

    private mutating func deliver(_ page: Page) -> Bool {
        guard page.state == .making else { return false }
        let (today, instant) = (day, now)
        edit(page.number) {
            $0.start = today
            $0.startedAt = instant
            $0.state = .paid
            $0.duty = [(instant, nil)]
        }
        write("R6.2-03", page)
        return true
    }

    /// 6.11: until the evening of the fifteenth day before the due day; later it is for the due day after.
    private mutating func switchRenewal(_ page: Page, _ on: Bool) -> Bool {
        guard page.isLive, (page.lateSwitch?.on ?? page.renews) != on else { return false }
        let isInTime = on || day <= page.due(page.next) - 15
        edit(page.number) {
            if isInTime {
                ($0.renews, $0.lateSwitch) = (on, nil)
            } else {
                $0.lateSwitch = (on, page.next + 1)
            }
        }
        write("R6.11-08", page)
        spend()
        return true
    }

    /// 7.1: by hand, at most one month ahead.
    private mutating func renewNow(_ page: Page) -> Bool {
        guard page.state == .paid, page.month == 1 || day > page.due(page.month - 1) else { return false }
        let price = page.newSlots.flatMap { $0.isPaid ? nil : $0.price } ?? page.price
        guard balance >= price else { return false }
        renew(page.number)
        return true
    }

    private mutating func askReactivation(_ page: Page, _ standing: Bool) -> Bool {
        guard page.state != .over else { return false }
        guard let failure = page.failure else {
            if standing { edit(page.number) { $0.standing = true } }
            return standing
        }
        guard standing || balance >= failure.price else { return false }
        if standing { edit(page.number) { $0.standing = true } }
        if balance >= failure.price { reactivate(page.number) }
        return true
    }

    private mutating func resize(_ page: Page, _ slots: Int, _ price: Int) -> Bool {
        guard page.isLive, page.newSlots.map({ !$0.isPaid }) ?? true else { return false }
        let (oldSlots, oldPrice) =
            page.failure.flatMap { failure in failure.slots.map { ($0, failure.price) } } ?? (page.slots, page.price)
        let due = page.due(page.next)
        edit(page.number) {
            $0.newSlots = (slots, price) == (oldSlots, oldPrice) ? nil : (slots, price, due, false)
        }
        write("R6.10-01.slots", page)
        spend()
        return true
    }

    /// T8: what came in before the verdict counts; here money is always recorded when it comes, so nothing is missing less.
    private mutating func noteMoney(_ cents: Int) {
        for page in pages {
            guard let failure = page.failure, day <= failure.due else { continue }
            edit(page.number) { $0.failure?.missing -= cents }
        }
    }

    /// 7.9: more than five days in a row, while the server had to run, and what was paid for the months that it spoiled.
    private mutating func outage(_ page: Page, _ seconds: Int) -> Bool {
        guard page.startedAt > 0, Almanac.days[day].year >= 2010 else { return false }
        let (from, to) = (now - Int64(seconds), now)
        var back = 0
        for duty in page.duty {
            let (start, end) = (max(from, duty.from), min(to, duty.to ?? to))
            guard end - start > 432_000 else { continue }
            for month in spoiled(page, start, end) where !(self.page(page.number)?.refunded.contains(month) ?? true) {
                guard let paid = page.payments[month] else { continue }
                edit(page.number) { $0.refunded.insert(month) }
                balance += paid
                back += paid
                write("R7.9-01", page)
            }
        }
        if back > 0 { spend() }
        return true
    }

    private func spoiled(_ page: Page, _ start: Int64, _ end: Int64) -> [Int] {
        func beginning(_ month: Int) -> Int64 {
            month == 1 ? page.startedAt : Almanac.epoch(page.due(month - 1) + 1, 0)
        }
        var month = 1
        while Almanac.epoch(page.due(month) + 1, 0) <= start + 432_000 { month += 1 }
        var months = [month]
        while month < page.month, end - beginning(month + 1) > 432_000 {
            month += 1
            months.append(month)
        }
        return months
    }
}

extension Clerk {
    private struct Claim {
        enum Kind { case order, renewal, reactivation }
        let page: Page
        let kind: Kind
        let price: Int
        let since: Int64
    }

    /// Pays whatever waits for money and can be paid, in turn.
    mutating func spend() {
        let claims = pages.compactMap(claim).sorted {
            ($0.page.priority, $0.since, $0.page.number) < ($1.page.priority, $1.since, $1.page.number)
        }
        for claim in claims where balance >= claim.price {
            switch claim.kind {
            case .order: fund(claim.page)
            case .renewal: renew(claim.page.number)
            case .reactivation: reactivate(claim.page.number)
            }
        }
    }

    private func claim(_ page: Page) -> Claim? {
        switch page.state {
        case .ordered:
            // No money is taken for what may not run.
            guard isOpen, holds.isEmpty, page.holds.isEmpty else { return nil }
            return Claim(page: page, kind: .order, price: page.price, since: page.orderedAt)
        case .paid:
            let debit = Moment(page.due(page.month), 300)
            guard page.renews(atEndOf: page.month), moment >= debit, page.noticed >= page.month else { return nil }
            return Claim(page: page, kind: .renewal, price: page.nextPrice, since: debit.epoch)
        case .failed:
            guard let failure = page.failure, page.standing || failure.missing <= 0 else { return nil }
            let since = Almanac.epoch(page.due(failure.month - 1) + 1, 0)
            return Claim(page: page, kind: .reactivation, price: failure.price, since: since)
        case .making, .over: return nil
        }
    }

    private mutating func fund(_ page: Page) {
        balance -= page.price
        edit(page.number) {
            $0.state = .making
            $0.month = 1
            if page.price > 0 { $0.payments[1] = page.price }
        }
    }

    mutating func renew(_ number: Int) {
        guard let page = page(number) else { return }
        let isEarly = moment < Moment(page.due(page.month), 300)
        let price = page.nextPrice
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
        write("R6.11-11", number, page.month)
        grantPoints(page, month: page.month + 1, slots: slots, price: price)
    }

    mutating func reactivate(_ number: Int) {
        guard let page = page(number), let failure = page.failure else { return }
        balance -= failure.price
        edit(number) {
            $0.state = .paid
            $0.month = failure.month
            if failure.price > 0 { $0.payments[failure.month] = failure.price }
            ($0.slots, $0.price) = (failure.slots ?? $0.slots, failure.price)
            $0.failure = nil
        }
        write("R6.11-18", number, failure.label)
        grantPoints(page, month: failure.month, slots: failure.slots ?? page.slots, price: failure.price)
    }

    /// T8: what came in before the verdict counts; here money is always recorded when it comes, so nothing is missing less.
    mutating func noteMoney(_ cents: Int) {
        for page in pages {
            guard let failure = page.failure, day <= failure.day else { continue }
            edit(page.number) { $0.failure?.missing -= cents }
        }
    }
}

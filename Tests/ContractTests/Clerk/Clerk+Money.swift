extension Clerk {
    /// Something that waits for money.
    struct Claim {
        enum Kind { case order, renewal, reactivation }
        let page: Page
        let kind: Kind
        let price: Int
        /// The month that is bought.
        let month: Int
        let since: Int64
    }

    /// Pays whatever waits for money and can be paid, in turn: first the debts, which would suspend everything (6.4).
    mutating func spend() {
        payDebts()
        let claims = pages.compactMap(claim).sorted {
            ($0.page.priority, $0.since, $0.page.number) < ($1.page.priority, $1.since, $1.page.number)
        }
        for claim in claims where isCovered(claim) {
            switch claim.kind {
            case .order: fund(claim.page)
            case .renewal: renew(claim.page.number)
            case .reactivation: reactivate(claim.page.number)
            }
        }
    }

    func claim(_ page: Page) -> Claim? {
        switch page.state {
        case .ordered:
            // No money is taken for what may not run.
            guard isOpen, holds.isEmpty, page.holds.isEmpty else { return nil }
            return Claim(page: page, kind: .order, price: firstPrice(page).gross, month: 1, since: page.orderedAt)
        case .paid:
            let debit = page.debit(atEndOf: page.month)
            guard page.renews(atEndOf: page.month), moment >= debit, page.noticed >= page.month, !page.isPrevented
            else { return nil }
            let (price, month) = (nextPrice(page).gross, page.month + 1)
            return Claim(page: page, kind: .renewal, price: price, month: month, since: debit.epoch)
        case .failed:
            guard let failure = page.failure, page.standing || failure.missing ?? 1 <= 0 else { return nil }
            return reactivationClaim(page)
        case .making, .over: return nil
        }
    }

    func reactivationClaim(_ page: Page) -> Claim? {
        let owed = owedNow(page)
        guard let first = owed.first else { return nil }
        let price = owed.reduce(0) { $0 + $1.price.gross }
        let since = timeToPay(first.month, of: page)
        return Claim(page: page, kind: .reactivation, price: price, month: first.month, since: since)
    }

    func isCovered(_ claim: Claim) -> Bool {
        (claim.kind == .order ? balance : money(for: claim.month, of: claim.page)) >= claim.price
    }

    /// A month that went by entirely while the service was stopped is not bought, but the one that runs.
    private func owedNow(_ page: Page) -> [Page.Owed] {
        var current = 1
        while page.due(current) < day { current += 1 }
        return (page.failure?.owed ?? []).map { owed in
            var owed = owed
            if owed.bounce == nil { owed.month = max(owed.month, current) }
            owed.price = owed.price.with(rate: page.taxRate(on: day))
            return owed
        }
    }

    private func firstPrice(_ page: Page) -> Price { page.price.with(rate: page.taxRate(on: day)) }

    private mutating func fund(_ page: Page) {
        let price = firstPrice(page)
        balance -= price.gross
        edit(page.number) {
            $0.state = .making
            ($0.month, $0.price) = (1, price)
            guard price.gross > 0 else { return }
            $0.payments[1] = Page.Payment(balance: price.gross, rate: price.rate, isAhead: false)
        }
    }

    mutating func renew(_ number: Int) {
        guard let page = page(number) else { return }
        let isEarly = moment < page.debit(atEndOf: page.month)
        let price = nextPrice(page)
        let slots = page.newSlots?.slots ?? page.slots
        pay(price, for: page.month + 1, of: page)
        edit(number) {
            $0.dropNewPrices(at: page.due(page.month))
            $0.price = price
            $0.month += 1
            if isEarly {
                $0.newSlots?.isPaid = true
            } else {
                ($0.slots, $0.newSlots) = (slots, nil)
            }
        }
        write("R6.11-11", number, page.month)
        grantPoints(page, month: page.month + 1, slots: slots, price: price.gross)
    }

    mutating func reactivate(_ number: Int) {
        guard let page = page(number), let failure = page.failure else { return }
        let owed = owedNow(page)
        for part in owed { pay(part.price, for: part.month, asOf: owed[0].month, of: page) }
        edit(number) {
            $0.state = .paid
            $0.month = max(page.month, owed.last?.month ?? 0)
            for part in owed where part.bounce == nil { ($0.slots, $0.price) = (part.slots ?? $0.slots, part.price) }
            $0.failure = nil
        }
        write("R6.11-18", number, failure.label)
        for part in owed where part.bounce == nil {
            grantPoints(page, month: part.month, slots: part.slots ?? page.slots, price: part.price.gross)
        }
    }

    /// T8: what came in before the verdict was not missing.
    mutating func noteMoney(_ cents: Int, _ received: Int64) {
        for page in pages {
            guard let failure = page.failure, received < Almanac.epoch(failure.day + 1, 0) else { continue }
            edit(page.number) { $0.failure?.missing = failure.missing.map { $0 - cents } }
        }
    }
}

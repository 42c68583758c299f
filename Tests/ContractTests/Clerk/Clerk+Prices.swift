extension Clerk {
    /// A price with its tax inside: cents, and hundredths of a percent.
    struct Price: Equatable {
        let gross: Int
        let rate: Int

        /// Before tax, to the cent.
        var net: Int { Self.share(gross, 10_000, of: 10_000 + rate) }

        /// 6.4: another rate changes the tax, and nothing before tax.
        func with(rate new: Int) -> Price {
            new == rate ? self : Price(gross: Self.share(net, 10_000 + new, of: 10_000), rate: new)
        }

        /// Rounded half up.
        private static func share(_ cents: Int, _ part: Int, of whole: Int) -> Int {
            let (quotient, rest) = (cents * part).quotientAndRemainder(dividingBy: whole)
            return rest * 2 < whole ? quotient : quotient + 1
        }
    }

    /// A price that was published and that no debit has taken up yet.
    struct NewPrice {
        let price: Price
        /// For the first due day from this one on.
        var effective: Int
        /// The last day of the month in which the client may leave because of it; nil where it is no worse for him.
        var lastDayToLeave: Int?
        /// That of its letter; nil where none is needed, or it was handed over.
        var awaited: Int?

        /// A due day inside the month of reflection keeps the old price, and one before the letter.
        func holds(at due: Int) -> Bool { awaited == nil && effective <= due && lastDayToLeave ?? due <= due }
    }

    mutating func performOnPrices(_ deed: Deed, on page: Page) -> Bool {
        guard page.state != .over else { return false }
        switch deed {
        case .announce(_, let price, let effective, let published):
            return announce(Price(gross: price.gross, rate: price.rate), page, from: effective, published)
        case .tax(_, let rate, let first): edit(page.number) { $0.taxes[first] = rate }
        case .exit(_, let atOnce): return exit(page, atOnce)
        default: return false
        }
        spend()
        return true
    }

    /// 6.4: what is worse before tax is told a month ahead, by letter or by the page; of the rest nothing is told.
    private mutating func announce(_ price: Price, _ page: Page, from effective: Int, _ published: Moment?) -> Bool {
        guard !page.hasLeft, published ?? moment <= moment else { return false }
        let monthLater = Almanac.monthly((published ?? moment).day, 1)
        let isWorse = price.net > page.priceWithoutChange(from: effective).net
        guard !isWorse || effective >= monthLater else { return false }
        let (number, today) = (count("price \(page.number)"), day)
        let isByLetter = isWorse && published == nil
        var new = NewPrice(price: price, effective: effective)
        if isByLetter { new.awaited = number } else if isWorse { new.lastDayToLeave = monthLater }
        edit(page.number) {
            $0.newPrices.append(new)
            if isByLetter { $0.untold[number] = today } else if isWorse { $0.mayLeave(until: monthLater) }
        }
        if isByLetter { write("R6.4-05", page.number, number) }
        spend()
        return true
    }

    /// 6.4: the month begins, which is the one to leave in and the one ahead. What the letter says of days is put right
    /// where it was written for another day, and where its price is still to come.
    mutating func learnPrice(_ number: Int, _ label: Int, on day: Int) {
        guard let page = page(number), page.state != .over, let written = page.untold[label] else { return }
        let monthLater = Almanac.monthly(day, 1)
        edit(number) {
            $0.untold[label] = nil
            $0.mayLeave(until: monthLater)
        }
        guard let place = page.newPrices.firstIndex(where: { $0.awaited == label }) else { return }
        edit(number) {
            $0.newPrices[place].awaited = nil
            $0.newPrices[place].lastDayToLeave = monthLater
            $0.newPrices[place].effective = max($0.newPrices[place].effective, monthLater)
        }
        if day != written { write("R6.4-05.moved", number, label) }
    }

    /// 6.4: who orders in knowledge of a price contracts for it: from its day on, with no letter and no month to leave.
    mutating func note(_ known: Deed.Published, on page: inout Page) {
        for (gross, rate, effective) in known.prices {
            _ = count("price \(page.number)")
            page.newPrices.append(NewPrice(price: Price(gross: gross, rate: rate), effective: effective))
        }
        if let tax = known.tax { page.taxes[tax.from] = tax.rate }
    }

    /// 6.4: within the month; at the end of what is paid, or at once.
    private mutating func exit(_ page: Page, _ atOnce: Bool) -> Bool {
        let isInTime = page.lastDayToLeave.map { day <= $0 } ?? false
        // Of a letter on its way the month has not even begun.
        guard !page.hasLeft, isInTime || !page.untold.isEmpty else { return false }
        edit(page.number) {
            ($0.hasLeft, $0.newPrices, $0.untold) = (true, [], [:])
            ($0.renews, $0.lateSwitch) = (false, nil)
        }
        switch page.state {
        case .paid where !atOnce && day <= page.due(page.month): write("R6.4-07", page.number, 1)
        case .making where !atOnce: break
        default: end(page.number, "R6.4-07.ended", 1)
        }
        spend()
        return true
    }

    /// What the next month costs if it is paid now, or on the last day for it.
    func nextPrice(_ page: Page) -> Price {
        page.price(atEndOf: page.month, on: min(day, page.lastDay(toPay: page.month + 1)))
    }
}

extension Clerk.Page {
    func taxRate(on day: Int) -> Int {
        taxes.filter { $0.key <= day }.max { $0.key < $1.key }?.value ?? orderedRate
    }

    /// What the month after a due day costs when it is paid on `day`.
    func price(atEndOf month: Int, on day: Int) -> Clerk.Price {
        price(at: due(month)).with(rate: taxRate(on: day))
    }

    private func price(at due: Int) -> Clerk.Price {
        newPrice(at: due)?.price ?? newSlots.flatMap { $0.isPaid ? nil : $0.price } ?? lastPrice.price
    }

    fileprivate mutating func mayLeave(until day: Int) { lastDayToLeave = max(lastDayToLeave ?? 0, day) }

    /// The last to take effect; of two on one day the one announced last.
    private func newPrice(at due: Int) -> Clerk.NewPrice? {
        newPrices.filter { $0.holds(at: due) }.reduce(nil) { last, next in
            last.map { $0.effective > next.effective } ?? false ? last : next
        }
    }

    /// What is paid for which slots without any change: while failed, what it failed to pay.
    var lastPrice: (slots: Int, price: Clerk.Price) {
        failure?.owed.last { $0.bounce == nil }.map { ($0.slots ?? slots, $0.price) } ?? (slots, price)
    }

    /// What the first month that a change could touch would cost without it.
    func priceWithoutChange(from effective: Int) -> Clerk.Price {
        guard isLive else { return price(at: effective) }
        var month = next
        while due(month) < effective { month += 1 }
        return price(at: due(month))
    }

    /// From then on the month that begins on a due day is paid for. On the last day on which the client may leave because of
    /// its price, that day is over first.
    func debit(atEndOf month: Int) -> Clerk.Moment {
        let due = due(month)
        return newPrice(at: due)?.lastDayToLeave == due ? Clerk.Moment(due + 1, 0) : Clerk.Moment(due, 300)
    }

    /// Once a month has its price, what led to it is done with.
    mutating func dropNewPrices(at due: Int) { newPrices.removeAll { $0.holds(at: due) } }
}

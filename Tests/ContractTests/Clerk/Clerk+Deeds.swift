extension Clerk {
    /// Does what is asked for at the present moment; false when the terms refuse it. Always looks at the letters again.
    mutating func take(_ deed: Deed) -> Bool {
        guard perform(deed) else { return false }
        catchUp()
        emptyMailbox()
        return true
    }

    private mutating func perform(_ deed: Deed) -> Bool {
        switch deed {
        case .open: write("R6.1-02", nil, 1)
        case .stopMail, .startMail, .handOver: performOnMail(deed)
        case .pay(let number, let method, let cents): return pay(number, method, cents)
        case .payNameless, .regularise, .sendBack: return performOnNameless(deed)
        case .gift(let cents):
            balance += cents
            write("R7.9-03", nil, count("gift"))
            spend()
        case .order(let number, let slots, let price, let priority, let known):
            guard page(number) == nil else { return false }
            let price = Price(gross: price, rate: 1960)
            var page = Page(number: number, orderedAt: now, priority: priority, slots: slots, price: price)
            known.map { note($0, on: &page) }
            pages.append(page)
            write("R6.2-01", number, 1)
            spend()
        case .reverse, .openRequest, .closeRequest, .buy: return performOnPayments(deed)
        case .cheque, .chequeClears, .chequeBounces: return performOnCheques(deed)
        case .code, .giveCode, .convert: return performOnCodes(deed)
        case .cost, .deferDebt, .deferRenewal: return performOnDebts(deed)
        case .nonRenewal, .complain, .remedy, .waive, .offence: return performOnEndings(deed)
        case .majeure, .majeureNews, .majeureOver, .majeureLeave: return performOnCases(deed)
        case .hold, .lift, .ease, .doubt, .confirmData: return performOnHolds(deed)
        default:
            guard let page = target(of: deed) else { return false }
            return perform(deed, on: page)
        }
        return true
    }

    private func target(of deed: Deed) -> Page? {
        switch deed {
        case .deliver(let number), .switchRenewal(let number, _), .renewNow(let number), .reactivate(let number, _),
            .withdrawStanding(let number), .resize(let number, _, _), .power(let number, _), .terminate(let number),
            .outage(let number, _), .announce(let number, _, _, _), .tax(let number, _, _), .exit(let number, _):
            page(number)
        default: nil
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
            end(page.number, "R7.3-01", 1)
        case .outage(_, let seconds): return outage(page, seconds)
        case .announce, .tax, .exit: return performOnPrices(deed, on: page)
        default: return false
        }
        return true
    }

    private mutating func deliver(_ page: Page) -> Bool {
        guard page.state == .making else { return false }
        let (today, instant) = (day, now)
        edit(page.number) { ($0.start, $0.startedAt, $0.state) = (today, instant, .paid) }
        write("R6.2-03", page.number, 1)
        return true
    }

    /// 6.11: until the evening of the fifteenth day before the due day; later it is for the due day after.
    private mutating func switchRenewal(_ page: Page, _ on: Bool) -> Bool {
        guard page.isLive, !page.hasLeft, !page.isLast(page.next), (page.lateSwitch?.on ?? page.renews) != on else {
            return false
        }
        let isInTime = on || day <= page.due(page.next) - 15
        edit(page.number) {
            if isInTime {
                ($0.renews, $0.lateSwitch) = (on, nil)
            } else {
                $0.lateSwitch = (on, page.next + 1)
            }
        }
        write("R6.11-08", page.number, count("switch \(page.number)"))
        spend()
        return true
    }

    /// 7.1: by hand, at most one month ahead.
    private mutating func renewNow(_ page: Page) -> Bool {
        guard page.state == .paid, !page.hasLeft, page.month == 1 || day > page.due(page.month - 1) else {
            return false
        }
        guard !page.isPrevented, !page.isLast(page.month), money(for: page.month + 1, of: page) >= nextPrice(page).gross
        else { return false }
        renew(page.number)
        return true
    }

    private mutating func askReactivation(_ page: Page, _ standing: Bool) -> Bool {
        guard page.state != .over else { return false }
        guard page.failure != nil else {
            if standing { edit(page.number) { $0.standing = true } }
            return standing
        }
        let isFunded = reactivationClaim(page).map(isCovered) ?? false
        guard standing || isFunded else { return false }
        if standing { edit(page.number) { $0.standing = true } }
        if isFunded { reactivate(page.number) }
        return true
    }

    private mutating func resize(_ page: Page, _ slots: Int, _ price: Int) -> Bool {
        guard page.isLive, !page.isLast(page.next), page.newSlots.map({ !$0.isPaid }) ?? true else { return false }
        let day = page.due(page.next)
        let (old, rate) = (page.lastPrice, page.taxRate(on: day))
        let isChange = (slots, price) != (old.slots, old.price.with(rate: rate).gross)
        let change = Page.NewSlots(slots: slots, price: Price(gross: price, rate: rate), day: day)
        edit(page.number) {
            $0.newSlots = isChange ? change : nil
            // Told for other slots: what is asked for now has its own price. The right to leave stays.
            $0.newPrices = []
        }
        write("R6.10-01.slots", page.number, count("resize \(page.number)"))
        spend()
        return true
    }
}

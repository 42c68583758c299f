/// Payments, debts and prices.
extension ClerkDice {
    /// Some are seen twice.
    mutating func chequeDeed() -> Clerk.Deed {
        let isPending = !pendingCheques.isEmpty
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<30 where isPending:
            let number = pendingCheque()
            noteCredit("cheque:K\(number)")
            return .chequeClears(number)
        case 30..<50 where isPending: return .chequeBounces(pendingCheque())
        case 50..<52 where cheques > 0: break
        default: cheques += 1
        }
        let isFrench = random.chance(95)
        if isFrench { pendingCheques.append(cheques) }
        let late = random.pick([0, 0, 0, 0, 86_400, 259_200])
        return .cheque(cheques, cents: random.pick(sums), isFrench: isFrench, late: late)
    }

    private mutating func pendingCheque() -> Int {
        pendingCheques.remove(at: Int.random(in: pendingCheques.indices, using: &random))
    }

    /// Most of those that came without a reference get one.
    mutating func namelessDeed() -> Clerk.Deed {
        guard let method = nameless.last, random.chance(60) else {
            nameless.append(random.pick(["transfer", "cheque"]))
            return .payNameless(nameless[nameless.count - 1], cents: random.pick(sums))
        }
        guard random.chance(70) else { return .sendBack(nameless.count, by: method) }
        if method == "cheque" {
            cheques += 1
            pendingCheques.append(cheques)
            return .regularise(nameless.count, by: method, as: cheques)
        }
        payments += 1
        noteCredit("transfer:T\(payments)")
        return .regularise(nameless.count, by: method, as: payments)
    }

    /// The last codes are spoken of, converted ones too. Often one is converted about its thirtieth day.
    mutating func codeDeed() -> Clerk.Deed {
        if codes > 0, random.chance(50) {
            let number = max(1, codes - random.pick([0, 0, 0, 1, 2, 3]))
            noteCredit("allopass:\(Clerk.Code.text(number))")
            return .convert(number, late: random.pick([0, 0, 0, 86_400]))
        }
        if !random.chance(5) { codes += 1 }
        if random.chance(15) { return .giveCode(codes, cents: random.pick(sums)) }
        let days = random.pick([0, 0, 1, 28, 29, 30, 31])
        let obtained = Clerk.Moment(now.day - days, random.pick([0, 1, 300, 50_000, 86_399]))
        return .code(codes, cents: random.pick(sums), obtained: random.chance(60) ? obtained : nil)
    }

    mutating func debtDeed() -> Clerk.Deed {
        let asked = Clerk.Moment(now.day - random.pick([0, 0, 1, 5]), random.pick([0, 300, 86_399]))
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<35 where costs > 0: return .deferDebt(costs, asked: asked, until: costDue + random.pick([0, 1, 2, 9]))
        case 35..<60: return .deferRenewal(service(), asked: asked, days: random.pick([0, 1, 1, 2, 2, 3]))
        default: return cost()
        }
    }

    private mutating func cost() -> Clerk.Deed {
        if !random.chance(5) { costs += 1 }
        if random.chance(30) { costly = random.chance(20) ? nil : service() }
        costDue = now.day + random.pick([-1, 0, 1, 2, 3, 20, 40])
        return .cost(costs, on: costly, cents: random.pick(sums) * random.pick([1, 1, 2, 4]), due: costDue)
    }

    /// About a month ahead, where it is worse; at any time, where it is not.
    mutating func priceDeed() -> Clerk.Deed {
        let number = service()
        let rate = random.pick([1960, 1960, 2000, 550])
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<25: return .tax(number, rate: rate, from: now.day + random.pick([-3, 0, 0, 1, 20]))
        case 25..<40: return .exit(announced ?? number, atOnce: random.chance(30))
        default:
            let published = Clerk.Moment(now.day - random.pick([0, 1, 3]), random.pick([0, 50_000]))
            let month = random.chance(60) ? Almanac.monthly(now.day, 1) : now.day
            announced = number
            return .announce(
                number,
                price: (random.pick([0, 300, 499, 500, 650, 800, 950]), rate),
                effective: month + random.pick([-3, -1, 0, 0, 1, 15]),
                published: random.chance(40) ? min(published, now) : nil
            )
        }
    }

    /// About a month ahead, like other prices.
    mutating func published(for number: Int) -> Clerk.Deed.Published {
        announced = number
        let prices = (0..<random.pick([1, 1, 2])).map { _ in
            let effective = Almanac.monthly(now.day, random.pick([0, 1, 2])) + random.pick([1, 2, 15])
            return (random.pick([0, 300, 500, 650, 950]), random.pick([1960, 1960, 2000]), effective)
        }
        return Clerk.Deed.Published(
            prices: prices,
            tax: random.chance(30) ? (2000, now.day + random.pick([1, 20, 45])) : nil
        )
    }

    /// What is taken back was credited lately. A request stays open for a while.
    mutating func payerDeed() -> Clerk.Deed {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<25 where !credited.isEmpty:
            return .reverse(payment(), isExplained: random.chance(90))
        case 25..<40:
            if requests == 0 || random.chance(50) { requests += 1 }
            return .openRequest(requests)
        case 40..<45: return .closeRequest(requests)
        default: return purchase()
        }
    }

    mutating func noteCredit(_ name: String) {
        if !credited.contains(where: { $0.name == name }) { credited.append((name, now.day)) }
    }

    /// One that was credited lately, or about thirteen months ago.
    private mutating func payment() -> String {
        let old = credited.filter { (-2...2).contains(Almanac.monthly($0.day, 13) - now.day) }
        return random.pick(old.isEmpty || random.chance(50) ? Array(credited.suffix(20)) : old).name
    }

    private mutating func purchase() -> Clerk.Deed {
        let usual = ["paypal", "paypal", "transfer", "allopass", "cheque", "cheque"]
        let (method, cents) = (random.pick(usual + ["foreign cheque", "cash", "dollars"]), random.pick(sums))
        guard Clerk.Deed.means(method) != "cheque" else {
            if cheques == 0 || !random.chance(5) { cheques += 1 }
            pendingCheques.append(cheques)
            return .buy(cheques, through: requests, by: method, cents: cents)
        }
        if purchases == 0 || !random.chance(5) { purchases += 1 }
        if !Clerk.Deed.isRejected(method) { noteCredit("\(method):\(Clerk.Deed.reference(purchases, method))") }
        return .buy(purchases, through: requests, by: method, cents: cents)
    }
}

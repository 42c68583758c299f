/// Throws the deeds of a history.
struct ClerkDice {
    private var random: Generator
    /// Poor clients pay seldom, ask for reactivation instead, and keep renewal on.
    private let isPoor: Bool
    /// What a payment may be, in cents.
    private let sums: [Int]
    private var now = Clerk.Moment(0, 0)
    private var payments = 0
    private var cheques = 0
    /// Cheques neither cleared nor bounced yet.
    private var pendingCheques: [Int] = []
    private var codes = 0
    private var cases = 0
    private var openCases: [(number: Int, services: [Int])] = []
    private var costs = 0
    private var costDue = 0
    /// What the last costs were for: further ones often are for the same.
    private var costly: Int?
    /// Holds that may still stand.
    private var held: [(cause: Clerk.Hold.Cause, reference: Int, number: Int?)] = []
    /// The last case that doubts the client's data.
    private var doubt = 1

    init(seed: UInt64, sums: [Int]) {
        random = Generator(seed: seed)
        self.sums = sums
        isPoor = seed % 2 == 1
    }

    mutating func next(after moment: Clerk.Moment, gaps: [Int]) -> Clerk.Moment {
        let next = Clerk.Moment(
            moment.day + random.pick(gaps),
            random.pick([0, 1, 299, 300, 301, 32_399, 32_400, 50_000, 86_399])
        )
        return max(moment, next)
    }

    mutating func deed(at moment: Clerk.Moment) -> Clerk.Deed {
        now = moment
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<11: return holdDeed()
        case 11..<23: return chequeDeed()
        case 23..<29: return codeDeed()
        case 29..<36: return debtDeed()
        case 36..<43: return majeureDeed()
        default: return plainDeed()
        }
    }

    /// The services that are spoken of are others every year, since each can be ordered once.
    private mutating func service() -> Int {
        Int.random(in: 1001...1003, using: &random) + (now.day - 365) / 365 * 2
    }

    private mutating func plainDeed() -> Clerk.Deed {
        let number = service()
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<14:
            return .order(
                number,
                slots: Int.random(in: 1...40, using: &random),
                price: random.pick([0, 500, 700, 1000]),
                priority: random.pick([1, 100, 100])
            )
        case 14..<20 where isPoor: return .reactivate(number, standing: random.chance(20))
        case 44..<52 where isPoor: return .switchRenewal(number, random.chance(90))
        case 14..<27: return pay()
        case 27..<44: return .deliver(number)
        case 44..<52: return .switchRenewal(number, random.chance(25))
        case 52..<57: return .renewNow(number)
        case 57..<72: return .reactivate(number, standing: random.chance(40))
        case 72..<74: return .withdrawStanding(number)
        case 74..<82:
            return .resize(number, slots: Int.random(in: 1...60, using: &random), price: random.pick([0, 400, 800]))
        case 82..<86: return .power(number, random.chance(60))
        case 86..<87: return .terminate(number)
        case 87..<88: return .gift(Int.random(in: 1...500, using: &random))
        default: return .outage(number, seconds: random.pick([432_000, 432_001, 600_000, 3_000_000]))
        }
    }

    private mutating func pay() -> Clerk.Deed {
        payments += 1
        return .pay(payments, cents: random.pick(sums))
    }

    /// Some are seen twice.
    private mutating func chequeDeed() -> Clerk.Deed {
        let isPending = !pendingCheques.isEmpty
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<30 where isPending: return .chequeClears(pendingCheque())
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

    /// The last codes are spoken of, converted ones too. Often one is converted about its thirtieth day.
    private mutating func codeDeed() -> Clerk.Deed {
        if codes > 0, random.chance(50) {
            let number = max(1, codes - random.pick([0, 0, 0, 1, 2, 3]))
            return .convert(number, late: random.pick([0, 0, 0, 86_400]))
        }
        if !random.chance(5) { codes += 1 }
        if random.chance(15) { return .giveCode(codes, cents: random.pick(sums)) }
        let days = random.pick([0, 0, 1, 28, 29, 30, 31])
        let obtained = Clerk.Moment(now.day - days, random.pick([0, 1, 300, 50_000, 86_399]))
        return .code(codes, cents: random.pick(sums), obtained: random.chance(60) ? obtained : nil)
    }

    private mutating func debtDeed() -> Clerk.Deed {
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

    /// One case at a time, or seldom two: they last long enough to excuse months and to let a party go.
    private mutating func majeureDeed() -> Clerk.Deed {
        guard let open = openCases.last, random.chance(95) else { return majeure() }
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<20: return .majeureNews(open.number)
        case 20..<35:
            openCases.removeLast()
            return .majeureOver(open.number)
        default: return .majeureLeave(random.pick(open.services), open.number, byClient: random.chance(60))
        }
    }

    private mutating func majeure() -> Clerk.Deed {
        cases += 1
        let services = random.chance(60) ? [service()] : [service(), service()]
        openCases.append((cases, services))
        let since = Clerk.Moment(now.day - random.pick([0, 0, 5, 40]), random.pick([0, 300, 50_000]))
        return .majeure(cases, on: services, prevents: random.chance(75), since: since)
    }

    /// Lifted more often than placed: a hold on all services would else stand most of the time.
    private mutating func holdDeed() -> Clerk.Deed {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<35: return hold()
        case 35..<45:
            doubt = Int.random(in: 1...3, using: &random)
            return .doubt(doubt)
        case 45..<50: return .confirmData
        case 50..<60: return ease()
        default: return lift()
        }
    }

    private mutating func hold() -> Clerk.Deed {
        let cause = random.pick([Clerk.Hold.Cause.security, .maintenance, .conduct, .authority, .identity])
        let reference = cause == .identity ? doubt : Int.random(in: 1...3, using: &random)
        let number = random.chance(15) ? nil : service()
        held.append((cause, reference, number))
        let from = random.chance(40) ? next(after: now, gaps: [0, 1, 2, 8]) : nil
        return .hold(cause, reference, on: number, from: from, isProven: random.chance(90))
    }

    private mutating func ease() -> Clerk.Deed {
        let maintenance = held.last { $0.cause == .maintenance && $0.number != nil }
        return .ease(maintenance?.reference ?? 1, on: maintenance?.number ?? service())
    }

    private mutating func lift() -> Clerk.Deed {
        guard !held.isEmpty else { return hold() }
        let (cause, reference, number) = held.remove(at: Int.random(in: held.indices, using: &random))
        return .lift(cause, reference, on: number)
    }
}

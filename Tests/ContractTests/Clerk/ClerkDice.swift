/// Throws the deeds of a history.
struct ClerkDice {
    var random: Generator
    /// Poor clients pay seldom, ask for reactivation instead, and keep renewal on.
    let isPoor: Bool
    /// What a payment may be, in cents.
    let sums: [Int]
    var now = Clerk.Moment(0, 0)
    var payments = 0
    /// Names of what may be credited, and the days.
    var credited: [(name: String, day: Int)] = []
    /// The methods of those that came without a reference, by number from 1.
    var nameless: [String] = []
    var requests = 0
    var purchases = 0
    var cheques = 0
    /// Cheques neither cleared nor bounced yet.
    var pendingCheques: [Int] = []
    var codes = 0
    var cases = 0
    var openCases: [(number: Int, services: [Int])] = []
    var costs = 0
    var costDue = 0
    /// What the last costs were for: further ones often are for the same.
    var costly: Int?
    /// Holds that may still stand.
    var held: [(cause: Clerk.Hold.Cause, reference: Int, number: Int?)] = []
    /// The service of which a price was announced last.
    var announced: Int?
    var complaints: [(reference: Int, number: Int)] = []
    var isMailWorking = true
    /// The last case that doubts the client's data.
    var doubt = 1

    init(seed: UInt64, sums: [Int]) {
        random = Generator(seed: seed)
        self.sums = sums
        isPoor = seed % 2 == 1
        isMailWorking = seed % 8 != 0
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
        if !complaints.isEmpty, random.chance(12) { return answer() }
        if isMailWorking ? random.chance(2) : random.chance(10) { return mailDeed() }
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<11: return holdDeed()
        case 11..<23: return chequeDeed()
        case 23..<29: return codeDeed()
        case 29..<36: return debtDeed()
        case 36..<43: return majeureDeed()
        case 43..<50: return priceDeed()
        case 50..<54: return endingDeed()
        case 54..<59: return payerDeed()
        default: return plainDeed()
        }
    }

    /// The services that are spoken of are others every year, since each can be ordered once.
    mutating func service() -> Int {
        Int.random(in: 1001...1003, using: &random) + (now.day - 365) / 365 * 3
    }

    mutating func plainDeed() -> Clerk.Deed {
        let number = service()
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<14: return order(number)
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

    private mutating func order(_ number: Int) -> Clerk.Deed {
        .order(
            number,
            slots: Int.random(in: 1...40, using: &random),
            price: random.pick([0, 500, 700, 1000]),
            priority: random.pick([1, 100, 100]),
            known: random.chance(40) ? published(for: number) : nil
        )
    }

    mutating func pay() -> Clerk.Deed {
        if random.chance(20) { return namelessDeed() }
        if payments == 0 || !random.chance(3) { payments += 1 }
        let method = random.pick(["transfer", "transfer", "transfer", "paypal", "cash", "dollars"])
        if ["transfer", "paypal"].contains(method) { noteCredit("\(method):T\(payments)") }
        return .pay(payments, by: method, cents: random.pick(sums))
    }
}

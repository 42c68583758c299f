import Contract

/// A history of deeds, told to the clerk and to the engine.
struct ClerkHistory {
    struct Step: CustomStringConvertible {
        let day: Int
        let second: Int
        let deed: Clerk.Deed

        var description: String { "\(Almanac.name(day)) +\(second) s: \(deed)" }
    }

    /// With `gaps` of so many days between one deed and the next.
    static func random(seed: UInt64, length: Int, gaps: [Int] = [0, 0, 0, 1, 1, 2, 3, 5, 9]) -> [Step] {
        var random = Generator(seed: seed)
        // 1 January 2010 is day 365.
        var (day, second) = (365 + Int(seed % 28), 36_000)
        var steps = [Step(day: day, second: second, deed: .open)]
        for _ in 0..<length {
            let (nextDay, nextSecond) = (
                day + random.pick(gaps),
                random.pick([0, 1, 299, 300, 301, 32_399, 32_400, 50_000, 86_399])
            )
            if (nextDay, nextSecond) > (day, second) { (day, second) = (nextDay, nextSecond) }
            steps.append(Step(day: day, second: second, deed: deed(&random, on: day, isPoor: seed % 2 == 1)))
        }
        return steps
    }

    /// Poor clients pay seldom, ask for reactivation instead, and keep renewal on. The services that are spoken of are others
    /// every year, since each can be ordered once.
    private static func deed(_ random: inout Generator, on day: Int, isPoor: Bool) -> Clerk.Deed {
        let number = Int.random(in: 1001...1003, using: &random) + (day - 365) / 365 * 2
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<14:
            return .order(
                number,
                slots: Int.random(in: 1...40, using: &random),
                price: random.pick([0, 500, 700, 1000]),
                priority: random.pick([1, 100, 100])
            )
        case 14..<20 where isPoor: return .reactivate(number, standing: random.chance(20))
        case 44..<52 where isPoor: return .switchRenewal(number, true)
        case 14..<27: return .pay(random.pick([1, 300, 500, 700, 1000]))
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

    /// Tells both; the first step after which they disagree, and how.
    static func disagreement(on steps: [Step]) -> String? {
        var clerk = Clerk { renewal in
            switch renewal {
            case ...3: 3
            case ...6: 4
            case ...12: 5
            case ...24: 6
            default: 7
            }
        }
        var life = Life()
        for step in steps {
            clerk.work(until: step.day, step.second)
            let isTaken = clerk.take(step.deed)
            let instant = Instant(epochSeconds: Almanac.epoch(step.day, step.second))
            let isRecorded = life.tell(step.deed, at: instant)
            if isTaken != isRecorded { return "\(step): clerk \(isTaken), engine \(isRecorded)" }
            if let difference = difference(clerk, life) { return "\(step): \(difference)" }
        }
        let (day, second) = (clerk.day + 45, 0)
        clerk.work(until: day, second)
        life.go(to: Instant(epochSeconds: Almanac.epoch(day, second)))
        return difference(clerk, life).map { "45 days later: \($0)" } ?? letters(clerk, life)
    }

    private static func difference(_ clerk: Clerk, _ life: Life) -> String? {
        if clerk.balance != life.account.euroBalance { return "balance \(clerk.balance), \(life.account.euroBalance)" }
        if clerk.points != life.account.points { return "points \(clerk.points), \(life.account.points)" }
        let ours = clerk.pages.sorted { $0.number < $1.number }.map {
            "S-\($0.number) \($0.state) \($0.month) \($0.server) \($0.state == .over ? 0 : $0.slots)"
        }
        let theirs = life.account.subscriptions.map { subscription in
            let demand = life.account.demands[subscription.id]
            return "\(subscription.id) \(subscription.phase.clerkly) \(subscription.paidThrough) "
                + "\(demand?.state.rawValue ?? "-") \(subscription.isEnded ? 0 : subscription.slots)"
        }
        return ours == theirs ? nil : "\(ours), \(theirs)"
    }

    private static func letters(_ clerk: Clerk, _ life: Life) -> String? {
        let theirs = life.effects.compactMap { effect -> String? in
            guard case .notice(let notice) = effect.action else { return nil }
            let subject = effect.subscription?.description ?? "A-1"
            return "\(Book.paris.date(at: effect.at)) \(notice.template) \(subject)"
        }
        let (ours, engine) = (clerk.letters.sorted(), theirs.sorted())
        guard ours != engine else { return nil }
        let (missing, extra) = (Set(ours).subtracting(engine), Set(engine).subtracting(ours))
        return
            "letters: only the clerk \(missing.sorted()), only the engine \(extra.sorted()), \(ours.count), \(engine.count)"
    }
}

extension Phase {
    fileprivate var clerkly: Clerk.Page.State {
        switch self {
        case .awaitingFunds: .ordered
        case .provisioning: .making
        case .active: .paid
        case .incident: .failed
        case .ended: .over
        }
    }
}

extension Life {
    /// Records a deed as the fact that it is; false when the engine refuses it.
    fileprivate mutating func tell(_ deed: Clerk.Deed, at instant: Instant) -> Bool {
        let id = { (number: Int) in SubscriptionID(number: Int64(number)) }
        do {
            switch deed {
            case .open: try record(.accountOpened(.consumer), at: instant, occurred: instant, by: .client)
            case .pay(let cents): try pay(Int64(cents), at: instant)
            case .order(let number, let slots, let price, let priority):
                let order = Order(
                    subscription: id(number),
                    product: "mumble",
                    slots: slots,
                    monthlyPrice: Int64(price),
                    taxRate: 1960,
                    catalogue: "2010-01",
                    terms: book.current,
                    priority: priority
                )
                try record(.orderPlaced(order), at: instant, occurred: instant, by: .client)
            case .gift(let cents):
                let gift = Event.gestureGranted(cents: Int64(cents), reason: "sorry")
                try record(gift, at: instant, occurred: instant, by: .staff)
            default: try record(deed.request(id, at: instant), at: instant, occurred: instant, by: .client)
            }
            return true
        } catch {
            return false
        }
    }

    private mutating func pay(_ cents: Int64, at instant: Instant) throws {
        let reference = "C\(effects.count)-\(instant.epochSeconds)"
        let payment = Payment(method: "transfer", currency: "EUR", amount: cents, reference: reference)
        try record(.paymentReceived(payment), at: instant, occurred: instant, by: .staff)
    }
}

extension Clerk.Deed {
    /// The client's or the measuring fact about one service.
    fileprivate func request(_ id: (Int) -> SubscriptionID, at instant: Instant) throws -> Event {
        switch self {
        case .deliver(let number): .serviceDelivered(id(number))
        case .switchRenewal(let number, let on): .renewalSwitched(id(number), on: on)
        case .renewNow(let number): .renewalRequested(id(number))
        case .reactivate(let number, let standing): .reactivationRequested(id(number), standing: standing)
        case .withdrawStanding(let number): .standingRequestWithdrawn(id(number))
        case .resize(let number, let slots, let price):
            .slotsChangeRequested(id(number), slots: slots, monthlyPrice: Int64(price))
        case .power(let number, let on): .clientPower(id(number), running: on)
        case .terminate(let number): .terminationRequested(id(number))
        case .outage(let number, let seconds):
            .interruptionMeasured(
                id(number),
                Interruption(
                    start: instant.adding(seconds: -Int64(seconds)),
                    confirmedThrough: instant,
                    ended: true,
                    cause: .technical
                )
            )
        case .open, .pay, .order, .gift: throw Refusal(nil, "This is not about one service.")
        }
    }
}

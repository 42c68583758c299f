import Contract

/// A random history of facts that the contract took, and what it demanded.
struct History {
    let book: Rulebook
    /// The facts that the contract took.
    private(set) var facts: [Fact] = []
    /// Every fact, the refused ones too.
    private(set) var offered: [Fact] = []
    private(set) var effects: [Effect] = []
    /// The refused facts, each with the account before and after.
    private(set) var refusals = 0
    private(set) var refusalsThatChanged = 0
    private(set) var account = Account(id: AccountID(number: 1), at: at("2009-12-01"))
    /// The account after each fact.
    private(set) var states: [Account] = []
    private var undelivered: [NoticeKey] = []
    var references = 0
    private var isBroke = false
    var random: Generator

    static let subscriptions = (1001...1006).map { SubscriptionID(number: $0) }

    init(seed: UInt64, length: Int = 140, under book: Rulebook = Book.standard) {
        self.book = book
        random = Generator(seed: seed)
        offer(.accountOpened(.consumer), after: 10)
        // A third of the clients stop paying half-way, so that destruction is reached.
        for number in 0..<length {
            isBroke = seed % 3 == 0 && number > length / 2
            step()
        }
        if seed % 4 == 0 { windUp() }
    }

    /// A history of given facts, the first of which opens the account.
    init(playing offered: some Sequence<Fact>, under book: Rulebook) {
        self.book = book
        random = Generator(seed: 0)
        for fact in offered { take(fact) }
    }

    /// The same facts, with time cut by `ticks` between them.
    func replayed(cutting ticks: (Instant, Instant) -> [Instant]) -> (Account, [Effect]) {
        var account = Account(id: self.account.id, at: at("2009-12-01"))
        var effects: [Effect] = []
        for fact in facts {
            for tick in ticks(account.now, fact.recordedAt) { effects += account.advance(to: tick, under: book) }
            effects += (try? account.record(fact, under: book)) ?? []
        }
        return (account, effects)
    }

    private mutating func step() {
        if !undelivered.isEmpty, random.chance(60) {
            let newest = undelivered.count - 1
            let key = undelivered.remove(at: random.chance(70) ? newest : Int.random(in: 0...newest, using: &random))
            return offer(.noticeHandedOver(key), after: Int64.random(in: 0...7200, using: &random))
        }
        offer(event(), after: delay())
    }

    /// Often just before, at or just after a deadline; else hours or days.
    private mutating func delay() -> Int64 {
        if random.chance(55), let next = account.nextDeadline(under: book) {
            return max(0, next.seconds(since: account.now) + random.pick([-1, 0, 1, 3600, 40_000]))
        }
        return random.pick([0, 1, 60, 3600, 86_400, 400_000, 1_500_000])
    }

    private mutating func event() -> Event {
        if random.chance(25), !isBroke { return moneyEvent() }
        let id = subscription()
        if !isBroke, random.chance(runningBreaches.isEmpty ? 16 : 60) { return casework(id) }
        if random.chance(18) { return priceOrDebt(id) }
        switch Int.random(in: 0..<110, using: &random) {
        case 100..<110: return rareEvent(id)
        case 0..<10: return .orderPlaced(order(random.pick(Self.subscriptions)))
        case 10..<38: return isBroke ? .clientPower(id, running: true) : payment()
        case 38..<46: return .serviceDelivered(id)
        case 46..<50: return .renewalSwitched(id, on: random.chance(60))
        case 50..<54: return .renewalRequested(id)
        case 54..<64: return .reactivationRequested(id, standing: random.chance(40))
        case 64..<65: return .standingRequestWithdrawn(id)
        case 65..<71: return slotsChange(id)
        case 71..<75: return .clientPower(id, running: random.chance(60))
        case 75..<76: return .terminationRequested(id)
        case 76..<84: return interruption(id)
        case 84..<88: return .serviceErased(account.subscriptions.first { $0.phase.isWaiting }?.id ?? id, proof: "gone")
        case 88..<90: return .gestureGranted(cents: Int64.random(in: 0...500, using: &random), reason: "sorry")
        case 90..<93: return .chequeCleared(reference: chequeReference())
        default: return .chequeBounced(reference: chequeReference())
        }
    }

    private mutating func order(_ id: SubscriptionID) -> Order {
        Order(
            subscription: id,
            product: "mumble",
            slots: Int.random(in: 1...50, using: &random),
            monthlyPrice: random.pick([0, 300, 500, 700, 1000]),
            taxRate: 1960,
            catalogue: "2010-01",
            terms: book.current,
            priority: random.pick([1, 100, 100])
        )
    }

    mutating func payment() -> Event {
        references += 1
        let isCheque = random.chance(35)
        return .paymentReceived(
            .init(
                method: isCheque ? "cheque" : random.pick(["paypal", "transfer", "transfer", "bitcoin"]),
                currency: random.chance(95) ? "EUR" : "USD",
                amount: random.pick([1, 300, 500, 999, 1000, 1500, 4000]),
                reference: random.chance(92) ? (isCheque ? "C\(references)" : "R\(references)") : "",
                bank: isCheque ? DrawingBank(reading: random.chance(92) ? "30004" : "BE68539007547034") : nil
            )
        )
    }

    /// Mostly one that lives.
    private mutating func subscription() -> SubscriptionID {
        let living = account.subscriptions.filter { !$0.isEnded }.map(\.id)
        return living.isEmpty || random.chance(10) ? random.pick(Self.subscriptions) : random.pick(living)
    }

    /// Mostly one that is pending.
    private mutating func chequeReference() -> String {
        if !account.cheques.isEmpty, random.chance(90) { return random.pick(account.cheques).reference }
        return "C\(Int.random(in: 1...max(1, references), using: &random))"
    }

    private mutating func slotsChange(_ id: SubscriptionID) -> Event {
        let slots = Int.random(in: 1...60, using: &random)
        return .slotsChangeRequested(id, slots: slots, monthlyPrice: random.pick([0, 200, 600, 1100]))
    }

    private mutating func interruption(_ id: SubscriptionID) -> Event {
        let length = random.pick([3600, 432_000, 432_001, 500_000, 3_000_000] as [Int64])
        let end = account.now.adding(seconds: -random.pick([0, 3600, 900_000]))
        return .interruptionMeasured(
            id,
            Interruption(
                start: end.adding(seconds: -length),
                confirmedThrough: end,
                ended: random.chance(70),
                cause: random.chance(75) ? .technical : random.pick(InterruptionCause.allCases)
            )
        )
    }

    /// Prices, taxes, debts and disputes (6.4).
    private mutating func priceOrDebt(_ id: SubscriptionID) -> Event {
        let today = Book.paris.date(at: account.now)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<40:
            let price = AnnouncedPrice(
                catalogue: "v\(account.now.epochSeconds)",
                monthlyPrice: random.pick([0, 250, 699, 701, 900, 1300]),
                taxRate: random.pick([1960, 2000]),
                effective: today.adding(months: random.pick([0, 1, 1, 1, 2])).adding(days: random.pick([-1, 0, 0, 9]))
            )
            return .prices(.announced(subscription: id, price: price, channel: random.pick([.mail, .mail, .page])))
        case 40..<48:
            let change = TaxChange(
                rate: random.pick([550, 1960, 2000, 2100]),
                from: today.adding(days: random.pick([-3, 0, 20]))
            )
            return .prices(.taxChanged(subscription: id, to: change))
        case 48..<58:
            let told = account.subscriptions.first { !$0.isEnded && !$0.priceChanges.isEmpty }?.id
            return .prices(.exitRequested(subscription: told ?? id, immediately: random.chance(30)))
        case 58..<76:
            return .debts(
                .extraCostInvoiced(
                    ExtraCost(
                        id: "X\(Int.random(in: 1...12, using: &random))",
                        subscription: random.chance(80) ? account.subscriptions.first?.id : nil,
                        cents: random.pick([1, 333, 2500, 6000]),
                        taxRate: 1960,
                        reason: "expert",
                        proof: random.chance(90) ? "proof.pdf" : " ",
                        due: today.adding(days: random.pick([-1, 0, 3, 60, 90]))
                    )
                )
            )
        case 76..<84:
            let debt = account.debts.randomElement(using: &random)
            let due = debt?.due ?? today
            return deferral(of: .debt(id: debt?.id ?? "X1"), due.adding(days: random.pick([0, 5, 40])))
        case 84..<92:
            let due = account[id]?.nextDue(under: book) ?? today
            return deferral(of: .renewal(subscription: id), due.adding(days: random.pick([0, 1, 2, 3])))
        case 92..<96:
            let channel = random.pick(Dispute.Channel.allCases + [.email, .email, .email])
            return .disputes(.opened(id: "D\(references)", about: .invoicing, channel: channel, message: "m"))
        default: return .disputes(.closed(id: account.disputes.last?.id ?? "D0", outcome: "settled"))
        }
    }

    private mutating func deferral(of target: DeferralTarget, _ until: CivilDate) -> Event {
        let asked = account.now.adding(seconds: random.pick([0, -90_000, -400_000]))
        return .debts(.deferralGranted(to: target, asked: asked, until: until, document: "letter"))
    }

    mutating func offer(_ event: Event, after seconds: Int64) {
        let recorded = account.now.adding(seconds: seconds)
        let lag: Int64 = random.chance(15) ? random.pick([1, 3600, 90_000, 300_000]) : 0
        var actor = Actor.client
        switch event {
        case .gestureGranted, .debts, .liability, .fraud, .accountClosed, .payments, .codes(.given): actor = .staff
        case .forceMajeure(.terminationRequested): actor = random.pick([.client, .staff])
        case .forceMajeure: actor = .staff
        case .hold, .breach, .contact, .provider: actor = event.usualActor(&random)
        default: break
        }
        take(Fact(event, occurredAt: recorded.adding(seconds: -lag), recordedAt: recorded, actor: actor))
    }

    private mutating func take(_ fact: Fact) {
        offered.append(fact)
        let before = account
        do {
            let new = try account.record(fact, under: book)
            facts.append(fact)
            effects += new
            states.append(account)
            undelivered += new.compactMap { if case .notice(let notice) = $0.action { notice.key } else { nil } }
        } catch {
            refusals += 1
            if account != before { refusalsThatChanged += 1 }
        }
    }
}

extension Phase {
    /// Over, but not yet erased.
    fileprivate var isWaiting: Bool {
        if case .ended(_, erased: false) = self { true } else { false }
    }
}

import Contract

/// An account driven by a test: time moves deadline by deadline, and mails are handed over as they are written.
struct Life {
    var account = Account(id: AccountID(number: 1), at: at("2009-01-01"))
    var book = Book.standard
    /// Whether the mail works.
    var mailWorks = true
    var effects: [Effect] = []
    /// What was recorded, in order, the handing over of mails included.
    private(set) var facts: [Fact] = []
    private var paymentCount = 0

    init(under book: Rulebook = Book.standard, mailWorks: Bool = true) {
        self.book = book
        self.mailWorks = mailWorks
    }

    /// An active account with money.
    static func open(
        _ instant: String = "2010-01-01",
        cents: Int64 = 0,
        under book: Rulebook = Book.standard
    ) throws -> Life {
        var life = Life(under: book)
        try life.record(.accountOpened(.consumer), instant)
        if cents > 0 { try life.pay(cents, instant) }
        return life
    }

    /// An active account with one service, delivered on `start` at noon, and `cents` left after the first month.
    static func started(
        _ start: String = "2010-01-31",
        slots: Int = 10,
        price: Int64 = 1000,
        cents: Int64 = 0,
        under book: Rulebook = Book.standard
    ) throws -> Life {
        var life = try open("\(start) 11:00", cents: price + cents, under: book)
        try life.order(s1, slots: slots, price: price, "\(start) 11:30")
        try life.record(.serviceDelivered(s1), "\(start) 12:00")
        life.effects = []
        return life
    }

    @discardableResult
    mutating func record(
        _ event: Event,
        _ instant: String,
        occurred: String? = nil,
        by actor: Actor = .client
    ) throws -> [Effect] {
        try record(event, at: at(instant), occurred: occurred.map { at($0) } ?? at(instant), by: actor)
    }

    @discardableResult
    mutating func record(_ event: Event, at instant: Instant, occurred: Instant, by actor: Actor) throws -> [Effect] {
        go(to: instant)
        let fact = Fact(event, occurredAt: occurred, recordedAt: instant, actor: actor)
        let new = try account.record(fact, under: book)
        facts.append(fact)
        effects += new
        handOver(new)
        return new
    }

    mutating func order(
        _ id: SubscriptionID,
        slots: Int = 10,
        price: Int64 = 1000,
        priority: Int = 100,
        terms: TermsID? = nil,
        months: Int = 1,
        _ instant: String
    ) throws {
        let order = Order(
            subscription: id,
            product: "mumble",
            slots: slots,
            monthlyPrice: price,
            taxRate: 1960,
            catalogue: "2010-01",
            terms: terms ?? book.current,
            months: months,
            priority: priority
        )
        try record(.orderPlaced(order), instant)
    }

    mutating func pay(_ cents: Int64, _ instant: String, occurred: String? = nil) throws {
        paymentCount += 1
        let payment = Payment(method: "transfer", currency: "EUR", amount: cents, reference: "T\(paymentCount)")
        try record(.paymentReceived(payment), instant, occurred: occurred)
    }

    mutating func cheque(_ cents: Int64, _ reference: String, _ instant: String, occurred: String? = nil) throws {
        let payment = Payment(
            method: "cheque",
            currency: "EUR",
            amount: cents,
            reference: reference,
            bank: DrawingBank(reading: "30004")
        )
        try record(.paymentReceived(payment), instant, occurred: occurred)
    }

    mutating func go(to instant: String) { go(to: at(instant)) }

    mutating func go(to instant: Instant) {
        while let next = account.nextDeadline(under: book), next <= instant { step(to: next) }
        step(to: instant)
    }

    private mutating func step(to instant: Instant) {
        let new = account.advance(to: instant, under: book)
        effects += new
        handOver(new)
    }

    private mutating func handOver(_ new: [Effect]) {
        guard mailWorks else { return }
        for case .notice(let notice) in new.map(\.action) {
            let now = account.now
            let fact = Fact(.noticeHandedOver(notice.key), occurredAt: now, recordedAt: now, actor: .system)
            do { effects += try account.record(fact, under: book) } catch { preconditionFailure("\(error)") }
            facts.append(fact)
        }
    }
}

/// What a test wants to read.
extension Life {
    var first: Subscription { account.subscriptions[0] }
    func phase(_ id: SubscriptionID = s1) -> Phase? { account[id]?.phase }
    func state(_ id: SubscriptionID = s1) -> ServiceDemand.State? { account.demands[id]?.state }

    /// The transactions of a kind: `debit`, `refund` …
    func posted(_ kind: String) -> [(at: Instant, transaction: Transaction)] {
        effects.compactMap { effect in
            guard case .posted(let transaction) = effect.action, transaction.key.hasPrefix(kind + "/") else {
                return nil
            }
            return (effect.at, transaction)
        }
    }

    /// The mails of a template.
    func mails(_ template: String) -> [(at: Instant, notice: Notice)] {
        effects.compactMap { effect in
            guard case .notice(let notice) = effect.action, notice.template == template else { return nil }
            return (effect.at, notice)
        }
    }

    /// What nearly happened under a rule, as it stands now.
    func misses(_ rule: RuleID, of id: SubscriptionID? = nil) -> [String] {
        account.nearMisses(of: id, at: account.now, told: facts, under: book).filter { $0.rule == rule }.map(\.text)
    }

    var phases: [(at: Instant, phase: Phase, rule: RuleID)] {
        effects.compactMap { effect in
            guard case .phase(let phase) = effect.action else { return nil }
            return (effect.at, phase, effect.rule)
        }
    }
}

extension Transaction {
    /// What it moves on one ledger account.
    func quantity(_ account: LedgerAccount) -> Int64 {
        postings.filter { $0.account == account }.reduce(0) { $0 + $1.amount.quantity }
    }
}

/// The rule by which `body` is refused.
func refusal(_ body: () throws -> Void) -> RuleID? {
    do {
        try body()
        return nil
    } catch let refusal as Refusal {
        return refusal.rule ?? "no rule"
    } catch { return "\(error)" }
}

import Contract

/// A client's ten years on the real core: deadline by deadline, every mail handed over when it is written.
struct ContractLife {
    struct Totals {
        var renewals = 0
        var mails = 0
        var effects = 0
        /// Of the clients that always pay in time, to be compared.
        var cents: Int64 = 0
        var points: Int64 = 0
        var ended = 0
    }

    private(set) var totals = Totals()
    private var account: Account
    private let book: Rulebook
    private let client: Client
    private var payments = 0

    init(_ client: Client, under book: Rulebook) {
        self.client = client
        self.book = book
        let start = book.zone.start(of: client.start)
        account = Account(id: AccountID(number: Int64(client.number + 1)), at: start)
    }

    static func play(_ client: Client, under book: Rulebook, into totals: inout Totals) throws(Refusal) {
        var life = ContractLife(client, under: book)
        try life.play()
        totals += life.totals
    }

    private mutating func play() throws(Refusal) {
        try record(.accountOpened(.consumer), on: client.start, hour: 10)
        try begin(subscription(1), on: client.start)
        switch client.habit {
        case .prepays(let months): try prepay(months)
        case .late: try payLate()
        case .lapses: try lapse()
        }
        try advance(to: instant(day(Client.months), hour: 12))
        totals.ended = account.subscriptions.count { $0.isEnded }
        guard client.isRegular else { return }
        totals.cents = account.euroBalance
        totals.points = account.points
    }

    private mutating func begin(_ id: SubscriptionID, on date: CivilDate) throws(Refusal) {
        try pay(1, on: date, hour: 11)
        let order = Order(
            subscription: id,
            product: "mumble",
            slots: client.slots,
            monthlyPrice: client.price,
            taxRate: 2000,
            catalogue: "2010-01",
            terms: book.current
        )
        try record(.orderPlaced(order), on: date, hour: 12)
        try record(.serviceDelivered(id), on: date, hour: 13, by: .system)
    }

    private mutating func prepay(_ months: Int) throws(Refusal) {
        for month in stride(from: 1, to: Client.months, by: months) {
            try pay(min(months, Client.months - month), on: day(month).adding(days: -5), hour: 14)
        }
    }

    private mutating func payLate() throws(Refusal) {
        try record(.reactivationRequested(subscription(1), standing: true), on: client.start, hour: 14)
        for month in 1..<Client.months {
            try pay(1, on: day(month).adding(days: month % 12 == 0 ? 4 : -2), hour: 14)
        }
    }

    private mutating func lapse() throws(Refusal) {
        let half = Client.months / 2
        for month in 1..<half { try pay(1, on: day(month).adding(days: -2), hour: 14) }
        try advance(to: instant(day(half).adding(days: 20), hour: 9))
        try record(
            .serviceErased(subscription(1), proof: "gone"),
            on: day(half).adding(days: 20),
            hour: 10,
            by: .system
        )
        try begin(subscription(2), on: day(half + 1))
        for month in half + 2..<Client.months { try pay(1, on: day(month).adding(days: -2), hour: 14) }
    }

    private func subscription(_ index: Int) -> SubscriptionID {
        SubscriptionID(number: Int64(client.number * 2 + index))
    }

    private func day(_ month: Int) -> CivilDate { client.start.adding(months: month) }

    private func instant(_ date: CivilDate, hour: Int64) -> Instant { book.zone.start(of: date, plus: hour * 3600) }
}

extension ContractLife {
    private mutating func pay(_ months: Int, on date: CivilDate, hour: Int64) throws(Refusal) {
        payments += 1
        let payment = Payment(
            method: "paypal",
            currency: "EUR",
            amount: client.price * Int64(months),
            reference: "P\(client.number)-\(payments)"
        )
        try record(.paymentReceived(payment), on: date, hour: hour, by: .staff)
    }

    private mutating func record(
        _ event: Event,
        on date: CivilDate,
        hour: Int64,
        by actor: Actor = .client
    ) throws(Refusal) {
        let instant = instant(date, hour: hour)
        try advance(to: instant)
        let fact = Fact(event, occurredAt: instant, recordedAt: instant, actor: actor)
        try take(account.record(fact, under: book))
    }

    private mutating func advance(to target: Instant) throws(Refusal) {
        while let next = account.nextDeadline(under: book), next <= target {
            try take(account.advance(to: next, under: book))
        }
    }

    private mutating func take(_ effects: [Effect]) throws(Refusal) {
        totals.effects += effects.count
        for effect in effects {
            switch effect.action {
            case .notice(let notice):
                totals.mails += 1
                let now = account.now
                let fact = Fact(.noticeHandedOver(notice.key), occurredAt: now, recordedAt: now, actor: .system)
                try take(account.record(fact, under: book))
            case .posted(let transaction) where transaction.key.utf8.first == UInt8(ascii: "d"): totals.renewals += 1
            default: break
            }
        }
    }
}

extension ContractLife.Totals {
    static func += (left: inout Self, right: Self) {
        left.renewals += right.renewals
        left.mails += right.mails
        left.effects += right.effects
        left.cents += right.cents
        left.points += right.points
        left.ended += right.ended
    }
}

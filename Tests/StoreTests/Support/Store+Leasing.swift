import Contract
import Fleet
import Store

/// The everyday life of a lease, as the controller would tell it.
extension Store {
    @discardableResult
    func tell(
        _ id: AccountID,
        _ event: Event,
        at now: Instant = Sample.start,
        by actor: Actor = .client,
        note: PersonalNote? = nil,
        under book: Rulebook = Sample.book
    ) throws -> Step {
        let fact = Fact(event, occurredAt: now, recordedAt: now, actor: actor)
        return try step(id, to: now, fact: fact, note: note, under: book)
    }

    /// An account whose activation mail was handed over.
    func activeAccount(at now: Instant = Sample.start) throws -> AccountID {
        let fact = Fact(.accountOpened(.consumer), occurredAt: now, recordedAt: now, actor: .client)
        let id = try openAccount(Sample.person, fact: fact, under: Sample.book).id
        try handOverMail(of: id, at: now)
        return id
    }

    func handOverMail(of id: AccountID, at now: Instant) throws {
        for mail in try mail(of: id) where mail.handedOverAt == nil {
            try tell(id, .noticeHandedOver(mail.key), at: now, by: .system)
        }
    }

    func order(
        _ id: AccountID,
        slots: Int = 10,
        price: Int64 = 0,
        at now: Instant = Sample.start
    ) throws -> SubscriptionID {
        let subscription = try nextSubscription()
        let order = Order(
            subscription: subscription,
            product: "mumble",
            slots: slots,
            monthlyPrice: price,
            taxRate: 2000,
            catalogue: "2026-01",
            terms: Sample.book.current,
            months: 1,
            priority: 100
        )
        try tell(id, .orderPlaced(order), at: now)
        return subscription
    }

    func pay(
        _ id: AccountID,
        _ cents: Int64,
        _ reference: String,
        method: String = "transfer",
        at now: Instant = Sample.start
    ) throws {
        let bank = method == "cheque" ? DrawingBank(reading: "30004") : nil
        let payment = Payment(method: method, currency: "EUR", amount: cents, reference: reference, bank: bank)
        try tell(id, .paymentReceived(payment), at: now, by: .staff)
    }

    /// A server that the contract wants to run; free of charge.
    func demandedServer(_ id: AccountID, slots: Int = 10, at now: Instant = Sample.start) throws -> ServerID {
        try order(id, slots: slots, at: now).server
    }
}

extension Instant {
    func days(_ days: Int64) -> Instant { adding(seconds: days * Sample.day) }
}

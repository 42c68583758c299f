import Contract
import Store

/// Books in which many renewals fall due on one day, beside accounts that are not due.
struct DueBooks {
    private static let start = CivilDate(epochDay: 21_915)  // 2030-01-01
    private static let price: Int64 = 1200

    let book: Rulebook

    /// When the renewals are due.
    var due: Instant { noon(Self.start.adding(months: 1)) }

    /// Leases of one month, announced and with the money for the next.
    func fill(_ store: Store, due: Int, idle: Int) throws {
        for number in 0..<due { try lease(number, on: Self.start, store) }
        for number in due..<due + idle { try lease(number, on: Self.start.adding(days: 14), store) }
        _ = try store.sweep(to: noon(Self.start.adding(days: 25)), under: book)
    }

    private func lease(_ number: Int, on date: CivilDate, _ store: Store) throws {
        let now = noon(date)
        let opened = try store.openAccount(
            Person(name: "Client \(number)", email: "c\(number)@example.org", postalAddress: "1 Street", language: .fr),
            fact: Fact(.accountOpened(.consumer), occurredAt: now, recordedAt: now, actor: .client),
            under: book
        )
        let subscription = try store.nextSubscription()
        let activation = opened.effects.compactMap {
            if case .notice(let notice) = $0.action { notice.key } else { nil }
        }
        let told: [(Event, Actor)] =
            activation.map { (.noticeHandedOver($0), .system) } + [
                (.paymentReceived(payment(number)), .staff), (.orderPlaced(order(subscription)), .client),
                (.serviceDelivered(subscription), .system),
            ]
        for (event, actor) in told {
            let fact = Fact(event, occurredAt: now, recordedAt: now, actor: actor)
            _ = try store.step(opened.id, to: now, fact: fact, under: book)
        }
    }

    private func payment(_ number: Int) -> Payment {
        Payment(method: "paypal", currency: "EUR", amount: 2 * Self.price, reference: "P\(number)")
    }

    private func order(_ subscription: SubscriptionID) -> Order {
        Order(
            subscription: subscription,
            product: "mumble",
            slots: 20,
            monthlyPrice: Self.price,
            taxRate: 2000,
            catalogue: "2030-01",
            terms: book.current
        )
    }

    private func noon(_ date: CivilDate) -> Instant { book.zone.start(of: date, plus: 43_200) }
}

extension Proceedings {
    /// R2-03, R6.4-02, R6.10-03: takes an order, or says what is wrong with it.
    mutating func place(_ order: Order) throws(Refusal) {
        try check(order)
        let index = account.insertionIndex(of: order.subscription)
        account.subscriptions.insert(Subscription(order: order, at: now, on: today), at: index)
        if order.kind == .fixedTerm, book.currentTerms?.reading(of: .formulas) == .b {
            account.subscriptions[index].renewal.on = false
        }
        emit("R6.4-02", order.subscription, .phase(.awaitingFunds))
        notify(
            .orderReceipt,
            index,
            1,
            [
                "product": .text(order.product), "slots": .number(Int64(order.slots)),
                "price": .euro(order.monthlyPrice),
            ]
        )
        payWhatIsAffordable()
    }

    private func check(_ order: Order) throws(Refusal) {
        let id = order.subscription
        try demandOpen("R6.1-01", "the order \(id) needs an account that is open")
        guard let terms = book.terms[order.terms], order.terms == book.current else {
            throw Refusal(
                "R2-03",
                "The order \(id) accepts the terms \(order.terms); accept those in force, \(book.current)."
            )
        }
        let shortest = terms.parameters.minTermMonths.value
        guard order.months >= shortest else {
            throw Refusal(
                "R6.10-03",
                "The order \(id) is for \(order.months) months; the shortest subscription is "
                    + "\(shortest == 1 ? "one month" : "\(shortest) months")."
            )
        }
        guard order.months == 1 else {
            throw Refusal(
                "R6.11-01",
                "The order \(id) is for \(order.months) months; order one month, automatic renewal continues it month by month."
            )
        }
        guard (0...Limits.cents).contains(order.monthlyPrice) else {
            throw Refusal(
                "R6.4-02",
                "The order \(id) has the price \(order.monthlyPrice.asEuro); give a price from the catalogue."
            )
        }
        guard (1...Limits.slots).contains(order.slots) else {
            throw Refusal(
                "R6.4-02",
                "The order \(id) is for \(order.slots) slots; order at least one and at most \(Limits.slots)."
            )
        }
        guard order.kind == .subscription || order.sale == .anyKind else {
            throw Refusal(
                "R6.11-09",
                "The product \(order.product) is sold by subscription only; order \(id) as a subscription."
            )
        }
        guard account.index(of: id) == nil else {
            throw Refusal("R6.11-22", "The subscription \(id) exists already; a new order needs a new number.")
        }
    }

    /// R6.3-01, R6.4-11: debits the first month at once, and only then has the server made.
    mutating func fund(_ index: Int) {
        let before = account.subscriptions[index]
        let price = before.price.at(rate: before.taxRate(on: today))
        let funding = debit(for: before, period: 1, retry: nil, price, cheques: nil, rule: "R6.4-11")
        let instant = now
        change(index, "R6.3-01") {
            $0.fundedAt = instant
            $0.setPrice(price)
            $0.paid.add(1, funding)
            $0.paidThrough = 1
            $0.phase = .provisioning
        }
    }

    /// R6.3-03, AMB-04: the service answers; its anchor is the civil day of the delivery, never before the payment.
    mutating func deliver(_ index: Int, _ terms: Terms, at instant: Instant) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard case .provisioning = subscription.phase, let fundedAt = subscription.fundedAt else {
            throw Refusal(
                "R6.2-03",
                "The service of \(subscription.id) is \(subscription.phase.words); only one being made can be delivered."
            )
        }
        let delivered = max(instant, fundedAt)
        let start = book.zone.date(at: delivered)
        let isOwed = isOwed(index)
        change(index, "R6.3-03") {
            $0.deliveredAt = delivered
            $0.start = start
            $0.phase = .active(period: 1)
            $0.running = isOwed ? [RunningSpan(from: delivered)] : []
        }
        notify(
            .delivered,
            index,
            1,
            [
                "product": .text(subscription.order.product), "slots": .number(Int64(subscription.slots)),
                "start": .date(start), "due": .date(account.subscriptions[index].due(1, under: terms)),
            ]
        )
    }
}

/// Bounds that keep every sum far from overflow.
enum Limits {
    /// Ten million euros.
    static let cents: Int64 = 1_000_000_000
    static let slots = 1_000_000
}

extension Int64 {
    /// Cents as `12.34 EUR`, for sentences.
    var asEuro: String {
        let rest = magnitude % 100
        return "\(self < 0 ? "-" : "")\(magnitude / 100).\(rest < 10 ? "0" : "")\(rest) EUR"
    }
}

extension Phase {
    /// For sentences: `stopped after a failed renewal`.
    var words: String {
        switch self {
        case .awaitingFunds: "waiting for its first payment"
        case .provisioning: "being made"
        case .active: "active"
        case .incident: "stopped after a failed renewal"
        case .ended: "ended"
        }
    }
}

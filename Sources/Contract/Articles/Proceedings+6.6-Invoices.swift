extension Proceedings {
    /// The invoice of one period debited; a free one has none.
    mutating func invoice(_ id: SubscriptionID, _ period: Int, _ price: TaxedPrice, _ key: String, rule: RuleID) {
        guard let index = account.index(of: id) else { return }
        let subscription = account.subscriptions[index]
        let slots = subscription.incident.map { $0.newSlots ?? subscription.slots } ?? subscription.nextSlots
        let line = Invoice.Line(month(period, of: subscription, slots: slots), price)
        emit(rule, id, .invoiced(Invoice(key: key, kind: .invoice, lines: [line])))
    }

    /// The credit note that takes back the invoice of a period whose debit was reversed.
    mutating func credit(_ id: SubscriptionID, _ period: Int, _ funding: Funding, _ key: String, rule: RuleID) {
        guard let subscription = account[id] else { return }
        let price = TaxedPrice(gross: funding.total, rate: funding.taxRate ?? subscription.order.taxRate)
        let line = Invoice.Line(month(period, of: subscription, slots: nil), price)
        let corrected = String.key("debit", id, period)
        emit(rule, id, .invoiced(Invoice(key: key, kind: .creditNote, lines: [line], corrects: corrected)))
    }

    private func month(_ period: Int, of subscription: Subscription, slots: Int?) -> Invoice.Subject {
        let terms = subscription.anchor == nil ? nil : book.terms(of: subscription.order)
        let from = terms.map {
            period == 1 ? subscription.start : subscription.due(period - 1, under: $0).adding(days: 1)
        }
        let through = terms.map { subscription.due(period, under: $0) }
        let product = subscription.order.product
        return .month(product: product, slots: slots, period: period, from: from, through: through)
    }
}

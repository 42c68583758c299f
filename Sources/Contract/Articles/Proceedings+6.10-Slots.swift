extension Proceedings {
    /// R6.10-01, AMB-44: another number of slots holds from the next due date on; a period is never split.
    mutating func requestSlots(_ index: Int, _ terms: Terms, _ slots: Int, _ price: Int64) throws(Refusal) {
        let subscription = account.subscriptions[index]
        let id = subscription.id
        guard let period = subscription.upcoming else {
            throw Refusal(
                "R6.10-01",
                "The subscription \(id) is \(subscription.phase.words); its slots can be changed once delivered."
            )
        }
        try refuseBeyondPlannedEnd(index, terms, period)
        guard (1...Limits.slots).contains(slots), (0...Limits.cents).contains(price) else {
            throw Refusal(
                "R6.10-01",
                "\(slots) slots at \(price.asEuro) cannot be leased; take slots and price from the catalogue."
            )
        }
        if let change = subscription.slotsChange, change.paid {
            throw Refusal(
                "R6.10-01",
                "The change of \(id) to \(change.slots) slots is paid and waits for \(change.effective); ask again after it."
            )
        }
        let effective = subscription.due(period, under: terms)
        let rate = subscription.taxRate(on: effective)
        // With the tax of that day: what he asks for is what he pays (R6.4-03).
        let settled = (
            subscription.incident?.newSlots ?? subscription.slots, subscription.settledPrice.at(rate: rate).gross
        )
        let isChange = (slots, price) != settled
        let change = SlotsChange(slots: slots, monthlyPrice: price, taxRate: rate, effective: effective)
        self.change(index, "R6.10-01") {
            $0.slotsRequests += 1
            $0.slotsChange = isChange ? change : nil
            // Announced for other slots: this request has its own price, and later lists are announced anew for it. The
            // right to leave because of what was announced stays (R6.4-07).
            $0.priceChanges = $0.priceChanges.compactMap { $0.whenOvertaken() }
        }
        notify(
            .slotsChange,
            index,
            subscription.slotsRequests + 1,
            ["slots": .number(Int64(slots)), "price": .euro(price), "effective": .date(effective)]
        )
        payWhatIsAffordable()
    }

    /// The due date of a change whose month was paid early.
    mutating func takePaidSlots(_ index: Int) {
        change(index, "R6.10-01") { $0.takeSlotsChange() }
    }
}

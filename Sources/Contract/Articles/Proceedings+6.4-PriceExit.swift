extension Proceedings {
    /// R6.4-07, AMB-47: the client leaves because of an announced price, without penalty: at the end of the paid period,
    /// or at once when he asks for that. Nothing is charged and nothing is refunded (R7.3-02).
    mutating func leave(_ index: Int, _ terms: Terms, immediately: Bool, on day: CivilDate) throws(Refusal) {
        try checkExit(index, terms, on: day)
        let atOnce = immediately || terms.reading(of: .priceExit) == .a
        let instant = today
        change(index, "R6.4-07") {
            $0.priceExit = instant
            $0.priceChanges = []
            $0.renewal.on = false
            $0.renewal.change = nil
        }
        let subscription = account.subscriptions[index]
        switch subscription.phase {
        case .active(let period) where !atOnce && today <= subscription.due(period, under: terms):
            let due = subscription.due(period, under: terms)
            notify(.priceExit, index, 1, ["product": .text(subscription.order.product), "due": .date(due)])
        case .provisioning where !atOnce:
            emit("R6.4-07", subscription.id, .decided("It ends with its first month, without renewal."))
        default: end(index, "R6.4-07", .priceExitEnded, 1)
        }
        payWhatIsAffordable()
    }

    private func checkExit(_ index: Int, _ terms: Terms, on day: CivilDate) throws(Refusal) {
        let subscription = account.subscriptions[index]
        try refuseAfterPriceExit(subscription)
        let worse = subscription.priceChanges.filter { $0.standing != .free }
        guard !worse.isEmpty else {
            throw Refusal(
                "R6.4-07",
                "\(subscription.id) has no announced price that gives the right to leave; it can be terminated at any time under 7.3."
            )
        }
        // A notice on its way gives the right already: the month has not even begun.
        let days = worse.map { $0.lastExitDay(under: terms) }
        guard days.contains(where: { $0.map { day <= $0 } ?? true }) else {
            let last = days.compactMap { $0 }.max().map(\.description) ?? "then"
            throw Refusal(
                "R6.4-07",
                "The month to leave \(subscription.id) because of its new price ended on \(last), and silence accepted it; it can be terminated at any time under 7.3."
            )
        }
    }

    func refuseAfterPriceExit(_ subscription: Subscription) throws(Refusal) {
        guard let day = subscription.priceExit else { return }
        throw Refusal(
            "R6.4-07",
            "The client left \(subscription.id) on \(day) because of its price; it ends with the paid period, so place a new order."
        )
    }
}

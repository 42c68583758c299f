extension Proceedings {
    mutating func take(_ event: PriceEvent, _ index: Int, _ terms: Terms, at instant: Instant) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard !subscription.isEnded else {
            throw Refusal(nil, "The subscription \(subscription.id) is over; its price and tax change no more.")
        }
        switch event {
        case .announced(_, let price, let channel): try announce(price, by: channel, index, terms, at: instant)
        case .taxChanged(_, let change): try changeTax(index, change)
        case .exitRequested(_, let immediately):
            try leave(index, terms, immediately: immediately, on: book.zone.date(at: instant))
        }
    }

    /// R6.4-05 to R6.4-09: a new price for a service in progress, judged on this subscription alone (AMB-11).
    private mutating func announce(
        _ announced: AnnouncedPrice,
        by channel: NoticeChannel,
        _ index: Int,
        _ terms: Terms,
        at instant: Instant
    ) throws(Refusal) {
        try check(announced, index)
        let before = account.subscriptions[index].priceWithout(announced, terms)
        let number = (account.subscriptions[index].announcements ?? 0) + 1
        let day = channel == .page ? book.zone.date(at: instant) : today
        let isWorse = announced.price.net > before.net
        if isWorse { try checkNotice(announced, given: day, index, terms) }
        let told: PriceChange.Standing = channel == .page ? .noticed(on: day) : .awaitingNotice
        account.subscriptions[index].announcements = number
        account.subscriptions[index].priceChanges.append(
            PriceChange(
                announced: announced,
                standing: isWorse ? told : .free,
                number: number,
                writtenOn: isWorse && channel == .mail ? today : nil
            )
        )
        tell(announced, before, isWorse: isWorse, by: channel, index)
        if isWorse, channel == .mail { mailNotice(announced, before, number, index, terms) }
        payWhatIsAffordable()
    }

    private func check(_ announced: AnnouncedPrice, _ index: Int) throws(Refusal) {
        let id = account.subscriptions[index].id
        guard (0...Limits.cents).contains(announced.monthlyPrice), (0..<10_000).contains(announced.taxRate) else {
            throw Refusal(
                "R6.6-01",
                "\(announced.monthlyPrice.asEuro) with \(announced.taxRate) basis points of tax is no price; take it from the price list."
            )
        }
        guard account.subscriptions[index].priceExit == nil else {
            throw Refusal(
                "R6.4-07",
                "The subscription \(id) ends because of a price change; its price changes no more."
            )
        }
    }

    /// R6.4-05: one month ahead, in months as the calendar counts them (T3).
    private func checkNotice(
        _ announced: AnnouncedPrice,
        given day: CivilDate,
        _ index: Int,
        _ terms: Terms
    ) throws(Refusal) {
        let earliest = day.adding(months: terms.parameters.priceNoticeMonths.value)
        guard announced.effective >= earliest else {
            throw Refusal(
                "R6.4-05",
                "The new price of \(account.subscriptions[index].id) is less favourable and announced on \(day), so it cannot take effect on \(announced.effective); choose \(earliest) or later."
            )
        }
    }

    private mutating func tell(
        _ announced: AnnouncedPrice,
        _ before: TaxedPrice,
        isWorse: Bool,
        by channel: NoticeChannel,
        _ index: Int
    ) {
        let id = account.subscriptions[index].id
        let change = "from \(before.net.asEuro) to \(announced.price.net.asEuro) before tax on \(announced.effective)"
        guard isWorse else {
            return emit("R6.4-06", id, .decided("The price goes \(change): no less favourable, no notice needed."))
        }
        emit("R6.4-09", id, .decided("The price goes \(change), told by \(channel.rawValue)."))
    }

    private mutating func mailNotice(
        _ announced: AnnouncedPrice,
        _ before: TaxedPrice,
        _ number: Int,
        _ index: Int,
        _ terms: Terms
    ) {
        notify(
            .priceNotice,
            index,
            number,
            [
                "product": .text(account.subscriptions[index].order.product), "oldPrice": .euro(before.gross),
                "oldNet": .euro(before.net), "price": .euro(announced.monthlyPrice),
                "net": .euro(announced.price.net), "catalogue": .text(announced.catalogue),
                "effective": .date(announced.effective),
                "lastDay": .date(today.adding(months: terms.parameters.priceExitMonths.value)),
            ]
        )
    }

    /// The notice is given now: the month runs from this day, and the effect waits for its end (R6.4-05).
    mutating func notePriceNotice(_ index: Int, number: Int?, at instant: Instant) {
        let subscription = account.subscriptions[index]
        guard !subscription.isEnded,
            let place = subscription.priceChanges.firstIndex(where: { $0.number == number }),
            subscription.priceChanges[place].standing == .awaitingNotice, let terms = book.terms(of: subscription.order)
        else { return }
        let day = book.zone.date(at: instant)
        let earliest = day.adding(months: terms.parameters.priceNoticeMonths.value)
        let effective = max(subscription.priceChanges[place].effective, earliest)
        account.subscriptions[index].priceChanges[place].effective = effective
        account.subscriptions[index].priceChanges[place].standing = .noticed(on: day)
        tellIfMoved(index, place, terms)
    }

    /// The mail was written for the day on which it was demanded; dates that are no longer those are corrected.
    private mutating func tellIfMoved(_ index: Int, _ place: Int, _ terms: Terms) {
        let change = account.subscriptions[index].priceChanges[place]
        guard let lastDay = change.lastExitDay(under: terms), let writtenOn = change.writtenOn,
            change.noticedOn != writtenOn, !change.isOvertaken
        else { return }
        notify(
            .priceNoticeMoved,
            index,
            change.number,
            ["effective": .date(change.effective), "lastDay": .date(lastDay)]
        )
    }

    /// R6.4-08: the month is over, and silence accepts.
    mutating func acceptPrices(_ index: Int, _ terms: Terms) {
        let id = account.subscriptions[index].id
        for place in account.subscriptions[index].priceChanges.indices {
            let change = account.subscriptions[index].priceChanges[place]
            guard case .noticed(let day) = change.standing, let last = change.lastExitDay(under: terms), last < today
            else { continue }
            account.subscriptions[index].priceChanges[place].standing = .accepted(noticedOn: day)
            let price = change.announced.monthlyPrice.asEuro
            emit(
                "R6.4-08",
                id,
                .decided("The new price of \(price) is accepted by silence: nothing was said by \(last).")
            )
        }
        account.subscriptions[index].priceChanges.removeAll { $0.isOvertaken && $0.whenOvertaken() == nil }
    }
}

extension Subscription {
    /// What the first debit that the announced price could touch would cost without it.
    fileprivate func priceWithout(_ announced: AnnouncedPrice, _ terms: Terms) -> TaxedPrice {
        var due = announced.effective
        if let upcoming {
            var period = max(upcoming, self.period(of: announced.effective, under: terms))
            while self.due(period, under: terms) < announced.effective { period += 1 }
            due = self.due(period, under: terms)
        }
        return price(at: due, debitedOn: due, under: terms)
    }
}

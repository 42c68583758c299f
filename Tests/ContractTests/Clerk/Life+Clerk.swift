import Contract

extension Life {
    /// Records a deed as the fact that it is; false when the engine refuses it.
    ///
    /// - Parameter clerk: what due days are read from.
    mutating func tell(_ deed: Clerk.Deed, at instant: Instant, knownTo clerk: Clerk) -> Bool {
        if deed.isAboutMail { return handOver(deed, at: instant, clerk) }
        let (event, actor) = deed.fact(at: instant, under: book, knownTo: clerk)
        do {
            try record(event, at: instant, occurred: deed.occurred(recorded: instant), by: actor)
            return true
        } catch {
            return false
        }
    }
}

extension Clerk.Deed {
    fileprivate func fact(
        at instant: Instant,
        under book: Rulebook,
        knownTo clerk: Clerk
    ) -> (event: Event, actor: Actor) {
        switch self {
        case .open: (.accountOpened(.consumer), .client)
        case .pay(let number, let method, let cents):
            (.paymentReceived(payment("T\(number)", by: method, Int64(cents))), .staff)
        case .order: (.orderPlaced(order(under: book.current)), .client)
        case .payNameless, .regularise, .sendBack: (namelessEvent, .staff)
        case .gift(let cents): (.gestureGranted(cents: Int64(cents), reason: "sorry"), .staff)
        case .cheque(let number, let cents, let isFrench, _):
            (.paymentReceived(payment("K\(number)", by: isFrench ? "cheque" : "foreign cheque", Int64(cents))), .staff)
        case .chequeClears(let number): (.chequeCleared(reference: "K\(number)"), .staff)
        case .chequeBounces(let number): (.chequeBounced(reference: "K\(number)"), .staff)
        case .reverse, .openRequest, .closeRequest, .buy: (paymentEvent, .staff)
        case .code, .giveCode, .convert: (.codes(codeEvent), .staff)
        case .cost, .deferDebt, .deferRenewal: (.debts(debtEvent(knownTo: clerk)), .staff)
        case .announce, .tax: (.prices(priceEvent), .staff)
        case .exit: (.prices(priceEvent), .client)
        case .nonRenewal(let number): (.provider(.nonRenewalNoticed(id(number))), .staff)
        case .complain(_, _, let byClient, _, _), .waive(_, _, let byClient):
            (.breach(breach), byClient ? .client : .staff)
        case .remedy, .offence: (.breach(breach), .staff)
        case .majeureLeave(_, _, let byClient): (.forceMajeure(majeureEvent), byClient ? .client : .staff)
        case .majeure, .majeureNews, .majeureOver: (.forceMajeure(majeureEvent), .staff)
        case .hold, .lift, .ease, .doubt, .confirmData: (holdEvent, .staff)
        default: (request(at: instant), .client)
        }
    }

    /// It may have happened before it is recorded (T8).
    fileprivate func occurred(recorded instant: Instant) -> Instant {
        switch self {
        case .cheque(_, _, _, let late), .convert(_, let late): instant.adding(seconds: -Int64(late))
        case .announce(_, _, _, let earlier?), .complain(_, _, _, _, let earlier?): Instant(epochSeconds: earlier.epoch)
        default: instant
        }
    }

    func id(_ number: Int) -> SubscriptionID { SubscriptionID(number: Int64(number)) }

    /// The client's or the measuring fact about one service.
    private func request(at instant: Instant) -> Event {
        switch self {
        case .deliver(let number): .serviceDelivered(id(number))
        case .switchRenewal(let number, let on): .renewalSwitched(id(number), on: on)
        case .renewNow(let number): .renewalRequested(id(number))
        case .reactivate(let number, let standing): .reactivationRequested(id(number), standing: standing)
        case .withdrawStanding(let number): .standingRequestWithdrawn(id(number))
        case .resize(let number, let slots, let price):
            .slotsChangeRequested(id(number), slots: slots, monthlyPrice: Int64(price))
        case .power(let number, let on): .clientPower(id(number), running: on)
        case .terminate(let number): .terminationRequested(id(number))
        case .outage(let number, let seconds): .interruptionMeasured(id(number), lost(seconds, before: instant))
        default: preconditionFailure("\(self) is not about one service")
        }
    }

    private func lost(_ seconds: Int, before instant: Instant) -> Interruption {
        Interruption(
            start: instant.adding(seconds: -Int64(seconds)),
            confirmedThrough: instant,
            ended: true,
            cause: .technical
        )
    }
}

import Contract

extension Life {
    /// Records a deed as the fact that it is; false when the engine refuses it.
    ///
    /// - Parameter clerk: what due days are read from.
    mutating func tell(_ deed: Clerk.Deed, at instant: Instant, knownTo clerk: Clerk) -> Bool {
        let (event, actor) = deed.fact(at: instant, under: book, knownTo: clerk)
        do {
            try record(event, at: instant, occurred: instant.adding(seconds: -deed.delay), by: actor)
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
        case .pay(let number, let cents): (transfer(number, Int64(cents)), .staff)
        case .order(let number, let slots, let price, let priority):
            (.orderPlaced(order(number, slots, price, priority, book.current)), .client)
        case .gift(let cents): (.gestureGranted(cents: Int64(cents), reason: "sorry"), .staff)
        case .cheque(let number, let cents, let isFrench, _): (cheque(number, Int64(cents), isFrench), .staff)
        case .chequeClears(let number): (.chequeCleared(reference: "K\(number)"), .staff)
        case .chequeBounces(let number): (.chequeBounced(reference: "K\(number)"), .staff)
        case .code, .giveCode, .convert: (.codes(codeEvent), .staff)
        case .cost, .deferDebt, .deferRenewal: (.debts(debtEvent(knownTo: clerk)), .staff)
        case .majeureLeave(_, _, let byClient): (.forceMajeure(majeureEvent), byClient ? .client : .staff)
        case .majeure, .majeureNews, .majeureOver: (.forceMajeure(majeureEvent), .staff)
        case .hold, .lift, .ease, .doubt, .confirmData: (holdEvent, .staff)
        default: (request(at: instant), .client)
        }
    }

    /// How long before its recording it happened (T8), in seconds.
    fileprivate var delay: Int64 {
        switch self {
        case .cheque(_, _, _, let late), .convert(_, let late): Int64(late)
        default: 0
        }
    }

    private func cheque(_ number: Int, _ cents: Int64, _ isFrench: Bool) -> Event {
        let bank = DrawingBank(reading: isFrench ? "30004" : "DE89 3704 0044 0532 0130 00")
        let reference = "K\(number)"
        return .paymentReceived(
            Payment(method: "cheque", currency: "EUR", amount: cents, reference: reference, bank: bank)
        )
    }

    private func transfer(_ number: Int, _ cents: Int64) -> Event {
        .paymentReceived(Payment(method: "transfer", currency: "EUR", amount: cents, reference: "T\(number)"))
    }

    private func order(_ number: Int, _ slots: Int, _ price: Int, _ priority: Int, _ terms: TermsID) -> Order {
        Order(
            subscription: id(number),
            product: "mumble",
            slots: slots,
            monthlyPrice: Int64(price),
            taxRate: 1960,
            catalogue: "2010-01",
            terms: terms,
            priority: priority
        )
    }

    private func id(_ number: Int) -> SubscriptionID { SubscriptionID(number: Int64(number)) }

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

    private var codeEvent: CodeEvent {
        switch self {
        case .code(let number, let cents, let obtained):
            let obtainedAt = obtained.map { Instant(epochSeconds: $0.epoch) }
            return .validated(method: "allopass", code: code(number), cents: Int64(cents), obtainedAt: obtainedAt)
        case .giveCode(let number, let cents):
            return .given(method: "allopass", code: code(number), cents: Int64(cents), reason: "it was lost")
        case .convert(let number, _): return .converted(code: code(number))
        default: preconditionFailure("\(self) is not about a code")
        }
    }

    private func code(_ number: Int) -> OpaqueID {
        OpaqueID(Clerk.Code.text(number)) ?? OpaqueID(0, 0)
    }

    private func debtEvent(knownTo clerk: Clerk) -> DebtEvent {
        switch self {
        case .cost(let number, let service, let cents, let due):
            return .extraCostInvoiced(
                ExtraCost(
                    id: "E\(number)",
                    subscription: service.map(id),
                    cents: Int64(cents),
                    taxRate: 1960,
                    reason: "expert",
                    proof: "report.pdf",
                    due: date(due)
                )
            )
        case .deferDebt(let number, let asked, let until):
            return deferral(of: .debt(id: "E\(number)"), asked, until)
        case .deferRenewal(let number, let asked, let days):
            let until = (clerk.page(number).map { $0.due($0.month) } ?? clerk.day) + days
            return deferral(of: .renewal(subscription: id(number)), asked, until)
        default: preconditionFailure("\(self) is not about a debt")
        }
    }

    private func deferral(of target: DeferralTarget, _ asked: Clerk.Moment, _ until: Int) -> DebtEvent {
        let asked = Instant(epochSeconds: asked.epoch)
        return .deferralGranted(to: target, asked: asked, until: date(until), document: "letter")
    }

    private func date(_ day: Int) -> CivilDate {
        CivilDate(Almanac.name(day)) ?? CivilDate(epochDay: 0)
    }

    private var majeureEvent: ForceMajeureEvent {
        switch self {
        case .majeure(let number, let services, let prevents, let since):
            return .declared(
                ForceMajeureDeclaration(
                    id: "M\(number)",
                    cause: .flood,
                    subscriptions: services.map(id),
                    startedAt: Instant(epochSeconds: since.epoch),
                    prevents: prevents,
                    forecast: "water is being pumped out"
                )
            )
        case .majeureNews(let number): return .updated(case: "M\(number)", forecast: "it goes down")
        case .majeureOver(let number): return .ended(case: "M\(number)")
        case .majeureLeave(let service, let number, _):
            return .terminationRequested(id(service), case: "M\(number)")
        default: preconditionFailure("\(self) is not about force majeure")
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

    private var holdEvent: Event {
        switch self {
        case .hold(let cause, let reference, let number, let from, let isProven):
            .hold(
                .placed(
                    HoldOrder(
                        cause.engine,
                        reference: "C\(reference)",
                        subscription: number.map(id),
                        reason: "what was seen",
                        evidence: isProven ? "file 12" : nil,
                        from: from.map { Instant(epochSeconds: $0.epoch) },
                        unannounced: isProven ? "it could not wait" : nil
                    )
                )
            )
        case .lift(let cause, let reference, let number):
            .hold(.lifted(cause.engine, reference: "C\(reference)", subscription: number.map(id)))
        case .ease(let reference, let number): .hold(.eased(reference: "C\(reference)", subscription: id(number)))
        case .doubt(let reference): .contact(.doubted(reference: "C\(reference)", reason: "mail came back"))
        default: .contact(.confirmed)
        }
    }
}

extension Clerk.Hold.Cause {
    fileprivate var engine: HoldOrder.Cause {
        switch self {
        case .security: .security
        case .maintenance: .maintenance
        case .conduct: .conduct
        case .authority: .authority
        case .identity: .identity
        case .unpaidDebt, .forceMajeure: preconditionFailure("an operator does not place it")
        }
    }
}

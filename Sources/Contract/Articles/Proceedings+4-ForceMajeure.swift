extension Proceedings {
    /// Article 4: declared, kept up to date, ended, and the contract ended because of it.
    mutating func take(_ event: ForceMajeureEvent, of fact: Fact) throws(Refusal) {
        switch event {
        case .declared(let declaration): try declare(declaration, by: fact.actor)
        case .updated(let id, let forecast): try updateForecast(of: id, forecast, by: fact.actor)
        case .ended(let id): try endForceMajeure(id, by: fact.actor, at: fact.occurredAt)
        case .terminationRequested(let subscription, let id):
            try endContract(of: subscription, becauseOf: id, by: fact.actor, at: fact.occurredAt)
        }
    }

    /// R4-01 to R4-03: tells the client; nothing else before the mail is handed over.
    private mutating func declare(_ declaration: ForceMajeureDeclaration, by actor: Actor) throws(Refusal) {
        try check(declaration, by: actor)
        account.forceMajeure.append(ForceMajeureCase(declaration))
        let scope = declaration.subscriptions.map(\.description).joined(separator: ", ")
        emit(
            "R4-01",
            nil,
            .decided("Force majeure \(declaration.id) is declared for \(scope); the client is told first.")
        )
        notify(
            .forceMajeure,
            declaration.id,
            [
                "case": .text(declaration.id), "cause": .text(declaration.cause.rawValue),
                "detail": .text(declaration.reason), "subscriptions": .text(scope),
                "from": .instant(declaration.startedAt), "forecast": .text(declaration.forecast),
                "extent": .text(declaration.prevents ? "prevented" : "disturbed"),
            ]
        )
    }

    private func check(_ declaration: ForceMajeureDeclaration, by actor: Actor) throws(Refusal) {
        let id = declaration.id
        guard actor == .staff else {
            throw Refusal("R4-01", "The case \(id) can only be declared by an operator.")
        }
        guard id.isCaseName else {
            throw Refusal("R4-01", "\(id) cannot name a case; write letters, digits, dots and hyphens, at most 64.")
        }
        guard forceMajeureIndex(of: id) == nil else {
            throw Refusal("R4-01", "The case \(id) is declared to \(account.id) already; give news of it instead.")
        }
        guard declaration.cause != .other || declaration.reason.hasWords else {
            throw Refusal("R4-01", "The case \(id) has the cause \"other\" and no reason; state what it is.")
        }
        guard declaration.forecast.hasWords else {
            throw Refusal("R4-06", "The case \(id) has no forecast; state what is expected of its end.")
        }
        guard declaration.startedAt <= now else {
            throw Refusal("R4-01", "The case \(id) begins in the future; declare it once it has begun.")
        }
        try checkScope(of: declaration)
    }

    private func checkScope(of declaration: ForceMajeureDeclaration) throws(Refusal) {
        guard let first = declaration.subscriptions.first else {
            throw Refusal("R4-03", "The case \(declaration.id) concerns no service; name those that it concerns.")
        }
        guard Set(declaration.subscriptions).count == declaration.subscriptions.count else {
            throw Refusal(
                "R4-03",
                "The case \(declaration.id) names a service twice; name each once, from \(first) on."
            )
        }
        for id in declaration.subscriptions where account[id].map(\.isEnded) ?? true {
            throw Refusal(
                "R4-03",
                "\(id) is no living subscription of \(account.id); take it out of \(declaration.id)."
            )
        }
    }

    /// R4-02, R4-03: the mail was handed over. The excuse, the hold and the 30 days begin.
    mutating func noteForceMajeureNotice(_ id: String, at instant: Instant) {
        guard let index = forceMajeureIndex(of: id), account.forceMajeure[index].notifiedAt == nil,
            account.forceMajeure[index].endedAt == nil
        else { return }
        account.forceMajeure[index].notifiedAt = instant
        account.forceMajeure[index].informedOn = book.zone.date(at: instant)
        emit("R4-02", nil, .decided("The client was told of force majeure \(id): it has effect from now on."))
        guard account.forceMajeure[index].declaration.prevents else { return }
        for service in account.forceMajeure[index].declaration.subscriptions {
            guard let subscription = account.index(of: service), !account.subscriptions[subscription].isEnded
            else { continue }
            placeHold(.forceMajeure, id, on: .subscription(subscription), rule: "R4-03")
        }
    }

    /// R4-06: news from the operator; the next are due a cadence later.
    private mutating func updateForecast(of id: String, _ forecast: String, by actor: Actor) throws(Refusal) {
        let index = try openCase(id, by: actor, rule: "R4-06")
        guard forecast.hasWords else {
            throw Refusal("R4-06", "The news of \(id) say nothing; state what is expected of its end.")
        }
        account.forceMajeure[index].forecast = forecast
        mailForecast(index)
    }

    /// R4-06: nobody gave news within the cadence. The client is told what is known, and the operator that more is due.
    mutating func mailStaleForecast(_ index: Int) {
        let found = account.forceMajeure[index]
        let since = found.informedOn.map { " since \($0)" } ?? ""
        emit(
            "R4-06",
            nil,
            .decided(
                "ALERT: no fresh forecast for \(found.id) was recorded\(since); the last known one is mailed again."
            )
        )
        mailForecast(index)
    }

    private mutating func mailForecast(_ index: Int) {
        account.forceMajeure[index].updates += 1
        if account.forceMajeure[index].informedOn != nil { account.forceMajeure[index].informedOn = today }
        let found = account.forceMajeure[index]
        let values: NoticeValues = ["case": .text(found.id), "forecast": .text(found.forecast)]
        notify(.forceMajeureNews, "\(found.id)-\(found.updates)", values)
    }

    /// R4-05: the cause is over. What it excused stays excused; everything else goes on at once.
    private mutating func endForceMajeure(_ id: String, by actor: Actor, at instant: Instant) throws(Refusal) {
        let index = try openCase(id, by: actor, rule: "R4-05")
        let found = account.forceMajeure[index]
        guard instant >= found.declaration.startedAt else {
            throw Refusal("R4-05", "The case \(id) would end before it began; give a later instant.")
        }
        account.forceMajeure[index].endedAt = instant
        notify(.forceMajeureEnded, id, ["case": .text(id), "to": .instant(instant)])
        for service in found.declaration.subscriptions {
            guard let subscription = account.index(of: service) else { continue }
            liftHold(.forceMajeure, id, on: .subscription(subscription), rule: "R4-05")
        }
    }

    /// R4-07, R7.2-01, AMB-31: on request only, and no indemnity either way: nothing moves in the ledger.
    private mutating func endContract(
        of id: SubscriptionID,
        becauseOf name: String,
        by actor: Actor,
        at instant: Instant
    ) throws(Refusal) {
        let (index, terms) = try living(id, rule: "R4-07")
        guard let place = forceMajeureIndex(of: name) else { throw unknownCase(name, "R4-07") }
        let found = account.forceMajeure[place]
        guard found.declaration.subscriptions.contains(id) else {
            throw Refusal(
                "R4-03",
                "The case \(name) does not concern \(id); only services in its scope can be ended by it."
            )
        }
        if let endedAt = found.endedAt, instant >= endedAt {
            throw Refusal(
                "R4-05",
                "The case \(name) is over since \(book.zone.date(at: endedAt)); it ends no contract any more."
            )
        }
        guard let right = found.terminationRight(of: actor, terms, book.zone) else {
            throw Refusal(
                "R4-02",
                "The client was not told of \(name), so it gives no right to end \(id); tell him first."
            )
        }
        guard instant >= right.opens else {
            let day = book.zone.date(at: right.opens)
            throw Refusal(right.rule, "The case \(name) does not last long enough to end \(id); ask from \(day) on.")
        }
        emit("R4-13", id, .decided("Sums due for services performed stay due; nothing is paid for the early end."))
        let values: NoticeValues = [
            "case": .text(name), "party": .text(actor == .client ? "client" : "provider"),
            "from": .instant(right.rule == "R4-07" ? found.notifiedAt ?? instant : found.declaration.startedAt),
        ]
        end(index, right.rule, right.rule == "R4-07" ? .forceMajeureEnd : .forceMajeureMonthEnd, name, values)
    }

    private func openCase(_ id: String, by actor: Actor, rule: RuleID) throws(Refusal) -> Int {
        guard actor == .staff else { throw Refusal(rule, "Only an operator gives news of the case \(id).") }
        guard let index = forceMajeureIndex(of: id) else { throw unknownCase(id, rule) }
        guard account.forceMajeure[index].endedAt == nil else {
            throw Refusal(rule, "The case \(id) is over already; declare a new one if it began again.")
        }
        return index
    }

    private func unknownCase(_ id: String, _ rule: RuleID) -> Refusal {
        Refusal(rule, "No case \(id) was declared to \(account.id); `lessor majeure list` shows those that were.")
    }

    private func forceMajeureIndex(of id: String) -> Int? {
        account.forceMajeure.firstIndex { $0.id == id }
    }

    /// A subscription that is not over, with its terms.
    func living(_ id: SubscriptionID, rule: RuleID) throws(Refusal) -> (index: Int, terms: Terms) {
        guard let index = account.index(of: id), !account.subscriptions[index].isEnded else {
            throw Refusal(rule, "\(id) is no living subscription of \(account.id); check both numbers.")
        }
        guard let terms = book.terms(of: account.subscriptions[index].order) else {
            throw Refusal("R0-01", "The terms of \(id) are not loaded; put their file back.")
        }
        return (index, terms)
    }
}

extension String {
    /// Whether something is written in it.
    var hasWords: Bool { contains { !$0.isWhitespace } }

    /// Whether it can name a case in keys of mails.
    var isCaseName: Bool {
        (1...64).contains(utf8.count)
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
                default: false
                }
            }
    }
}

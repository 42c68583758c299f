extension Proceedings {
    mutating func take(_ event: CodeEvent, of fact: Fact) throws(Refusal) {
        switch event {
        case .validated(let method, let code, let cents, let obtained):
            try demandOpen("R6.8-02", "no code can be validated for it")
            try validate(method, code, cents, obtained, at: fact.occurredAt)
        case .converted(let code):
            try demandOpen("R6.8-02", "its codes cannot be converted")
            try convert(code, at: fact.occurredAt)
        case .given(let method, let code, let cents, let reason):
            try demandOpen("R6.8-05", "no code can be given to it")
            try give(method, code, cents, reason, by: fact.actor)
        }
    }

    /// R6.8-02: the code is good and waits. AMB-20: its days run from when it was obtained, where that is known.
    private mutating func validate(
        _ name: String,
        _ code: OpaqueID,
        _ cents: Int64,
        _ obtained: Instant?,
        at instant: Instant
    ) throws(Refusal) {
        if let obtained, obtained > instant {
            throw Refusal("R12.1-01", "The code \(code) is said to be obtained after its validation; correct the time.")
        }
        let isKnown = book.currentTerms?.reading(of: .codeStart) != .b
        let start = isKnown ? obtained ?? instant : instant
        let added = try add(name, code, cents, from: start, isGift: false, rule: "R6.8-02")
        notify(.codeValidated, added.name, values(of: added))
    }

    /// R6.8-05: a gesture of the provider, with its reason, and no precedent (R10-01).
    private mutating func give(
        _ name: String,
        _ code: OpaqueID,
        _ cents: Int64,
        _ reason: String,
        by actor: Actor
    ) throws(Refusal) {
        guard actor == .staff else {
            throw Refusal("R6.8-05", "A free code for \(account.id) can only be given by an operator.")
        }
        guard reason.isMeaningful else {
            throw Refusal("R6.8-05", "The free code for \(account.id) has no reason; state what justifies it.")
        }
        let added = try add(name, code, cents, from: now, isGift: true, rule: "R6.8-05")
        notify(.codeGiven, added.name, values(of: added).with("reason", .text(reason)))
    }

    private mutating func add(
        _ name: String,
        _ code: OpaqueID,
        _ cents: Int64,
        from start: Instant,
        isGift: Bool,
        rule: RuleID
    ) throws(Refusal) -> PaymentCode {
        guard let terms = book.currentTerms, let managed = terms.managed(name), managed.creditedOn == .conversion else {
            throw Refusal("R6.6-05", "The method \(name) is not one that is paid by codes; name one that is.")
        }
        guard (1...Limits.cents).contains(cents) else {
            throw Refusal("R6.8-02", "The code \(code) is worth \(cents.asEuro); give its face value, more than zero.")
        }
        try use(PaymentClaim(name, code: code))
        let added = PaymentCode(
            code: code,
            method: managed.id,
            cents: cents,
            lastDay: book.zone.date(at: start).adding(days: terms.parameters.alloPassConversionDays.value),
            isGift: isGift
        )
        account.codes.append(added)
        let source = isGift ? LedgerAccount.gestures : .bank(managed.id)
        let key = "code/\(managed.id.rawValue)/\(code)"
        emit(rule, nil, .posted(.transfer(key: key, from: source, to: .codes(account.id), .euro(cents: cents))))
        return added
    }

    private func values(of code: PaymentCode) -> NoticeValues {
        [
            "amount": .euro(code.cents), "reference": .text(code.code.description),
            "method": .text(code.method.rawValue), "lastDay": .date(code.lastDay),
        ]
    }

    /// R6.8-02: converted until 24:00 of its last day. R6.8-06: a second time gives the first result and moves nothing.
    private mutating func convert(_ id: OpaqueID, at instant: Instant) throws(Refusal) {
        guard let index = account.codes.firstIndex(where: { $0.code == id }) else {
            throw Refusal("R6.8-02", "No code \(id) was validated for \(account.id); validate it first.")
        }
        let code = account.codes[index]
        if case .converted(let first) = code.state {
            let day = book.zone.date(at: first)
            return emit(
                "R6.8-06",
                nil,
                .decided("The code \(id) was converted on \(day) into \(code.cents.asEuro); a code converts once.")
            )
        }
        // T8: a conversion recorded late, but made in time, takes the value back from where the code's death left it.
        guard instant < book.zone.start(of: code.lastDay.adding(days: 1)) else {
            throw Refusal("R6.8-03", "The code \(id) could be converted until \(code.lastDay), 24:00; it is dead.")
        }
        let source = code.state == .dead ? code.grave : .codes(account.id)
        account.codes[index].state = .converted(at: now)
        let key = "convert/\(code.method.rawValue)/\(id)"
        emit(
            "R6.8-02",
            nil,
            .posted(.transfer(key: key, from: source, to: .balance(account.id), .euro(cents: code.cents)))
        )
        let claim = PaymentClaim(code.method.rawValue, code: id)
        credit(code.cents, code.method, claim.reference, claim.name, at: instant)
    }

    /// R6.8-03, R6.8-04: not converted in time: dead, and nothing comes back.
    mutating func bury(_ index: Int) {
        let code = account.codes[index]
        account.codes[index].state = .dead
        let key = "breakage/\(code.method.rawValue)/\(code.code)"
        emit(
            "R6.8-03",
            nil,
            .posted(.transfer(key: key, from: .codes(account.id), to: code.grave, .euro(cents: code.cents)))
        )
        notify(.codeDead, code.name, values(of: code))
    }
}

extension Account {
    /// When the next code dies; nil when none waits.
    func codeDeadline(in zone: CivilZone) -> Deadline? {
        guard !codes.isEmpty else { return nil }
        let waiting = codes.indices.filter { codes[$0].state == .waiting }
        guard let index = waiting.min(by: { codes[$0].lastDay < codes[$1].lastDay }) else { return nil }
        let end = codes[index].lastDay.adding(days: 1)
        // No payment depends on a code that nobody converted, so the order among the tasks of one instant means nothing.
        return Deadline(at: zone.start(of: end), task: .codeDeath(index), priority: Deadline.ofAccount, due: end)
    }
}

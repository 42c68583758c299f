extension Proceedings {
    mutating func take(_ event: HoldEvent, of fact: Fact) throws(Refusal) {
        switch event {
        case .placed(let order):
            try requireStaff(fact, order.cause.rule, "A hold for \(order.cause.rawValue)")
            try place(order)
        case .lifted(let cause, let reference, let subscription):
            try requireStaff(fact, cause.rule, "Lifting a hold")
            try lift(cause, reference, on: try scope(of: subscription))
        case .eased(let reference, let subscription):
            try requireStaff(fact, HoldOrder.Cause.maintenance.rule, "Easing a hold")
            try ease(reference, on: try requireIndex(of: subscription))
        }
    }

    /// R7.5-03, AMB-35: to start what was interrupted, and to see that it serves, is part of the intervention.
    private mutating func ease(_ reference: String, on index: Int) throws(Refusal) {
        let holds = account.subscriptions[index].holds
        guard let place = holds.firstIndex(where: { $0.cause == .maintenance && $0.reference == reference }) else {
            throw Refusal(
                HoldOrder.Cause.maintenance.rule,
                "No hold maintenance \(reference) stands on \(account.subscriptions[index].id), so that there is nothing to ease."
            )
        }
        change(index, HoldOrder.Cause.maintenance.rule) { $0.holds[place].isEased = true }
    }

    func scope(of subscription: SubscriptionID?) throws(Refusal) -> HoldScope {
        guard let subscription else { return .account }
        return .subscription(try requireIndex(of: subscription))
    }

    /// R7.5-01, R7.5-03, R8-02 to R8-04: holds at once and says so, or says so first and holds then (R7.5-02).
    private mutating func place(_ order: HoldOrder) throws(Refusal) {
        let scope = try scope(of: order.subscription)
        try check(order, on: scope)
        account.casework.holdMails += 1
        let number = account.casework.holdMails
        guard let from = order.from, from > now else {
            hold(order, on: scope)
            return notify(order.cause.template, on: scope, number, order.values)
        }
        account.casework.announced.append(AnnouncedHold(order: order, from: from, number: number))
        var values = order.values
        values["holdCause"] = .text(order.cause.rawValue)
        values["from"] = .instant(from)
        notify(.holdAnnounced, on: scope, number, values)
    }

    private func check(_ order: HoldOrder, on scope: HoldScope) throws(Refusal) {
        let (cause, rule) = (order.cause, order.cause.rule)
        try require(order.reference, rule, "The hold has no reference; name the case or document it stands on.")
        try require(order.reason, rule, "The hold \(order.reference) has no reason; say what the client is to be told.")
        if cause == .conduct || cause == .authority {
            let what = cause == .conduct ? "evidence" : "document"
            try require(order.evidence, rule, "The hold \(order.reference) names no \(what); say where it is kept.")
        }
        if cause.wantsWarning, order.from == nil {
            try require(
                order.unannounced,
                "R7.5-02",
                "The client is not told before the hold \(order.reference); let it begin later, or say why he cannot be."
            )
        }
        if let from = order.from, from < now {
            throw Refusal(rule, "The hold \(order.reference) would begin in the past; leave its beginning out.")
        }
        if cause == .identity, !account.casework.identity.contains(order.reference) {
            throw Refusal(
                rule,
                "No case \(order.reference) doubts the data of \(account.id); open one first, so that the client is asked."
            )
        }
        try checkPlace(of: order, on: scope)
    }

    private func checkPlace(of order: HoldOrder, on scope: HoldScope) throws(Refusal) {
        if case .subscription(let index) = scope, account.subscriptions[index].isEnded {
            throw Refusal(order.cause.rule, "The subscription \(account.subscriptions[index].id) is over already.")
        }
        guard !stands(order.cause, order.reference, on: scope), announcement(order.cause, order.reference, scope) == nil
        else {
            throw Refusal(
                order.cause.rule,
                "The hold \(order.cause.rawValue) \(order.reference) is placed on \(name(of: scope)) already; nothing to do."
            )
        }
    }

    private mutating func hold(_ order: HoldOrder, on scope: HoldScope) {
        if order.cause == .authority {
            let text = "The interruption is demanded from outside (\(order.reference)): no refund, no breach."
            emit("R4-09", order.subscription, .decided(text))
        }
        placeHold(order.cause.hold, order.reference, on: scope, rule: order.cause.rule)
    }

    /// R7.5-02: the hold that was announced begins, with a word where its mail is not out yet.
    mutating func beginHold(_ number: Int) {
        guard let place = account.casework.announced.firstIndex(where: { $0.number == number }) else { return }
        let announced = account.casework.announced.remove(at: place)
        let index = announced.order.subscription.flatMap { account.index(of: $0) }
        if let index, account.subscriptions[index].isEnded { return }
        if !announced.isTold {
            let text = "The hold \(announced.order.reference) begins before its announcement could be handed over."
            emit("R7.5-02", announced.order.subscription, .decided(text))
        }
        hold(announced.order, on: index.map(HoldScope.subscription) ?? .account)
    }

    /// R7.5-02: the client was informed.
    mutating func noteAnnouncement(_ number: Int?) {
        guard let number,
            let place = account.casework.announced.firstIndex(where: { $0.number == number })
        else { return }
        account.casework.announced[place].isTold = true
    }

    /// Lifts this hold and no other, or calls it off before it begins.
    private mutating func lift(_ cause: HoldOrder.Cause, _ reference: String, on scope: HoldScope) throws(Refusal) {
        let announced = announcement(cause, reference, scope)
        guard announced != nil || stands(cause, reference, on: scope) else {
            throw Refusal(
                cause.rule,
                "No hold \(cause.rawValue) \(reference) stands on \(name(of: scope)); list them and name one exactly."
            )
        }
        guard cause != .identity || announced != nil else {
            throw Refusal(
                cause.rule,
                "The hold \(reference) is lifted by confirming the data of \(account.id); do that."
            )
        }
        if let announced { account.casework.announced.remove(at: announced) }
        sayLifted(cause, reference, on: scope, as: announced == nil ? "lifted" : "cancelled")
    }

    /// Lifts what stands and tells the client.
    mutating func sayLifted(_ cause: HoldOrder.Cause, _ reference: String, on scope: HoldScope, as state: String) {
        liftHold(cause.hold, reference, on: scope, rule: cause.rule)
        account.casework.holdMails += 1
        let values: NoticeValues = [
            "holdCause": .text(cause.rawValue), "reference": .text(reference), "state": .text(state),
        ]
        notify(.holdLifted, on: scope, account.casework.holdMails, values)
    }

    private func stands(_ cause: HoldOrder.Cause, _ reference: String, on scope: HoldScope) -> Bool {
        holds(on: scope).contains { $0.cause == cause.hold && $0.reference == reference }
    }

    func holds(on scope: HoldScope) -> [Hold] {
        switch scope {
        case .account: account.holds
        case .subscription(let index): account.subscriptions[index].holds
        }
    }

    private func announcement(_ cause: HoldOrder.Cause, _ reference: String, _ scope: HoldScope) -> Int? {
        account.casework.announced.firstIndex { announced in
            let order = announced.order
            let isHere =
                switch scope {
                case .account: order.subscription == nil
                case .subscription(let index): order.subscription == account.subscriptions[index].id
                }
            return isHere && order.cause == cause && order.reference == reference
        }
    }

    private func name(of scope: HoldScope) -> String {
        switch scope {
        case .account: account.id.description
        case .subscription(let index): account.subscriptions[index].id.description
        }
    }

    /// Demands a mail about what a hold lies on.
    mutating func notify(
        _ template: Template,
        on scope: HoldScope,
        _ number: some CustomStringConvertible,
        _ values: NoticeValues
    ) {
        var values = values
        values["service"] = .text(name(of: scope))
        switch scope {
        case .account: notify(template, number, values)
        case .subscription(let index): notify(template, index, number, values)
        }
    }
}

extension HoldOrder {
    /// What every mail about it states.
    fileprivate var values: NoticeValues { ["reference": .text(reference), "reason": .text(reason)] }
}

extension HoldOrder.Cause {
    fileprivate var template: Template {
        switch self {
        case .security: .heldForSecurity
        case .maintenance: .heldForMaintenance
        case .conduct: .heldForConduct
        case .authority: .heldForAuthority
        case .identity: .heldForIdentity
        }
    }
}

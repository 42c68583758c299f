import Contract

/// Holds, breaches, contact data and the provider's notices, in random order.
extension History {
    mutating func casework(_ id: SubscriptionID) -> Event {
        if !runningBreaches.isEmpty, random.chance(60) { return .breach(closing(id)) }
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<34: return .hold(.placed(holdOrder(random.chance(80) ? id : nil)))
        case 34..<58: return .hold(lifting(id))
        case 58..<68: return notice(of: id)
        case 68..<74: return .breach(closing(id))
        case 74..<75: return .breach(.offenceObserved(offence(id)))
        case 75..<77: return .breach(.complianceChecked(id, subject: "ports", result: "as ordered"))
        case 77..<81: return .provider(.nonRenewalNoticed(id))
        case 81..<84: return .provider(.relocated(id, address: "192.0.2.9", port: 20_001))
        default: return .contact(contact())
        }
    }

    private mutating func holdOrder(_ id: SubscriptionID?) -> HoldOrder {
        let ahead: Int64? = random.chance(35) ? random.pick([0, 3600, 200_000]) : nil
        return HoldOrder(
            random.pick(HoldOrder.Cause.allCases),
            reference: random.pick(["C-1", "C-2"]),
            subscription: id,
            reason: "seen",
            evidence: random.chance(95) ? "file" : nil,
            from: ahead.map { account.now.adding(seconds: 2_000_000 + $0) },
            unannounced: random.chance(95) ? "urgent" : nil
        )
    }

    /// Mostly of a hold that stands or is announced.
    private mutating func lifting(_ id: SubscriptionID) -> HoldEvent {
        var known: [(HoldOrder.Cause, String, SubscriptionID?)] = account.casework.announced.map {
            ($0.order.cause, $0.order.reference, $0.order.subscription)
        }
        func add(_ holds: [Hold], _ id: SubscriptionID?) {
            for hold in holds {
                guard let cause = HoldOrder.Cause(rawValue: hold.cause.rawValue) else { continue }
                known.append((cause, hold.reference, id))
            }
        }
        add(account.holds, nil)
        for subscription in account.subscriptions { add(subscription.holds, subscription.id) }
        let one = known.isEmpty || random.chance(10) ? (.conduct, "C-1", id) : random.pick(known)
        return .lifted(one.0, reference: one.1, subscription: one.2)
    }

    private mutating func notice(of id: SubscriptionID) -> Event {
        let party = random.pick(BreachNotice.Party.allCases)
        let breaches = random.chance(90) ? ["open relay"] : []
        return .breach(.notified(.init(random.pick(["B-1", "B-2"]), by: party, subscription: id, breaches: breaches)))
    }

    /// Mostly of one that runs.
    private mutating func closing(_ id: SubscriptionID) -> BreachEvent {
        let open = runningBreaches.map(\.notice)
        let (id, reference) = open.isEmpty ? (id, "B-1") : { ($0.subscription, $0.reference) }(random.pick(open))
        return random.chance(70)
            ? .cured(id, reference: reference) : .waived(id, reference: reference, reason: "a first time")
    }

    var runningBreaches: [Breach] {
        account.casework.breaches.filter {
            $0.state == .open && account[$0.notice.subscription]?.isEnded == false
        }
    }

    private mutating func offence(_ id: SubscriptionID) -> Offence {
        let article = random.pick(Offence.Article.allCases)
        return Offence(article, subscription: random.chance(80) ? id : nil, reason: "seen", evidence: "file")
    }

    private mutating func contact() -> ContactEvent {
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            let changed = account.now.adding(seconds: -random.pick([0, 172_800, 172_801, 900_000]))
            return .changed(ContactChange([.email], changedAt: changed))
        case 1: return .mailBounced(random.chance(90) ? "R6.1-02/\(account.id)/1" : "R6.1-02/A-99/1")
        case 2: return .doubted(reference: random.pick(["C-1", "C-2"]), reason: "letter returned")
        default: return .confirmed
        }
    }
}

extension Event {
    /// Who would say so, and now and then who may not.
    func usualActor(_ random: inout Generator) -> Actor {
        guard random.chance(97) else { return .client }
        if case .contact(.mailBounced) = self { return .system }
        return .staff
    }
}

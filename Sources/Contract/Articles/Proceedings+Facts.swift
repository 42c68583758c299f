extension Proceedings {
    /// Applies one fact at `now`. Throws when no rule takes it.
    mutating func take(_ fact: Fact) throws(Refusal) {
        guard fact.occurredAt <= fact.recordedAt else {
            throw Refusal(
                "R12.1-01",
                "The fact is dated after it was recorded; give an instant that is not in the future."
            )
        }
        switch fact.event {
        case .accountOpened(let kind): try open(kind)
        default:
            guard account.status != nil else {
                throw Refusal("R6.1-01", "The account \(account.id) is not open; open it first.")
            }
            try takeOfAccount(fact)
        }
    }

    private mutating func takeOfAccount(_ fact: Fact) throws(Refusal) {
        switch fact.event {
        case .accountOpened: return
        case .noticeHandedOver(let key): try noteHandover(key, at: fact.occurredAt)
        case .orderPlaced(let order): try place(order)
        case .paymentReceived(let payment): try receive(payment, at: fact.occurredAt)
        case .chequeCleared(let reference): try clearCheque(reference, at: fact.occurredAt)
        case .chequeBounced(let reference): try bounceCheque(reference)
        case .gestureGranted(let cents, let reason): try grantGesture(cents, reason, by: fact.actor)
        case .hold(let event): try take(event, of: fact)
        case .breach(let event): try take(event, of: fact)
        case .contact(let event): try take(event, of: fact)
        case .provider(let event): try take(event, of: fact)
        case .debts(let event): try take(event, by: fact.actor)
        case .disputes(let event): try take(event, at: fact.occurredAt)
        case .forceMajeure(let event): try take(event, of: fact)
        case .liability(let event): try take(event, by: fact.actor)
        case .person(let event): try take(event)
        case .fraud(let event): try take(event, by: fact.actor)
        case .pointsRedeemed(let hundredths): try redeem(hundredths)
        case .accountClosed(let reason): try close(reason)
        case .payments(let event): try take(event, of: fact)
        case .codes(let event): try take(event, of: fact)
        case .requests(let event): try take(event, of: fact)
        default: try takeOfSubscription(fact)
        }
    }

    private mutating func takeOfSubscription(_ fact: Fact) throws(Refusal) {
        let index = try requireIndex(of: fact.event.subscription)
        let terms = try requireTerms(index)
        switch fact.event {
        case .serviceDelivered: try deliver(index, terms, at: fact.occurredAt)
        case .renewalSwitched(_, let on): try switchRenewal(index, terms, on: on, at: fact.occurredAt)
        case .renewalRequested: try renewEarly(index, terms)
        case .reactivationRequested(_, let standing): try requestReactivation(index, terms, standing: standing)
        case .standingRequestWithdrawn: try withdrawStandingRequest(index)
        case .slotsChangeRequested(_, let slots, let price): try requestSlots(index, terms, slots, price)
        case .clientPower(_, let running): try setPower(index, running: running)
        case .terminationRequested(_, let identification): try terminate(index, identification)
        case .interruptionMeasured(_, let interruption): try measure(index, terms, interruption)
        case .serviceErased: try noteErasure(index)
        case .prices(let event): try take(event, index, terms, at: fact.occurredAt)
        default: return
        }
    }
}

extension Proceedings {
    /// Where the subscription stands, or a refusal that says which number is wrong.
    func requireIndex(of id: SubscriptionID?) throws(Refusal) -> Int {
        guard let id, let index = account.index(of: id) else {
            let name = id.map(\.description) ?? "without a number"
            throw Refusal(nil, "The account \(account.id) has no subscription \(name); check both numbers.")
        }
        return index
    }

    /// The terms that its order accepted.
    func requireTerms(_ index: Int) throws(Refusal) -> Terms {
        let order = account.subscriptions[index].order
        guard let terms = book.terms(of: order) else {
            throw Refusal(
                "R0-01",
                "The terms \(order.terms) of \(order.subscription) are not loaded; put their file back."
            )
        }
        return terms
    }

    /// A text that the terms want on record.
    func require(_ text: String?, _ rule: RuleID, _ sentence: @autoclosure () -> String) throws(Refusal) {
        guard let text, text.hasWords else { throw Refusal(rule, sentence()) }
    }

    /// What only a person of the provider decides.
    func requireStaff(_ fact: Fact, _ rule: RuleID, _ what: String) throws(Refusal) {
        guard fact.actor == .staff else {
            throw Refusal(rule, "\(what) on \(account.id) is an operator's decision; let one of them record it.")
        }
    }
}

extension Event {
    /// Whether the rule that takes it looks at everything before it changes anything. The most frequent two are so.
    func isRefusedUntouched(under book: Rulebook) -> Bool {
        switch self {
        case .noticeHandedOver: return true
        case .paymentReceived(let payment):
            let creditedOn = book.currentTerms?.managed(payment.method)?.creditedOn
            return creditedOn == .completed || creditedOn == .bankCredit
        default: return false
        }
    }

    /// The subscription that the event is about; nil where it is about the whole account.
    package var subscription: SubscriptionID? {
        switch self {
        case .accountOpened, .noticeHandedOver, .paymentReceived, .chequeCleared, .chequeBounced, .gestureGranted,
            .person, .fraud, .pointsRedeemed, .accountClosed, .codes, .requests:
            nil
        case .forceMajeure(let event): event.subscription
        case .liability(let event): event.subscription
        case .payments(let event): event.subscription
        case .orderPlaced(let order): order.subscription
        case .prices(let event): event.subscription
        case .debts(let event): event.subscription
        case .disputes: nil
        case .serviceDelivered(let id), .renewalSwitched(let id, _), .renewalRequested(let id),
            .reactivationRequested(let id, _), .standingRequestWithdrawn(let id), .slotsChangeRequested(let id, _, _),
            .clientPower(let id, _), .terminationRequested(let id, _), .interruptionMeasured(let id, _),
            .serviceErased(let id, _):
            id
        case .hold(let event): event.subscription
        case .breach(let event): event.subscription
        case .contact: nil
        case .provider(let event): event.subscription
        }
    }
}

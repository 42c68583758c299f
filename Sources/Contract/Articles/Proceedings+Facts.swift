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
        case .chequeCleared(let reference): try clearCheque(reference)
        case .chequeBounced(let reference): try bounceCheque(reference)
        case .gestureGranted(let cents, let reason): try grantGesture(cents, reason, by: fact.actor)
        default: try takeOfSubscription(fact)
        }
    }

    private mutating func takeOfSubscription(_ fact: Fact) throws(Refusal) {
        guard let id = fact.event.subscription, let index = account.index(of: id) else {
            let name = fact.event.subscription.map(\.description) ?? "without a number"
            throw Refusal(nil, "The account \(account.id) has no subscription \(name); check both numbers.")
        }
        guard let terms = book.terms(of: account.subscriptions[index].order) else {
            let missing = account.subscriptions[index].order.terms
            throw Refusal("R0-01", "The terms \(missing) of \(id) are not loaded; put their file back.")
        }
        switch fact.event {
        case .serviceDelivered: try deliver(index, terms, at: fact.occurredAt)
        case .renewalSwitched(_, let on): try switchRenewal(index, terms, on: on, at: fact.occurredAt)
        case .renewalRequested: try renewEarly(index, terms)
        case .reactivationRequested(_, let standing): try requestReactivation(index, terms, standing: standing)
        case .standingRequestWithdrawn: try withdrawStandingRequest(index)
        case .slotsChangeRequested(_, let slots, let price): try requestSlots(index, terms, slots, price)
        case .clientPower(_, let running): try setPower(index, running: running)
        case .terminationRequested: try terminate(index)
        case .interruptionMeasured(_, let interruption): try measure(index, terms, interruption)
        case .serviceErased: try noteErasure(index)
        default: return
        }
    }
}

extension Event {
    /// The subscription that the event is about; nil where it is about the whole account.
    package var subscription: SubscriptionID? {
        switch self {
        case .accountOpened, .noticeHandedOver, .paymentReceived, .chequeCleared, .chequeBounced, .gestureGranted: nil
        case .orderPlaced(let order): order.subscription
        case .serviceDelivered(let id), .renewalSwitched(let id, _), .renewalRequested(let id),
            .reactivationRequested(let id, _), .standingRequestWithdrawn(let id), .slotsChangeRequested(let id, _, _),
            .clientPower(let id, _), .terminationRequested(let id), .interruptionMeasured(let id, _),
            .serviceErased(let id, _):
            id
        }
    }
}

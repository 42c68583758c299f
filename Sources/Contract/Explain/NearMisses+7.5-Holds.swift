extension NearMissSearch {
    /// R7.5-01 to R8-04: a paid server that does not run, and one that runs although a hold is announced.
    mutating func lookAtHolds(_ index: Int) {
        let subscription = account.subscriptions[index]
        guard case .active = subscription.phase else { return }
        for hold in account.holds + subscription.holds {
            note(
                hold.cause.rule,
                subscription.id,
                "server does not run although paid: hold \(hold.cause.rawValue) \(hold.reference) stands"
                    + (hold.cause == .unpaidDebt ? ", until that debt is paid" : ", and paying lifts no such hold")
            )
        }
        if subscription.stoppedByClient {
            note("R12.2-01", subscription.id, "server does not run although paid: the client stopped it")
        }
        for announced in account.casework.announced
        where announced.order.subscription == nil || announced.order.subscription == subscription.id {
            note(
                "R7.5-02",
                subscription.id,
                "not held yet: \(announced.order.cause.rawValue) \(announced.order.reference) is announced and begins on "
                    + "\(book.zone.date(at: announced.from))"
            )
        }
    }

    /// R8-04, AMB-37: doubtful contact data hold nothing before a person says so.
    mutating func lookAtIdentity() {
        let held = (account.holds + account.subscriptions.flatMap(\.holds)).contains { $0.cause == .identity }
        for reference in account.casework.identity where !held {
            note("R8-04", nil, "not suspended for \(reference): the data are doubted, and nobody ordered a hold")
        }
    }
}

extension Hold.Cause {
    /// The rule that it stands on.
    fileprivate var rule: RuleID {
        switch self {
        case .unpaidDebt: "R6.4-14"
        case .security: "R7.5-01"
        case .maintenance: "R7.5-03"
        case .conduct: "R8-02"
        case .authority: "R8-03"
        case .identity: "R8-04"
        case .forceMajeure: "R4-03"
        }
    }
}

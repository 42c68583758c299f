import Contract
import Controller

/// A hold as commands print it: one that stands, or one announced.
struct HoldView: Encodable {
    let account: String
    /// Nil for a hold on the whole account.
    let subscription: String?
    let cause: String
    let reference: String
    let since: String?
    /// When it will begin; nil for one that stands.
    let from: String?
    /// What lifts it.
    let lifting: String

    private init(_ cause: Hold.Cause, _ reference: String, _ account: AccountID, _ id: SubscriptionID?, at: Moment) {
        self.account = account.description
        subscription = id?.description
        self.cause = cause.rawValue
        self.reference = reference
        since = at.since
        from = at.from
        lifting = cause.lifting(reference, account: account, id)
    }

    /// Since when it stands, or from when on it will.
    private struct Moment {
        var since: String?
        var from: String?
    }

    /// Of an account and all its subscriptions, or of one with those of its account; those of services that are over are
    /// left out.
    static func all(of account: Account, only id: SubscriptionID? = nil, narrator: Narrator) -> [HoldView] {
        func standing(_ holds: [Hold], _ subscription: SubscriptionID?) -> [HoldView] {
            holds.map {
                HoldView($0.cause, $0.reference, account.id, subscription, at: Moment(since: narrator.time($0.since)))
            }
        }
        let living = account.subscriptions.filter { !$0.isEnded && (id == nil || $0.id == id) }
        let announced = account.casework.announced.filter { announced in
            guard let subscription = announced.order.subscription else { return true }
            return living.contains { $0.id == subscription }
        }
        return standing(account.holds, nil) + living.flatMap { standing($0.holds, $0.id) }
            + announced.map {
                let order = $0.order
                let moment = Moment(from: narrator.time($0.from))
                return HoldView(order.cause.hold, order.reference, account.id, order.subscription, at: moment)
            }
    }

    /// `conduct C-1 since 2026-03-01 12:00:00, lifted by: …`.
    var line: String {
        let when = since.map { "since \($0)" } ?? from.map { "from \($0)" } ?? ""
        return "\(cause) \(reference) on \(subscription ?? account) \(when); \(lifting)"
    }
}

extension Hold.Cause {
    /// A sentence for operators.
    fileprivate func lifting(_ reference: String, account: AccountID, _ id: SubscriptionID?) -> String {
        switch self {
        case .unpaidDebt: "lifted by paying what is owed, or by a deferral in writing (R6.4-14, R6.4-15)"
        case .forceMajeure: "lifted by `lessor majeure end \(shellWord(reference))` (R4-05)"
        case .identity: "lifted by `lessor account confirm \(account)` (R8-04)"
        case .security, .maintenance, .conduct, .authority:
            "lifted by `lessor hold lift \(id?.description ?? account.description) --cause \(rawValue) --reference \(shellWord(reference))`"
        }
    }
}

package import Contract

/// One line of a played scenario's journal.
package struct ScenarioRow: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable {
        case fact, refusal, money, invoice, mail, account, phase, server, decision
    }

    /// Civil time of the terms' zone.
    package let time: String
    package let kind: Kind
    package let rule: RuleID?
    package let account: String
    package let subscription: String?
    package let text: String
    /// What it moved on the client's balance, in euro cents; nil where it moved nothing there.
    package let amount: Int64?
    /// The client's balance after it, in euro cents.
    package let balance: Int64
    /// What the subscription's server must be after it.
    package let server: String?

    init(
        _ narrator: Narrator,
        at instant: Instant,
        _ kind: Kind,
        rule: RuleID?,
        account: AccountID,
        subscription: SubscriptionID?,
        text: String,
        state: ScenarioState
    ) {
        time = narrator.time(instant)
        self.kind = kind
        self.rule = rule
        self.account = account.description
        self.subscription = subscription?.description
        self.text = text
        amount = state.moved
        balance = state.balance
        server = subscription.flatMap { state.servers[$0]?.rawValue }
    }
}

/// What is followed while a journal is told: balance and servers as the effects make them.
struct ScenarioState {
    private(set) var balance: Int64 = 0
    private(set) var servers: [SubscriptionID: ServiceDemand.State] = [:]
    /// What the last effect moved on the balance.
    private(set) var moved: Int64?

    mutating func follow(_ effect: Effect, of account: AccountID) {
        moved = nil
        switch effect.action {
        case .posted(let transaction):
            let change = transaction.postings.filter { $0.account == .balance(account) }
                .reduce(0) { $0 + $1.amount.quantity }
            if change != 0 { moved = change }
            balance += change
        case .service(let demand):
            if let subscription = effect.subscription { servers[subscription] = demand.state }
        default: break
        }
    }

    mutating func rest() { moved = nil }
}

extension Action {
    var kind: ScenarioRow.Kind {
        switch self {
        case .posted: .money
        case .invoiced: .invoice
        case .notice: .mail
        case .account: .account
        case .phase: .phase
        case .service: .server
        case .decided: .decision
        }
    }
}

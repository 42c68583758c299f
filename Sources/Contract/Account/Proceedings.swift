/// One sitting over one account: the account as it becomes, and what the contract demands on the way.
///
/// The rules are its extensions, one file an article.
struct Proceedings {
    var account: Account
    let book: Rulebook
    private(set) var effects: [Effect] = []

    init(account: Account, book: Rulebook) {
        self.account = account
        self.book = book
    }

    var now: Instant { account.now }
    var today: CivilDate { book.zone.date(at: now) }

    mutating func emit(_ rule: RuleID, _ subscription: SubscriptionID? = nil, _ action: Action) {
        effects.append(Effect(at: now, rule: rule, subscription: subscription, action: action))
    }

    /// Changes a subscription, and says so where its phase or what its server must be has changed.
    mutating func change(_ index: Int, _ rule: RuleID, _ edit: (inout Subscription) -> Void) {
        let (phase, demand) = (account.subscriptions[index].phase, account.subscriptions[index].demand)
        edit(&account.subscriptions[index])
        let after = account.subscriptions[index]
        if after.phase != phase { emit(rule, after.id, .phase(after.phase)) }
        if after.demand != demand {
            emit(rule, after.id, .service(after.demand))
            noteRunning(index)
        }
    }

    /// Keeps the record of when the server had to run; it begins with the delivery (AMB-29).
    private mutating func noteRunning(_ index: Int) {
        let subscription = account.subscriptions[index]
        guard subscription.deliveredAt != nil else { return }
        let isOpen = subscription.running.last.map { $0.to == nil } ?? false
        switch (subscription.demand.state == .running, isOpen) {
        case (true, false): account.subscriptions[index].running.append(RunningSpan(from: now))
        case (false, true): account.subscriptions[index].running[subscription.running.count - 1].to = now
        default: break
        }
    }
}

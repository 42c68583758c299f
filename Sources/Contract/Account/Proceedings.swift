/// One sitting over one account: the account as it becomes, and what the contract demands on the way.
///
/// The rules are its extensions, one file an article.
struct Proceedings {
    var account: Account
    /// The terms under which is decided; earlier ones while what fell due under them is made up for.
    var book: Rulebook
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
        let (phase, demand) = (account.subscriptions[index].phase, account.demand(ofSubscriptionAt: index))
        edit(&account.subscriptions[index])
        let after = account.subscriptions[index].phase
        if after != phase { emit(rule, account.subscriptions[index].id, .phase(after)) }
        tellDemand(index, rule, before: demand)
    }

    /// Changes what concerns every subscription, and says where what a server must be has changed.
    mutating func changeAll(_ rule: RuleID, _ edit: (inout Account) -> Void) {
        let demands = account.subscriptions.indices.map { account.demand(ofSubscriptionAt: $0) }
        edit(&account)
        for (index, demand) in demands.enumerated() { tellDemand(index, rule, before: demand) }
    }

    private mutating func tellDemand(_ index: Int, _ rule: RuleID, before: ServiceDemand) {
        let after = account.demand(ofSubscriptionAt: index)
        if after != before {
            emit(rule, account.subscriptions[index].id, .service(after))
        } else if account.subscriptions[index].holds.isEmpty {
            return
        }
        noteRunning(index, isRunning: isOwed(index))
    }

    /// Whether the service counts as one that should run (AMB-29). A case of force majeure stops it and leaves the
    /// refund of 7.9 as it is, unless the terms say otherwise (RULES section 4, 8).
    func isOwed(_ index: Int) -> Bool {
        let subscription = account.subscriptions[index]
        let keepsRefund = book.terms(of: subscription.order)?.parameters.forceMajeureKeepsRefund.value ?? true
        let isHeld =
            !account.holds.isEmpty
            || subscription.holds.contains { !(keepsRefund && $0.cause == .forceMajeure) }
        return subscription.demand(isHeld: isHeld).state == .running
    }

    /// Keeps the record of when the server had to run; it begins with the delivery (AMB-29).
    private mutating func noteRunning(_ index: Int, isRunning: Bool) {
        let subscription = account.subscriptions[index]
        guard subscription.deliveredAt != nil else { return }
        let isOpen = subscription.running.last.map { $0.to == nil } ?? false
        switch (isRunning, isOpen) {
        case (true, false): account.subscriptions[index].running.append(RunningSpan(from: now))
        case (false, true): account.subscriptions[index].running[subscription.running.count - 1].to = now
        default: break
        }
    }
}

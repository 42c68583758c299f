/// One sitting over one account: the account as it becomes, and what the contract demands on the way.
///
/// The rules are its extensions, one file an article.
struct Proceedings: ~Copyable {
    /// What it becomes. Whoever changes it makes its next deadline unknown.
    var account: Account {
        _read { yield place.pointee }
        _modify {
            place.pointee.knownDeadline = KnownDeadline()
            yield &place.pointee
        }
    }
    /// Where it stands: it is changed there, since taking it out and putting it back was a tenth of a step's work. Whoever
    /// holds the sitting lends it for as long (``Account/sit(under:_:)``).
    private let place: UnsafeMutablePointer<Account>
    /// The terms under which is decided; earlier ones while what fell due under them is made up for.
    var book: Rulebook
    private(set) var effects: [Effect] = []

    init(over place: UnsafeMutablePointer<Account>, book: Rulebook) {
        self.place = place
        self.book = book
    }

    var now: Instant { place.pointee.now }
    var today: CivilDate { book.zone.date(at: now) }

    /// Time passes, and nothing else; never backwards.
    mutating func pass(to instant: Instant) { place.pointee.now = max(place.pointee.now, instant) }

    /// The earliest of all deadlines; nil when nothing is ahead.
    mutating func firstDeadline() -> Deadline? { place.pointee.learnDeadline(under: book) }

    mutating func emit(_ rule: RuleID, _ subscription: SubscriptionID? = nil, _ action: consuming Action) {
        // A renewal has six, and so many still come from the allocator's fast lists.
        if effects.isEmpty { effects.reserveCapacity(6) }
        effects.append(Effect(at: now, rule: rule, subscription: subscription, action: action))
    }

    /// Changes a subscription, and says so where its phase or what its server must be has changed.
    mutating func change(_ index: Int, _ rule: RuleID, _ edit: (inout Subscription) -> Void) {
        let (phase, demand) = (account.subscriptions[index].phase, account.demand(ofSubscriptionAt: index))
        edit(&account.subscriptions[index])
        let after = account.subscriptions[index].phase
        if after != phase { emit(rule, account.subscriptions[index].order.subscription, .phase(after)) }
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
            emit(rule, account.subscriptions[index].order.subscription, .service(after))
        } else if account.subscriptions[index].holds.isEmpty {
            return
        }
        noteRunning(index, isRunning: isOwed(index))
    }

    /// Whether the service counts as one that should run (AMB-29). A case of force majeure stops it and leaves the
    /// refund of 7.9 as it is, unless the terms say otherwise (RULES section 4, 8).
    func isOwed(_ index: Int) -> Bool {
        let holds = account.subscriptions[index].holds
        guard !holds.isEmpty else { return account.demand(ofSubscriptionAt: index).state == .running }
        let terms = book.terms(of: account.subscriptions[index].order)
        let keepsRefund = terms?.parameters.forceMajeureKeepsRefund.value ?? true
        let isHeld = !account.holds.isEmpty || holds.contains { !(keepsRefund && $0.cause == .forceMajeure) }
        return account.demand(ofSubscriptionAt: index, isHeld: isHeld).state == .running
    }

    /// Keeps the record of when the server had to run; it begins with the delivery (AMB-29).
    mutating func noteRunning(_ index: Int, isRunning: Bool) {
        guard account.subscriptions[index].deliveredAt != nil else { return }
        let last = account.subscriptions[index].running.last
        switch (isRunning, last.map { $0.to == nil } ?? false) {
        case (true, false): account.subscriptions[index].running.append(RunningSpan(from: now))
        case (false, true):
            account.subscriptions[index].running[account.subscriptions[index].running.count - 1].to = now
        default: break
        }
    }
}

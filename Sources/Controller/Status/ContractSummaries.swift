import Contract
import Store

/// What the status files show of the accounts: kept from one publication to the next, and asked anew only of accounts of which
/// the journal tells something since.
struct ContractSummaries: Sendable {
    struct Summary: Sendable {
        let subscriptions: [SubscriptionSummary]
        let deadlines: [DeadlineStatus]
        /// When news of cases of force majeure are owed, by the case.
        let newsDue: [String: Instant]
    }

    struct SubscriptionSummary: Sendable {
        let id: SubscriptionID
        let phase: Phase
        let due: CivilDate?
    }

    private var summaries: [AccountID: Summary] = [:]
    /// The last journal entry that they know.
    private var sequence: Int64 = 0

    var accounts: Int { summaries.count }
    var subscriptions: some Sequence<SubscriptionSummary> { summaries.values.lazy.flatMap(\.subscriptions) }

    func deadlines(except parked: Set<AccountID>) -> [DeadlineStatus] {
        summaries.filter { !parked.contains($0.key) }.values.flatMap(\.deadlines)
    }

    /// Cases of force majeure of which news are overdue: each counts once, however many accounts it concerns.
    func overdueNews(at now: Instant) -> Set<String> {
        Set(summaries.values.flatMap { $0.newsDue.filter { $0.value <= now }.keys })
    }

    /// Reads what the books say by now. An account that cannot be read is left out: the sweep parks it, and the others are
    /// shown.
    mutating func refresh(from workspace: Workspace) throws {
        let (changed, last) = try workspace.store.accountsChanged(after: sequence)
        for id in changed { summaries[id] = try Self.summary(of: id, in: workspace) }
        sequence = last
    }

    private static func summary(of id: AccountID, in workspace: Workspace) throws -> Summary? {
        do {
            guard let account = try workspace.store.account(id) else { return nil }
            return Summary(account, under: workspace.book, newsDue: try workspace.newsDue(of: account))
        } catch StoreError.damaged {
            return nil
        }
    }
}

extension ContractSummaries.Summary {
    init(_ account: Account, under book: Rulebook, newsDue: [String: Instant]) {
        self.newsDue = newsDue
        subscriptions = account.subscriptions.map { .init(id: $0.id, phase: $0.phase, due: $0.nextDue(under: book)) }
        deadlines = Self.deadlines(of: account, under: book)
    }

    /// What becomes of its services, and the next of all other instants at which the contract acts.
    private static func deadlines(of account: Account, under book: Rulebook) -> [DeadlineStatus] {
        let ahead = account.ahead(under: book).map(DeadlineStatus.init)
        guard let next = account.nextDeadline(under: book), !ahead.contains(where: { $0.at <= next }) else {
            return ahead
        }
        return ahead + [DeadlineStatus(at: next, rule: nil, subscription: nil, what: "next deadline of an account")]
    }
}

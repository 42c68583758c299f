/// A client's contract life as a value: the unit of consistency.
///
/// Facts come in through ``record(_:under:)``, time through ``advance(to:under:)``; both return what the contract
/// demands. The same facts under the same rulebook give the same effects, however time is cut into ticks.
package struct Account: Equatable, Codable, Sendable {
    package let id: AccountID
    /// The last instant that this account has lived through.
    package internal(set) var now: Instant
    /// Nil until the account is opened.
    package internal(set) var status: AccountStatus?
    package internal(set) var kind: ClientKind?
    /// The prepaid balance in euro cents; never negative.
    package internal(set) var euroBalance: Int64 = 0
    /// Tokens in hundredths (6.9).
    package internal(set) var tokens: Int64 = 0
    /// Loyalty points in hundredths (6.12).
    package internal(set) var points: Int64 = 0
    /// Cheques received and not yet credited, in order of reception (AMB-19).
    package internal(set) var cheques: [PendingCheque] = []
    /// Every subscription ever ordered, in the order of their ids.
    package internal(set) var subscriptions: [Subscription] = []
    /// Reasons why no server of this account may run.
    @OmittedWhenEmpty package internal(set) var holds: [Hold]
    /// What is open or on record about how the contract is kept.
    package internal(set) var casework = Casework()
    /// Every case of force majeure declared to it, in the order of declaration (4).
    @OmittedWhenEmpty package internal(set) var forceMajeure: [ForceMajeureCase]
    /// The versions of the terms that the client accepted (R2-01).
    @OmittedWhenEmpty package internal(set) var acceptances: [Acceptance]
    /// Attempted frauds, open and closed (R12.2-02).
    @OmittedWhenEmpty package internal(set) var frauds: [FraudCase]
    /// What is owed beside renewals and not paid yet, in the order in which it became owed.
    @OmittedWhenEmpty package internal(set) var debts: [Debt]
    /// The ids of the debts paid; each debt has its own, for ever.
    @OmittedWhenEmpty var settledDebts: [String]
    /// Disagreements told by e-mail, in order (R6.4-16).
    @OmittedWhenEmpty package internal(set) var disputes: [Dispute]
    /// Irregular payments that wait (AMB-18).
    @OmittedWhenEmpty package internal(set) var suspended: [SuspendedPayment]
    /// Codes validated or given, in the order of their validation (6.8).
    @OmittedWhenEmpty package internal(set) var codes: [PaymentCode]
    /// Payment requests ever opened (6.9).
    @OmittedWhenEmpty package internal(set) var requests: [PaymentRequest]
    /// Payers' cheques not yet credited.
    @OmittedWhenEmpty package internal(set) var purchases: [PendingPurchase]
    /// Credited payments of the last months, while they can be taken back.
    @OmittedWhenEmpty package internal(set) var credits: [CreditedPayment]
    /// Every payment seen, as `method:reference`, sorted: one reference is one payment, for ever.
    var references: [String] = []
    /// Payments without a reference seen so far.
    var unnamedPayments = 0
    /// Gestures granted so far.
    var gestures = 0
    /// Exchanges of points so far; nil before the first.
    var redemptions: Int?
    var knownDeadline = KnownDeadline()

    /// An account before its first fact, which must be `accountOpened`.
    package init(id: AccountID, at now: Instant) {
        self.id = id
        self.now = now
    }

    /// Euro cents received but not yet credited, less what already funds renewals (AMB-19).
    package var pendingBalance: Int64 { cheques.reduce(0) { $0 + $1.unspent } }

    /// The subscription of that id; nil when this account never ordered it.
    package subscript(id: SubscriptionID) -> Subscription? {
        index(of: id).map { subscriptions[$0] }
    }

    /// What the server of each subscription must be. Derived, never set (DESIGN section 4).
    package var demands: [SubscriptionID: ServiceDemand] {
        Dictionary(
            uniqueKeysWithValues: subscriptions.indices.map { (subscriptions[$0].id, demand(ofSubscriptionAt: $0)) }
        )
    }

    func demand(ofSubscriptionAt index: Int) -> ServiceDemand {
        let isHeld = !holds.isEmpty || subscriptions[index].holds.contains { $0.isEased != true }
        return demand(ofSubscriptionAt: index, isHeld: isHeld)
    }

    /// Whether holds of its own or of its account stand or not.
    func demand(ofSubscriptionAt index: Int, isHeld: Bool) -> ServiceDemand {
        let state = ServiceDemand.State(
            in: subscriptions[index].phase,
            stoppedByClient: subscriptions[index].stoppedByClient,
            isHeld: isHeld
        )
        return ServiceDemand(state: state, slots: subscriptions[index].slots)
    }

    func index(of id: SubscriptionID) -> Int? {
        let index = insertionIndex(of: id)
        return index < subscriptions.count && subscriptions[index].id == id ? index : nil
    }

    func insertionIndex(of id: SubscriptionID) -> Int {
        subscriptions.firstSortedIndex { $0.id < id }
    }
}

extension Account {
    /// Takes a fact. Plays the deadlines up to its `recordedAt` first, and those that it makes due at once after it.
    /// Throws without having changed anything, time included.
    package mutating func record(_ fact: Fact, under book: Rulebook) throws(Refusal) -> [Effect] {
        if fact.event.isRefusedUntouched(under: book), fact.recordedAt < nextDeadline(under: book) ?? .distantFuture {
            return try take(fact, under: book)
        }
        var account = self
        let effects = try account.sit(under: book) { proceedings throws(Refusal) in
            proceedings.play(until: fact.recordedAt)
            try proceedings.take(fact)
            proceedings.play(until: fact.recordedAt)
        }
        self = account
        return effects
    }

    /// Takes a fact with nothing due before it, in place and not in a copy: where it is refused, only time has to go back.
    private mutating func take(_ fact: Fact, under book: Rulebook) throws(Refusal) -> [Effect] {
        let before = now
        do throws(Refusal) {
            return try sit(under: book) { proceedings throws(Refusal) in
                proceedings.pass(to: fact.recordedAt)
                try proceedings.take(fact)
                proceedings.play(until: fact.recordedAt)
            }
        } catch {
            now = before
            throw error
        }
    }

    /// Plays every deadline up to `instant`, in order, each at its own instant. Does nothing for the past.
    package mutating func advance(to instant: Instant, under book: Rulebook) -> [Effect] {
        // Nothing here is refused: the account is changed in place and not beside a copy.
        sit(under: book) { $0.play(until: instant) }
    }

    /// Holds a sitting over the account in its place; returns what the contract demanded.
    private mutating func sit<Failure: Error>(
        under book: Rulebook,
        _ hold: (inout Proceedings) throws(Failure) -> Void
    ) throws(Failure) -> [Effect] {
        try withUnsafeMutablePointer(to: &self) { place throws(Failure) in
            var proceedings = Proceedings(over: place, book: book)
            try hold(&proceedings)
            return proceedings.effects
        }
    }

    /// Asks the contract about the account as it is.
    func ask<Answer>(under book: Rulebook, _ question: (borrowing Proceedings) -> Answer) -> Answer {
        var account = self
        return withUnsafeMutablePointer(to: &account) { question(Proceedings(over: $0, book: book)) }
    }

    /// When the contract next acts by itself; nil when nothing is ahead. Costs one look at each subscription.
    package func nextDeadline(under book: Rulebook) -> Instant? {
        guard let earlier = book.earlier, now < earlier.until else {
            return (knownDeadline.known(under: book) ?? firstDeadline(under: book))?.at
        }
        return nextDeadline(under: book, after: earlier)
    }
}

extension Array {
    /// The first index whose element does not satisfy `precedes`, in an array where those that do come first.
    func firstSortedIndex(where precedes: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if precedes(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

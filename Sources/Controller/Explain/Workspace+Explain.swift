package import Contract
import Fleet
import Metering
package import Store
import Wire

extension Workspace {
    /// Explains an account, or one subscription of it with its server, as it is, or as it was at `instant`.
    package func explain(
        _ account: AccountID,
        subscription: SubscriptionID?,
        at instant: Instant?
    ) throws -> Explanation {
        let now = try time.now()
        let at = instant.map { min($0, now) }
        let entries = try journalEntries(account: account, subscription: nil, until: at)
        let books = try store.booksInForce(book)
        let then = at.map(books.current.inForce) ?? books.current
        let stored = try requireAccount(account)
        let state = try self.state(of: account, at: at)
        let stretches = try subscription.map { try self.stretches(of: $0.server, until: at) } ?? []
        return Explanation(
            subject: subscription?.description ?? account.description,
            summary: try at.map { summary(of: account, state, subscription, at: $0, stretches) }
                ?? summary(of: stored, subscription),
            lines: entries.filter { $0.concerns(subscription) }.map { line(for: $0, of: stored, under: books) },
            nearMisses: nearMisses(
                of: state,
                subscription,
                at: at ?? now,
                told: entries.compactMap(\.fact),
                under: then
            ),
            intervals: stretches
        )
    }

    /// The account as it is; with an instant, as its journal says that it was; nil before it was opened.
    private func state(of id: AccountID, at instant: Instant?) throws -> Account? {
        let stored = try requireAccount(id)
        guard let instant else { return stored }
        let replay = try store.replay(of: id, under: book)
        do { return try replay.play(until: min(instant, stored.now)) } catch {
            throw WorkspaceError.replay(id, "\(error)")
        }
    }

    /// All entries of an account; with a subscription, those about it and what came in for all of them.
    package func journalEntries(
        account: AccountID?,
        subscription: SubscriptionID?,
        until: Instant?
    ) throws -> [JournalEntry] {
        var entries: [JournalEntry] = []
        var last: Int64 = 0
        while true {
            let page = try store.journal(account: account, from: last, limit: 1000)
            entries += page.filter { $0.concerns(subscription) }
            guard let next = page.last?.sequence, page.count == 1000 else { break }
            last = next
        }
        return entries.filter { entry in until.map { entry.told <= $0 } ?? true }
    }

    /// One journal entry as a line with its rule's article and words: in the terms that its subscription's order accepted
    /// (AMB-01); for what is about no subscription, in those in force then.
    package func line(for entry: JournalEntry, of account: Account?, under books: BooksInForce) -> Explanation.Line {
        let book = books.book(at: entry.sequence)
        let citation = entry.rule.flatMap { book.citation(of: $0, for: entry.subscription, of: account) }
        let (kind, text) =
            switch entry.content {
            case .fact(let fact): ("fact", narrator.line(for: fact.event) + since(fact))
            case .effect(let effect): ("effect", narrator.line(for: effect.action))
            }
        return Explanation.Line(
            at: entry.told,
            time: narrator.time(entry.told),
            kind: kind,
            text: text,
            rule: entry.rule,
            article: citation?.article,
            quote: citation?.quote
        )
    }

    private func nearMisses(
        of account: Account?,
        _ subscription: SubscriptionID?,
        at instant: Instant,
        told facts: [Fact],
        under book: Rulebook
    ) -> [Explanation.NearMiss] {
        let found = account?.nearMisses(of: subscription, at: instant, told: facts, under: book) ?? []
        return found.map { miss in
            let citation = book.citation(of: miss.rule, for: miss.subscription, of: account)
            return Explanation.NearMiss(
                rule: miss.rule,
                article: citation?.article,
                subscription: miss.subscription?.description,
                text: miss.text,
                quote: citation?.quote
            )
        }
    }

    /// An interruption says itself when it was.
    private func since(_ fact: Fact) -> String {
        if case .interruptionMeasured = fact.event { return "" }
        return fact.occurredAt == fact.recordedAt ? "" : ", which happened \(narrator.time(fact.occurredAt))"
    }

    private func stretches(of server: ServerID, until: Instant?) throws -> [Explanation.Stretch] {
        let records = try store.seenIntervals(of: server).records
        guard let record = try store.server(server), let through = try known(record, by: records) else { return [] }
        return Meter.intervals(records: records, observedThrough: min(through, until ?? through)).map { interval in
            Explanation.Stretch(
                from: narrator.time(interval.start),
                to: narrator.time(interval.end),
                kind: interval.kind.rawValue,
                seconds: interval.seconds,
                evidence: interval.note
            )
        }
    }
}

extension Rulebook {
    /// A rule's article and words in the terms that govern a subscription, or in those in force.
    fileprivate func citation(of rule: RuleID, for subscription: SubscriptionID?, of account: Account?) -> Terms.Rule? {
        let order = subscription.flatMap { account?[$0]?.order }
        return order.flatMap(terms)?.citation(of: rule) ?? currentTerms?.citation(of: rule)
    }
}

extension JournalEntry {
    fileprivate var fact: Fact? {
        if case .fact(let fact) = content { fact } else { nil }
    }

    /// When Lessor knew it: a fact may have happened earlier, and its effects follow from here.
    fileprivate var told: Instant { fact?.recordedAt ?? at }

    /// Whether it belongs to the story of a subscription, or of the whole account where there is none.
    fileprivate func concerns(_ subscription: SubscriptionID?) -> Bool {
        subscription == nil || self.subscription == subscription || concernsAll
    }

    /// What belongs to no one subscription and may touch any: money, holds and cases of the account.
    private var concernsAll: Bool {
        guard subscription == nil else { return false }
        return switch content {
        case .fact(let fact):
            switch fact.event {
            case .paymentReceived, .chequeCleared, .chequeBounced, .gestureGranted, .payments, .codes, .pointsRedeemed:
                true
            case .hold, .breach, .contact, .debts, .disputes, .forceMajeure: true
            default: false
            }
        case .effect(let effect):
            switch effect.action {
            case .posted, .decided: true
            default: false
            }
        }
    }
}

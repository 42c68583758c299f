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
        let facts = entries.compactMap(\.fact)
        let state = try self.state(of: account, facts, at: at)
        let stretches = try subscription.map { try self.stretches(of: $0.server, until: at) } ?? []
        return Explanation(
            subject: subscription?.description ?? account.description,
            summary: try at.map { summary(of: account, state, subscription, at: $0, stretches) }
                ?? summary(of: try requireAccount(account), subscription),
            lines: entries.filter { $0.concerns(subscription) }.map(line),
            nearMisses: state?.nearMisses(of: subscription, at: at ?? now, told: facts, under: book).map(nearMiss)
                ?? [],
            intervals: stretches
        )
    }

    /// The account as it is; with an instant, as its journal says that it was; nil before it was opened.
    private func state(of id: AccountID, _ facts: [Fact], at instant: Instant?) throws -> Account? {
        let stored = try requireAccount(id)
        guard let instant else { return stored }
        do {
            return try Account.replaying(facts, of: id, to: min(instant, stored.now), under: book)
        } catch {
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

    /// One journal entry as a line with its rule's article and words.
    package func line(for entry: JournalEntry) -> Explanation.Line {
        let citation = entry.rule.flatMap { book.terms[book.current]?.citation(of: $0) }
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

    private func nearMiss(_ found: NearMiss) -> Explanation.NearMiss {
        let citation = book.terms[book.current]?.citation(of: found.rule)
        return Explanation.NearMiss(
            rule: found.rule,
            article: citation?.article,
            subscription: found.subscription?.description,
            text: found.text,
            quote: citation?.quote
        )
    }

    /// An interruption says itself when it was.
    private func since(_ fact: Fact) -> String {
        if case .interruptionMeasured = fact.event { return "" }
        return fact.occurredAt == fact.recordedAt ? "" : ", which happened \(narrator.time(fact.occurredAt))"
    }

    private func stretches(of server: ServerID, until: Instant?) throws -> [Explanation.Stretch] {
        let records = try store.intervals(of: server).map(\.record)
        guard let last = records.last.map({ Instant(epochSeconds: $0.at) }) else { return [] }
        // Of a host that was removed nothing is known after its last record.
        let host = try store.server(server)?.host.flatMap { try store.host($0) }
        let through = try host.flatMap { try store.observedThrough($0.name) } ?? last
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

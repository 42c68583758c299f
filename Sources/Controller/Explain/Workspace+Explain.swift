package import Contract
import Fleet
import Metering
package import Store
import Wire

extension Workspace {
    /// Explains an account, or one subscription of it with its server, up to `until`.
    package func explain(
        _ account: AccountID,
        subscription: SubscriptionID?,
        until: Instant?
    ) throws -> Explanation {
        let entries = try journalEntries(account: account, subscription: subscription, until: until)
        let state = try requireAccount(account)
        return Explanation(
            subject: subscription?.description ?? account.description,
            summary: until == nil ? try summary(of: state, subscription) : [],
            lines: entries.map(line),
            intervals: try subscription.map { try stretches(of: $0.server, until: until) } ?? []
        )
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
            entries += page.filter { subscription == nil || $0.subscription == subscription || $0.concernsAll }
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

    private func summary(of account: Account, _ id: SubscriptionID?) throws -> [String] {
        var lines = ["\(account.id): balance \(narrator.euros(account.euroBalance))"]
        for subscription in account.subscriptions where id == nil || subscription.id == id {
            let due = subscription.nextDue(under: book).map { ", next due date \($0)" } ?? ""
            lines.append(
                "\(subscription.id): \(subscription.order.product), \(subscription.slots) slots, "
                    + narrator.line(for: subscription.phase) + due
            )
            guard let server = try store.server(subscription.id.server) else { continue }
            let place = server.placement.map { " at \($0.address):\($0.ports.first?.number ?? 0) on \($0.host)" } ?? ""
            let seen = server.observed.map { "seen \($0.state.rawValue)" } ?? "not seen yet"
            lines.append("\(server.id): must be \(server.demand.state.rawValue), \(seen)\(place)")
        }
        return lines
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
    /// When Lessor knew it: a fact may have happened earlier, and its effects follow from here.
    fileprivate var told: Instant {
        if case .fact(let fact) = content { fact.recordedAt } else { at }
    }

    /// What belongs to no one subscription and may touch any: money, holds and cases of the account.
    fileprivate var concernsAll: Bool {
        guard subscription == nil else { return false }
        return switch content {
        case .fact(let fact):
            switch fact.event {
            case .paymentReceived, .chequeCleared, .chequeBounced, .gestureGranted: true
            case .hold, .breach, .contact: true
            default: false
            }
        case .effect(let effect):
            if case .posted = effect.action { true } else { false }
        }
    }
}

import Contract
import Foundation
import Testing

/// RULES section 9: what holds for every history, shown on random ones.
@Suite struct PropertyTests {
    static let seeds = Array(UInt64(1)...250)

    static func book(_ seed: UInt64) -> Rulebook {
        switch seed % 5 {
        case 0: Book.reading([.automaticReactivation: .b, .lateRenewalSwitch: .b, .noticeOfEnd: .a])
        case 1: Book.reading([.scarceBalance: .a, .refundedPeriods: .a])
        default: Book.standard
        }
    }

    @Test(arguments: seeds) func `replaying, and cutting time anyhow, changes nothing`(seed: UInt64) {
        let history = History(seed: seed, under: Self.book(seed))
        var random = Generator(seed: seed &+ 1_000_000)
        let cuts: [(Instant, Instant) -> [Instant]] = [
            { _, _ in [] },
            { from, to in
                guard to > from else { return [] }
                let span = to.seconds(since: from)
                return (0..<Int.random(in: 0...6, using: &random))
                    .map { _ in from.adding(seconds: Int64.random(in: 0...span, using: &random)) }.sorted()
            },
            { from, to in
                let days = max(0, to.seconds(since: from) / 86_400)
                return (0..<days).map { from.adding(seconds: $0 * 86_400) } + [to]
            },
        ]
        for cut in cuts {
            let (account, effects) = history.replayed(cutting: cut)
            #expect(account == history.account)
            #expect(effects == history.effects)
        }
        #expect(history.refusalsThatChanged == 0)
        #expect(history.effects.map(\.at) == history.effects.map(\.at).sorted())
    }

    @Test(arguments: seeds) func `the ledger sums to zero and says what the account says`(seed: UInt64) {
        let history = History(seed: seed, under: Self.book(seed))
        var totals: [LedgerAccount: [Commodity: Int64]] = [:]
        var keys: Set<String> = []
        let client = history.account.id
        for case .posted(let transaction) in history.effects.map(\.action) {
            #expect(keys.insert(transaction.key).inserted, "\(transaction.key) twice")
            #expect(!transaction.postings.isEmpty && transaction.postings.allSatisfy { $0.amount.quantity != 0 })
            for commodity in Commodity.allCases {
                let part = transaction.postings.filter { $0.amount.commodity == commodity }
                #expect(part.reduce(0) { $0 + $1.amount.quantity } == 0)
            }
            for posting in transaction.postings {
                totals[posting.account, default: [:]][posting.amount.commodity, default: 0] += posting.amount.quantity
            }
            for pot in [LedgerAccount.balance(client), .pending(client), .points(client)] {
                #expect((totals[pot] ?? [:]).values.allSatisfy { $0 >= 0 }, "\(pot) is negative")
            }
        }
        #expect(totals[.balance(client)]?[.euro] ?? 0 == history.account.euroBalance)
        #expect(totals[.pending(client)]?[.euro] ?? 0 == history.account.pendingBalance)
        #expect(totals[.points(client)]?[.point] ?? 0 == history.account.points)
    }

    @Test(arguments: seeds) func `for each due date at most one mail, debit, grant and refund`(seed: UInt64) {
        let history = History(seed: seed, under: Self.book(seed))
        var keys: Set<NoticeKey> = []
        for case .notice(let notice) in history.effects.map(\.action) {
            #expect(keys.insert(notice.key).inserted, "\(notice.key) twice")
            #expect(notice.key.hasPrefix(notice.template + "/"))
        }
        var standing: [String: Int] = [:]
        for case .posted(let transaction) in history.effects.map(\.action) {
            let parts = transaction.key.split(separator: "/").map(String.init)
            let period = parts[1] + "/" + (parts[2].split(separator: ".").first.map(String.init) ?? "")
            switch parts[0] {
            case "debit": standing[period, default: 0] += 1
            case "void": standing[period, default: 0] -= 1
            default: continue
            }
            #expect((0...1).contains(standing[period] ?? 0), "\(period) paid twice")
        }
    }

    @Test(arguments: seeds) func `what the effects say is what the account holds`(seed: UInt64) {
        let history = History(seed: seed, under: Self.book(seed))
        var demands: [SubscriptionID: ServiceDemand] = [:]
        var phases: [SubscriptionID: Phase] = [:]
        for effect in history.effects {
            #expect(Book.shipped.citation(of: effect.rule) != nil, "\(effect.rule)")
            guard let id = effect.subscription else { continue }
            if case .service(let demand) = effect.action { demands[id] = demand }
            if case .phase(let phase) = effect.action { phases[id] = phase }
        }
        for subscription in history.account.subscriptions {
            #expect(phases[subscription.id] == subscription.phase)
            if let demand = demands[subscription.id] {
                #expect(demand == subscription.demand)
            } else {
                #expect(subscription.demand.state == .absent)
            }
            #expect(
                (subscription.incident != nil) == { if case .incident = subscription.phase { true } else { false } }()
            )
        }
    }

    @Test(arguments: seeds) func `never destroyed without a failed debit, a mail handed over, and ten days`(
        seed: UInt64
    ) {
        let history = History(seed: seed, under: Self.book(seed))
        for effect in history.effects {
            guard case .phase(.ended(rule: "R6.11-19", erased: false)) = effect.action, let id = effect.subscription
            else { continue }
            let stop = history.effects.last { other in
                guard other.subscription == id, other.at < effect.at, case .phase(.incident) = other.action else {
                    return false
                }
                return true
            }
            #expect(stop != nil)
            let handovers = history.facts.filter { fact in
                guard case .noticeHandedOver(let key) = fact.event, let stop else { return false }
                return key.hasPrefix("R6.11-12") && key.contains("/\(id)/") && fact.recordedAt >= stop.at
                    && fact.recordedAt <= effect.at
            }
            let days = handovers.map {
                Book.paris.date(at: effect.at).epochDay
                    - Book.paris.date(at: max($0.occurredAt, stop?.at ?? $0.occurredAt)).epochDay
            }
            #expect(days.contains { $0 >= 10 }, "\(id) in \(seed)")
        }
    }

    @Test(arguments: seeds.prefix(60)) func `an account saved in the middle of its life goes on the same`(seed: UInt64)
        throws
    {
        let history = History(seed: seed, under: Self.book(seed))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for place in stride(from: 3, to: history.facts.count, by: 17) {
            let data = try encoder.encode(history.states[place])
            var account = try JSONDecoder().decode(Account.self, from: data)
            #expect(account == history.states[place])
            #expect(try encoder.encode(account) == data)
            for fact in history.facts[(place + 1)...] { _ = try account.record(fact, under: history.book) }
            #expect(account == history.account)
        }
    }

    /// Guards the properties above: they say nothing about what never happens.
    @Test func `the random histories reach every corner`() {
        var rules: Set<RuleID> = []
        var kinds: Set<String> = []
        var templates: Set<String> = []
        var destroyed = 0
        for seed in Self.seeds {
            for effect in History(seed: seed, under: Self.book(seed)).effects {
                rules.insert(effect.rule)
                if case .posted(let transaction) = effect.action {
                    kinds.insert(String(transaction.key.prefix { $0 != "/" }))
                }
                if case .phase(.ended(rule: "R6.11-19", erased: false)) = effect.action { destroyed += 1 }
                if case .notice(let notice) = effect.action { templates.insert(notice.template) }
            }
        }
        #expect(
            kinds == ["payment", "debit", "void", "bounce", "clear", "suspense", "gesture", "points", "refund"],
            "\(kinds.sorted())"
        )
        #expect(destroyed > 25, "\(destroyed)")
        #expect(templates.count == 23, "\(templates.sorted())")
        #expect(
            rules.isSuperset(of: [
                "R6.11-18", "R6.11-19", "R6.11-20", "R7.1-01", "R7.1-02", "R7.3-01", "R7.9-01", "R6.10-01",
            ])
        )
    }
}

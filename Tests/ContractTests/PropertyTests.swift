import Contract
import Foundation
import Testing

/// RULES section 9: what holds for every history, shown on random ones.
@Suite struct PropertyTests {
    static let seeds = Array(UInt64(1)...250)

    static func book(_ seed: UInt64) -> Rulebook {
        switch seed % 5 {
        case 0: Book.reading([.automaticReactivation: .b, .lateRenewalSwitch: .b, .noticeOfEnd: .a])
        case 1: Book.reading([.scarceBalance: .a, .refundedPeriods: .a, .codeStart: .b])
        case 2: Book.pointsWorthACent
        default: Book.standard
        }
    }

    @Test(arguments: seeds) func `replaying, and cutting time anyhow, changes nothing`(seed: UInt64) {
        History.expect(of: seed) { history, found in
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
                found.expect(account == history.account)
                found.expect(effects == history.effects)
            }
            found.expect(history.refusalsThatChanged == 0)
            found.expect(history.effects.map(\.at) == history.effects.map(\.at).sorted())
        }
    }

    @Test(arguments: seeds) func `the ledger sums to zero and says what the account says`(seed: UInt64) {
        History.expect(of: seed) { history, found in
            var totals: [LedgerAccount: [Commodity: Int64]] = [:]
            var keys: Set<String> = []
            let client = history.account.id
            for case .posted(let transaction) in history.effects.map(\.action) {
                found.expect(keys.insert(transaction.key).inserted, "\(transaction.key) twice")
                found.expect(
                    !transaction.postings.isEmpty && transaction.postings.allSatisfy { $0.amount.quantity != 0 }
                )
                for commodity in Commodity.allCases {
                    let part = transaction.postings.filter { $0.amount.commodity == commodity }
                    found.expect(part.reduce(0) { $0 + $1.amount.quantity } == 0)
                }
                for posting in transaction.postings {
                    totals[posting.account, default: [:]][posting.amount.commodity, default: 0] +=
                        posting.amount.quantity
                }
                for pot in [
                    LedgerAccount.balance(client), .pending(client), .points(client), .codes(client), .tokens(client),
                ] {
                    found.expect((totals[pot] ?? [:]).values.allSatisfy { $0 >= 0 }, "\(pot) is negative")
                }
            }
            found.expect(totals[.balance(client)]?[.euro] ?? 0 == history.account.euroBalance)
            found.expect(totals[.pending(client)]?[.euro] ?? 0 == history.account.pendingBalance)
            found.expect(totals[.debt(client)]?[.euro] ?? 0 == -history.account.debts.reduce(0) { $0 + $1.cents })
            found.expect(totals[.points(client)]?[.point] ?? 0 == history.account.points)
            found.expect(
                totals[.tokens(client)]?[.token] ?? 0 == 0,
                "R6.9-03: tokens become balance with the same fact"
            )
            let waiting = history.account.codes.filter { $0.state == .waiting }.reduce(0) { $0 + $1.cents }
            found.expect(totals[.codes(client)]?[.euro] ?? 0 == waiting)
            found.expect(totals[.suspense]?[.euro] ?? 0 == history.account.suspended.reduce(0) { $0 + $1.cents })
        }
    }

    @Test(arguments: seeds) func `for each due date at most one mail, debit, grant and refund`(seed: UInt64) {
        History.expect(of: seed) { history, found in
            var keys: Set<NoticeKey> = []
            for case .notice(let notice) in history.effects.map(\.action) {
                found.expect(keys.insert(notice.key).inserted, "\(notice.key) twice")
                found.expect(notice.key.description.hasPrefix(notice.template + "/"))
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
                found.expect((0...1).contains(standing[period] ?? 0), "\(period) paid twice")
            }
        }
    }

    @Test(arguments: seeds) func `what the effects say is what the account holds`(seed: UInt64) {
        History.expect(of: seed) { history, found in
            var demands: [SubscriptionID: ServiceDemand] = [:]
            var phases: [SubscriptionID: Phase] = [:]
            for effect in history.effects {
                found.expect(Book.shipped.citation(of: effect.rule) != nil, "\(effect.rule)")
                guard let id = effect.subscription else { continue }
                if case .service(let demand) = effect.action { demands[id] = demand }
                if case .phase(let phase) = effect.action { phases[id] = phase }
            }
            for subscription in history.account.subscriptions {
                found.expect(phases[subscription.id] == subscription.phase)
                if let demand = demands[subscription.id] {
                    found.expect(demand == history.account.demands[subscription.id])
                } else {
                    found.expect(history.account.demands[subscription.id]?.state == .absent)
                }
                found.expect(
                    (subscription.incident != nil)
                        == { if case .incident = subscription.phase { true } else { false } }()
                )
            }
        }
    }

    /// Invariant 5, on what was told step by step and not only on what is derived.
    @Test(arguments: seeds) func `no server runs under a hold or in an incident, and its time runs just while it does`(
        seed: UInt64
    ) {
        History.expect(of: seed) { history, found in
            var told: [SubscriptionID: ServiceDemand.State] = [:]
            var account = Account(id: history.account.id, at: history.facts[0].recordedAt)
            for (fact, state) in zip(history.facts, history.states) {
                for effect in (try? account.record(fact, under: history.book)) ?? [] {
                    if case .service(let demand) = effect.action, let id = effect.subscription {
                        told[id] = demand.state
                    }
                }
                for subscription in state.subscriptions {
                    let isHeld = !state.holds.isEmpty || !subscription.holds.isEmpty
                    let runs = told[subscription.id] == .running
                    found.expect(!(runs && (isHeld || subscription.incident != nil)), "\(subscription.id) in \(seed)")
                    guard subscription.deliveredAt != nil else { continue }
                    found.expect(
                        (subscription.demandedSpans.last.map { $0.to == nil } ?? false) == isOwed(subscription, state)
                    )
                    if case .active = subscription.phase { found.expect(told[subscription.id] != .absent) }
                }
            }
        }
    }

    /// Whether its time counts for 7.9: it should run, but for a case of force majeure (RULES section 4, 8).
    private func isOwed(_ subscription: Subscription, _ account: Account) -> Bool {
        guard case .active = subscription.phase, !subscription.stoppedByClient else { return false }
        return account.holds.isEmpty && !subscription.holds.contains { $0.cause != .forceMajeure }
    }

    @Test(arguments: seeds) func `a hold goes only by its own lifting, and a payment lifts none`(seed: UInt64) {
        History.expect(of: seed) { history, found in
            var before: [Hold] = []
            for (fact, state) in zip(history.facts, history.states) {
                let after = (state.holds + state.subscriptions.flatMap(\.holds)).filter {
                    HoldOrder.Cause(rawValue: $0.cause.rawValue) != nil
                }
                let gone = before.filter { !after.contains($0) }
                switch fact.event {
                case .hold(.lifted(let cause, let reference, _)):
                    found.expect(
                        gone.count <= 1 && gone.allSatisfy { ($0.cause, $0.reference) == (cause.hold, reference) }
                    )
                case .contact(.confirmed): found.expect(gone.allSatisfy { $0.cause == .identity })
                default: found.expect(gone.isEmpty, "\(fact.event) in \(seed)")
                }
                before = after
            }
        }
    }

    @Test(arguments: seeds) func `never destroyed without a failed debit, a mail handed over, and ten days`(
        seed: UInt64
    ) {
        History.expect(of: seed) { history, found in
            for effect in history.effects {
                guard case .phase(.ended(rule: "R6.11-19", erased: false)) = effect.action, let id = effect.subscription
                else { continue }
                let stop = history.effects.last { other in
                    guard other.subscription == id, other.at < effect.at, case .phase(.incident) = other.action else {
                        return false
                    }
                    return true
                }
                found.expect(stop != nil)
                let handovers = history.facts.filter { fact in
                    guard case .noticeHandedOver(let key) = fact.event, let stop else { return false }
                    return key.description.hasPrefix("R6.11-12") && key.description.contains("/\(id)/")
                        && fact.recordedAt >= stop.at
                        && fact.recordedAt <= effect.at
                }
                let days = handovers.map {
                    Book.paris.date(at: effect.at).epochDay
                        - Book.paris.date(at: max($0.occurredAt, stop?.at ?? $0.occurredAt)).epochDay
                }
                found.expect(days.contains { $0 >= 10 }, "\(id) in \(seed)")
            }
        }
    }

    @Test(arguments: seeds.prefix(60)) func `an account saved in the middle of its life goes on the same`(seed: UInt64)
        throws
    {
        History.expect(of: seed) { history, found in
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            for place in stride(from: 3, to: history.facts.count, by: 17) {
                let data = try encoder.encode(history.states[place])
                var account = try JSONDecoder().decode(Account.self, from: data)
                found.expect(account == history.states[place])
                found.expect(try encoder.encode(account) == data)
                for fact in history.facts[(place + 1)...] { _ = try account.record(fact, under: history.book) }
                found.expect(account == history.account)
            }
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
            kinds == [
                "payment", "debit", "void", "bounce", "clear", "suspense", "gesture", "points", "refund", "debt",
                "settle",
                "code", "convert", "breakage", "tokens", "exchange", "reverse", "unsell", "return", "redeem", "payback",
            ],
            "\(kinds.sorted())"
        )
        #expect(destroyed > 12, "\(destroyed)")
        #expect(templates.count == 75, "\(templates.sorted())")
        #expect(
            rules.isSuperset(of: [
                "R6.11-18", "R6.11-19", "R6.11-20", "R7.1-01", "R7.1-02", "R7.3-01", "R7.9-01", "R6.10-01",
                "R4-01", "R4-02", "R4-03", "R4-04", "R4-05", "R4-06", "R4-07", "R4-08", "R4-11", "R4-13",
                "R5-01",
                "R7.2-01", "R12.2-02", "R4-09", "R5-02", "R5-09", "R5-11", "R7.4-01", "R7.5-02", "R7.6-02", "R7.7-01",
                "R7.8-01", "R8-04", "R9-02", "R10-01",
            ])
        )
    }
}

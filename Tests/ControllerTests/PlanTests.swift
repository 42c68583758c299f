import Contract
import Store
import Testing

@testable import Controller

/// What is foreseen is what then happens: the same core, forked in memory.
@Suite struct PlanTests {
    /// One client who pays three months, one whose second month is not covered by a cent, and one who has ended renewal.
    private func lab() async throws -> TemporaryWorkspace {
        let lab = try await TemporaryWorkspace()
        for (cents, renews) in [(2100, true), (1399, true), (2100, false)] as [(Int64, Bool)] {
            let account = try lab.openAccount()
            let subscription = try lab.workspace.orderMumble(for: account, name: "Test")
            _ = try await lab.pass()
            let payment = Payment(method: "transfer", currency: "EUR", amount: cents, reference: "VIR-\(account)")
            try lab.workspace.record(.paymentReceived(payment), for: account)
            try lab.workspace.record(.serviceDelivered(subscription), for: account, by: .system)
            if !renews { try lab.workspace.record(.renewalSwitched(subscription, on: false), for: account) }
        }
        return lab
    }

    /// Walks the lab's clock as its controller does, but for the hosts.
    private func walk(_ lab: TemporaryWorkspace, to end: Instant) async throws {
        let mail = try MailRoom(workspace: lab.workspace)
        _ = try await mail.deliver(at: try lab.now)
        try lab.store.setLabTarget(end)
        while try LabWalk(store: lab.store).step() {
            _ = try ContractSweep(workspace: lab.workspace).run(at: try lab.now)
            _ = try await mail.deliver(at: try lab.now)
        }
    }

    @Test func `a plan is what the sweep then does, effect by effect`() async throws {
        let lab = try await lab()
        let end = lab.workspace.book.zone.start(of: lab.workspace.book.zone.date(at: try lab.now).adding(months: 4))
        let plan = try lab.workspace.plan(for: nil, until: end)
        let before = try lab.store.journal(limit: 10_000).count
        try await walk(lab, to: end)
        let entries = try lab.store.journal(limit: 10_000).dropFirst(before)
        for account in try lab.store.accountIDs() {
            let done = entries.filter { $0.account == account }.compactMap { entry -> Effect? in
                if case .effect(let effect) = entry.content { effect } else { nil }
            }
            #expect(!done.isEmpty)
            #expect(plan.effects.filter { $0.account == account }.map(\.effect) == done)
        }
    }

    @Test func `a plan says what each renewal takes and lacks, and what the months come to`() async throws {
        let lab = try await lab()
        let zone = lab.workspace.book.zone
        let end = zone.start(of: zone.date(at: try lab.now).adding(months: 4))
        let plan = try lab.workspace.plan(for: nil, until: end)
        let short = plan.effects.filter { $0.short == 1 }
        #expect(short.allSatisfy { $0.account == AccountID(number: 1002) && $0.cents == 700 })
        #expect(Set(short.map(\.effect.rule)).isSuperset(of: ["R6.11-02", "R6.11-01", "R6.11-13"]))
        let debits = plan.effects.filter { if case .posted = $0.effect.action { $0.cents == 700 } else { false } }
        #expect(debits.map(\.account) == [AccountID(number: 1001), AccountID(number: 1001)])
        #expect(plan.months.reduce(0) { $0 + $1.renewals } == 2)
        #expect(plan.months.reduce(0) { $0 + $1.gross } == 1400)
        #expect(plan.months.allSatisfy { $0.net + $0.tax == $0.gross })
        #expect(plan.months.first?.slots == 30 && plan.months.last?.slots == 0)
        #expect(plan.months.reduce(0) { $0 + $1.stops } == 2 && plan.months.reduce(0) { $0 + $1.short } == 701)
        #expect(plan.months.reduce(0) { $0 + $1.destructions } == 2 && plan.months.reduce(0) { $0 + $1.ends } == 1)
    }

    @Test func `a plan of one account leaves the others out, and of a parked one everything`() async throws {
        let lab = try await lab()
        let (first, second) = (AccountID(number: 1001), AccountID(number: 1002))
        let end = try lab.now.adding(seconds: 120 * 86_400)
        #expect(try Set(lab.workspace.plan(for: second, until: end).effects.map(\.account)) == [second])
        try lab.store.park(first, reason: "test", at: try lab.now)
        #expect(try lab.workspace.plan(for: first, until: end).effects.isEmpty)
    }

    @Test(arguments: [
        ("2010-01-31 23:59:59", ["2010-01-31 23:59:59"]),
        ("2010-02-01 00:00:00", ["2010-01-31 23:59:59", "2010-02-01 00:00:00"]),
        ("2010-03-15 12:00:00", ["2010-01-31 23:59:59", "2010-02-28 23:59:59", "2010-03-15 12:00:00"]),
    ]) func `a month ends with its last second, and the last where the plan does`(until: String, expected: [String])
        throws
    {
        let zone = try CivilZone.load("Europe/Paris")
        let now = try #require(zone.instant("2010-01-31 10:00:00"))
        let marks = PlannedMonth.marks(from: now, until: try #require(zone.instant(until)), zone: zone)
        #expect(marks.map(Narrator(zone: zone).time) == expected)
    }
}

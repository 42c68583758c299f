import Contract
import Fleet
import Metering
import Store
import Testing
import Wire

@testable import Controller

/// Interruptions reach the contract once, however long ago, and whatever the host's clock says.
@Suite struct OutagesTests {
    private static let day: Int64 = 86_400

    @Test func `R7.9-01 a host whose clock is ahead stops nothing`() async throws {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 700)
        let start = TemporaryWorkspace.start
        try lab.store.setLabTime(start.adding(seconds: 7200))
        let later = start.adding(seconds: 7205)
        try lab.report([(start.adding(seconds: 60), .down)], of: subscription.server, through: later)
        let report = try lab.measure()
        #expect(report.facts == 1)
        #expect(report.problems.isEmpty)
        let known = try lab.store.account(AccountID(number: 1001))?[subscription]?.interruptions
        #expect(known?.first?.confirmedThrough == start.adding(seconds: 7200))
    }

    /// A server whose host spoke last an hour after the start, and was given up six days after it.
    private func makeGivenUpLab() async throws -> (TemporaryWorkspace, SubscriptionID) {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 700)
        let start = TemporaryWorkspace.start
        try lab.report([(start, .up)], of: subscription.server, through: start.adding(seconds: 3600))
        try lab.store.setLabTime(start.adding(seconds: 6 * Self.day))
        #expect(try lab.store.evacuate("h1", at: lab.now) == [subscription.server])
        return (lab, subscription)
    }

    private func state(_ lab: TemporaryWorkspace, _ id: SubscriptionID) throws -> (Interruption?, balance: Int64) {
        let account = try #require(try lab.store.account(AccountID(number: 1001)))
        return (account[id]?.interruptions.last, account.euroBalance)
    }

    @Test func `R7.9-01 a server that was given up and has no other host is down from then on, and refunded`()
        async throws
    {
        let (lab, subscription) = try await makeGivenUpLab()
        let start = TemporaryWorkspace.start
        for (days, refunded) in [(10, false), (12, true)] as [(Int64, Bool)] {
            try lab.store.setLabTime(start.adding(seconds: days * Self.day))
            var report = PassReport()
            let now = try lab.now
            let outages = Outages(workspace: lab.workspace, now: now, told: nil)
            try outages.recordHomeless(into: &report)
            #expect(report.facts == 1 && report.problems.isEmpty)
            let (found, balance) = try state(lab, subscription)
            // Before it was given up nobody knows: 7.9 is never decided from silence.
            #expect(found?.start == start.adding(seconds: 6 * Self.day) && found?.confirmedThrough == now)
            #expect(balance == (refunded ? 700 : 0))
        }
        let line = try #require(try lab.workspace.meter(lab.workspace.book.zone.date(at: lab.now)).first)
        #expect(line.time.seconds[.down] == 6 * Self.day)
    }

    @Test func `R7.9-01 a host that a person says is lost was down since its last word, and its month is refunded`()
        async throws
    {
        let (lab, subscription) = try await makeGivenUpLab()
        let start = TemporaryWorkspace.start
        try lab.store.addHost(TemporaryWorkspace.makeHost(2))
        _ = try Placing(workspace: lab.workspace).run(at: lab.now, silent: [])
        let back = start.adding(seconds: 6 * Self.day + 60)
        try lab.store.setLabTime(start.adding(seconds: 8 * Self.day))
        try lab.report([(back, .up)], of: subscription.server, on: "h2", through: lab.now)
        #expect(try state(lab, subscription).0 == nil)
        try await lab.workspace.writeOff("h1")
        try lab.store.removeHost("h1")
        let (found, balance) = try state(lab, subscription)
        #expect(found?.start == start.adding(seconds: 3600) && found?.confirmedThrough == back)
        #expect(found?.ended == true && balance == 700)
        let told = try lab.workspace.explain(AccountID(number: 1001), subscription: subscription, at: nil)
        #expect(told.intervals.map(\.kind) == ["up", "down", "up"])
        #expect(try lab.store.verify(under: lab.workspace.book).problems == [])
    }

    @Test func `R7.9-01 an interruption is told once, also when the contract has forgotten it`() async throws {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 70_000)
        let start = TemporaryWorkspace.start
        try lab.store.setLabTime(start.adding(seconds: 2 * Self.day))
        let records: [(Instant, IntervalRecord.Class)] = [
            (start, .up), (start.adding(seconds: Self.day), .down), (start.adding(seconds: Self.day + 8000), .up),
        ]
        try lab.report(records, of: subscription.server, through: start.adding(seconds: 2 * Self.day))
        #expect(try lab.measure().facts == 1)
        for months in Int64(1)...16 {
            let now = start.adding(seconds: months * 30 * Self.day)
            try lab.store.setLabTime(now)
            _ = try ContractSweep(workspace: lab.workspace).run(at: now)
            let report = try lab.measure()
            #expect(report.facts == 0, "month \(months)")
            #expect(report.problems.isEmpty, "month \(months): \(report.problems)")
        }
        #expect(try lab.store.account(AccountID(number: 1001))?[subscription]?.interruptions.isEmpty == true)
    }

    /// A lab whose server was down for 8,000 s, a day after its start, and is up since; the contract was told nothing.
    private func makeRecoveredLab(_ after: Int64) async throws -> TemporaryWorkspace {
        let lab = try await TemporaryWorkspace()
        let server = try await lab.leaseServer(cents: 700).server
        let start = TemporaryWorkspace.start
        let back = start.adding(seconds: Self.day + 8000)
        let now = back.adding(seconds: after)
        try lab.store.setLabTime(now)
        let seen = ObservedServer(
            id: server.description,
            generation: try #require(try lab.store.server(server)).generation,
            state: .up,
            since: back.epochSeconds,
            processID: 1,
            players: 0,
            slotsReported: 10,
            restarts: 0,
            problem: nil,
            erasure: nil
        )
        let records: [(Instant, IntervalRecord.Class)] = [
            (start, .up), (start.adding(seconds: Self.day), .down), (back, .up),
        ]
        try lab.report(records, of: server, through: now, seen: [seen])
        return lab
    }

    @Test(arguments: [3601, 30 * Self.day])
    func `R7.9-01 what came back is told as ended, however long after the last visit`(
        after: Int64
    ) async throws {
        let lastVisit = TemporaryWorkspace.start.adding(seconds: Self.day + 7000)
        #expect(try await makeRecoveredLab(after).measure(told: lastVisit).facts == 1)
    }

    @Test func `what had been well for days at the last visit is not measured anew, until its host was silent`()
        async throws
    {
        let lab = try await makeRecoveredLab(2 * Self.day)
        #expect(try lab.measure(told: lab.now).facts == 0)
        #expect(try lab.measure(told: nil).facts == 1)
    }
}

import Contract
import Fleet
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

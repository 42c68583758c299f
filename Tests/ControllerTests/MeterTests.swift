import Contract
import Metering
import Store
import Testing
import Wire

@testable import Controller

@Suite struct MeterTests {
    @Test func `a month of a real lab: every second in one class, and the slots of it`() async throws {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 5000)
        let start = TemporaryWorkspace.start
        let hour: Int64 = 3600
        try lab.report(
            [(start, .up), (start.adding(seconds: hour), .down), (start.adding(seconds: 3 * hour), .up)],
            of: subscription.server,
            through: start.adding(seconds: 4 * hour)
        )
        try lab.store.setLabTime(start.adding(seconds: 5 * hour))
        let day = lab.workspace.book.zone.date(at: start)
        let line = try #require(try lab.workspace.meter(day).first)
        let before = start.seconds(since: lab.workspace.book.zone.start(of: day.adding(days: 1 - day.day)))
        #expect(
            line.time.seconds.filter { $0.value > 0 } == [
                .absent: before, .up: 2 * hour, .down: 2 * hour, .hostUnreachable: hour,
            ]
        )
        #expect(line.time.sold == 10 * 5 * hour && line.time.online == 10 * 2 * hour)
        #expect(line.server == subscription.server && line.host == "h1")
        #expect(try lab.workspace.meter(day.adding(days: -60)).isEmpty)
        #expect(try lab.workspace.meter(day.adding(days: -60), server: subscription.server).count == 1)
    }

    @Test func `a host that is cut off is out of reach until its own record says what was`() async throws {
        let lab = try await TemporaryWorkspace()
        let server = try await lab.leaseServer(cents: 5000).server
        let start = TemporaryWorkspace.start
        let truth: [(at: Instant, kind: IntervalRecord.Class)] = [
            (start, .up), (start.adding(seconds: 5400), .down), (start.adding(seconds: 7200), .up),
        ]
        try lab.report([truth[0]], of: server, through: start.adding(seconds: 3600))
        try lab.store.setLabTime(start.adding(seconds: 10_800))
        #expect(try classes(lab) == [.up: 3600, .hostUnreachable: 7200])
        #expect(try lab.measure().facts == 0, "silence is nobody's outage")
        try lab.report(truth, of: server, through: start.adding(seconds: 10_800))
        #expect(try classes(lab) == [.up: 9000, .down: 1800])
    }

    /// The seconds of the only server in its month, since it was leased.
    private func classes(_ lab: TemporaryWorkspace) throws -> [ServiceClass: Int64] {
        let day = lab.workspace.book.zone.date(at: TemporaryWorkspace.start)
        let line = try #require(try lab.workspace.meter(day).first)
        return line.time.seconds.filter { $0.value > 0 && $0.key != .absent }
    }

    struct ClockChange {
        let month: Int
        let day: Int
        /// Hours after midnight.
        let hour: Int64
        let hoursOfMonth: Int64
    }

    @Test(arguments: [
        ClockChange(month: 3, day: 29, hour: 2, hoursOfMonth: 743),
        ClockChange(month: 10, day: 25, hour: 3, hoursOfMonth: 745),
    ])
    func `a month in which the clocks change has its true length, and an outage over the change its hour`(
        _ truth: ClockChange
    ) async throws {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 10_000)
        let day = try #require(CivilDate(year: 2026, month: truth.month, day: truth.day))
        let zone = lab.workspace.book.zone
        let change = zone.start(of: day).adding(seconds: truth.hour * 3600)
        #expect(zone.offset(at: change) != zone.offset(at: change.adding(seconds: -1)))
        let end = zone.start(of: day.adding(days: 32 - day.day))
        try lab.store.setLabTime(end)
        try lab.report(
            [
                (TemporaryWorkspace.start, .up), (change.adding(seconds: -1800), .down),
                (change.adding(seconds: 1800), .up),
            ],
            of: subscription.server,
            through: end
        )
        _ = try await lab.pass()
        let month = try #require(try lab.workspace.meter(day).first)
        #expect(month.time.seconds.filter { $0.value > 0 } == [.up: (truth.hoursOfMonth - 1) * 3600, .down: 3600])
    }
}

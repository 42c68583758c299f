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
}

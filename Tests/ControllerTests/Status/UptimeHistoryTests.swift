import Contract
import Fleet
import Testing

@testable import Controller

@Suite struct UptimeHistoryTests {
    @Test func `the days move on at midnight in the zone of the terms, however short ago they were looked at`()
        async throws
    {
        let world = try await TemporaryWorkspace()
        let server = try await world.leaseServer(cents: 700).server
        let zone = world.workspace.book.zone
        let today = zone.date(at: try world.now)
        let midnight = zone.start(of: today.adding(days: 1))
        var history = UptimeHistory()
        func look(at now: Instant) throws -> UptimeDays? {
            let servers = try world.workspace.openServers()
            return try history.look(at: now, servers: servers, in: world.workspace, limit: .seconds(1))[server]
        }
        let before = try #require(try look(at: midnight.adding(seconds: -60)))
        #expect(try look(at: midnight.adding(seconds: -1)) == nil)
        let after = try #require(try look(at: midnight))
        #expect(before.from == today.adding(days: -89) && after.from == today.adding(days: -88))
        #expect(before.days.count == 90 && after.days.count == 90)
        #expect(after.days.last == [:], "nothing of today has passed")
        #expect(after.days[88].values.reduce(0, +) == 86_400)
        #expect(history.hosts[TemporaryWorkspace.host.name] == after, "it has one server")
        #expect(try look(at: midnight.adding(seconds: -60)) != nil, "a clock that was put back")
    }

    @Test func `a host that has no server any more is forgotten`() async throws {
        let world = try await TemporaryWorkspace()
        _ = try await world.leaseServer(cents: 700)
        var history = UptimeHistory()
        let now = try world.now
        _ = try history.look(at: now, servers: world.workspace.openServers(), in: world.workspace, limit: .zero)
        #expect(history.hosts.count == 1)
        _ = try history.look(at: now, servers: [], in: world.workspace, limit: .zero)
        #expect(history.hosts.isEmpty)
    }
}

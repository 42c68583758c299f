import Contract
import Fleet
import Store
import Synchronization
import TestSupport
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

    @Test func `a change is looked at when a minute of work has passed since the last look, and not without a change`()
        async throws
    {
        let world = try await TemporaryWorkspace()
        let subscription = try await world.leaseServer(cents: 700)
        let account = try #require(try world.store.owner(of: subscription))
        let time = Moments()
        var history = UptimeHistory(moment: time.now)
        let now = try world.now
        func look() throws -> Int {
            try history.look(at: now, servers: world.workspace.openServers(), in: world.workspace, limit: .zero).count
        }
        #expect(try look() == 1)
        time.pass(.seconds(3600))
        #expect(try look() == 0, "nothing has changed")
        for isRunning in [false, true] {
            try world.workspace.record(.clientPower(subscription, running: isRunning), for: account)
            #expect(try look() == (isRunning ? 0 : 1), "the last look is \(isRunning ? "just over" : "long ago")")
        }
        time.pass(.seconds(60))
        #expect(try look() == 0)
        time.pass(.nanoseconds(1))
        #expect(try look() == 1)
    }

    @Test func `one look takes hosts until its time is used up, and begins with the one that waits longest`()
        async throws
    {
        let world = try await TemporaryWorkspace()
        var servers: [ServerID] = []
        for number in 1...3 {
            servers.append(try await world.leaseServer(cents: 700, on: TemporaryWorkspace.makeHost(number)).server)
            try world.store.setState(of: "h\(number)", to: .drained)
        }
        let limit = Duration.milliseconds(200)
        let open = try world.workspace.openServers()
        func look(_ history: inout UptimeHistory, hours: Int64) throws -> Set<ServerID> {
            let now = try world.now.adding(seconds: hours * 3600)
            return Set(try history.look(at: now, servers: open, in: world.workspace, limit: limit).keys)
        }
        // No time passes.
        var quick = UptimeHistory(moment: Moments().now)
        #expect(try look(&quick, hours: 0) == Set(servers))
        // Whatever is done takes too long.
        var slow = UptimeHistory(moment: Moments(step: limit + .nanoseconds(1)).now)
        let looks = try (0..<3).map { _ in try look(&slow, hours: 0) }
        #expect(looks.allSatisfy { $0.count == 1 } && looks.reduce([]) { $0.union($1) } == Set(servers))
        #expect(try look(&slow, hours: 0).isEmpty, "each had its turn")
        #expect(try look(&slow, hours: 1).count == 1)
        let second = try look(&slow, hours: 2)
        #expect(try look(&slow, hours: 3).isDisjoint(with: second))
        #expect(Set(slow.hosts.keys) == ["h1", "h2", "h3"])
    }

    @Test func `an account that cannot be replayed has no strip, and the others have theirs`() async throws {
        try Requirement.program("/usr/bin/python3", package: "python3")
        let world = try await TemporaryWorkspace()
        let whole = try await world.leaseServer(cents: 700).server
        let broken = try await world.leaseServer(cents: 700)
        let account = try #require(try world.store.owner(of: broken))
        let script = """
            import sqlite3, sys
            books = sqlite3.connect(sys.argv[1])
            books.execute("DROP TRIGGER journal_fixed")
            books.execute("UPDATE journal SET body = '{}' WHERE kind = 'fact' AND account = ?", (sys.argv[2],))
            books.commit()
            """
        let path = world.workspace.directory.database
        let (status, output) = try ToolRun.run("/usr/bin/python3", ["-c", script, path, "\(account.number)"])
        try #require(status == 0, "\(output)")
        var history = UptimeHistory()
        let servers = try world.workspace.openServers()
        #expect(servers.count == 2)
        let strips = try history.look(at: world.now, servers: servers, in: world.workspace, limit: .zero)
        #expect(Set(strips.keys) == [whole])
        #expect(history.hosts["h1"] == strips[whole])
    }
}

/// A time that passes only when it is told to, or a step each time somebody looks at it.
private final class Moments: Sendable {
    private let start = ContinuousClock.now
    private let step: Duration
    private let passed = Mutex(Duration.zero)

    init(step: Duration = .zero) {
        self.step = step
    }

    func pass(_ duration: Duration) { passed.withLock { $0 += duration } }

    @Sendable func now() -> ContinuousClock.Instant {
        passed.withLock { passed in
            passed += step
            return start + passed
        }
    }
}

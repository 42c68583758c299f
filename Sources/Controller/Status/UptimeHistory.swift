import Contract
import Fleet
import Metering
import Store
import Wire

/// Keeps the uptime strips of the status files up to date: a host with all its servers at a time, no more than a pass can
/// spare, and only those of which something may have changed.
struct UptimeHistory: Sendable {
    /// What was looked at, and when.
    private struct Look {
        let at: Instant
        let day: CivilDate
        let seen: Int
        let moment: ContinuousClock.Instant
    }

    /// The time of this machine, by which work is measured; the controller's own may stand still.
    private let moment: @Sendable () -> ContinuousClock.Instant
    private var looks: [String: Look] = [:]
    /// The sums of each host that was looked at.
    private(set) var hosts: [String: UptimeDays] = [:]

    /// Today grows all the time; it is looked at again after so many seconds of the controller's clock.
    private static let patience: Int64 = 3600
    /// A server that comes and goes does not keep the controller busy.
    private static let pause: Duration = .seconds(60)

    init(moment: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.moment = moment
    }

    /// Looks at the hosts that are due until `limit` is used up, at one at least. Returns the strips of their servers.
    mutating func look(
        at now: Instant,
        servers: [ServerRecord],
        in workspace: Workspace,
        limit: Duration
    ) throws -> [ServerID: UptimeDays] {
        let byHost = Dictionary(grouping: servers) { $0.host ?? "" }.filter { !$0.key.isEmpty }
        looks = looks.filter { byHost[$0.key] != nil }
        hosts = hosts.filter { byHost[$0.key] != nil }
        let (today, end) = (workspace.book.zone.date(at: now), moment() + limit)
        var found: [ServerID: UptimeDays] = [:]
        for (host, servers) in byHost.sorted(by: { age($0.key) < age($1.key) }) {
            let seen = Self.hash(of: servers)
            guard isDue(host, seen, today, now) else { continue }
            let strips = try Strips(workspace: workspace, today: today, now: now).strips(of: servers, on: host)
            found.merge(strips) { $1 }
            hosts[host] = strips.values.reduce(into: UptimeDays?.none) { sum, strip in
                if sum == nil { sum = strip } else { sum?.add(strip) }
            }
            looks[host] = Look(at: now, day: today, seen: seen, moment: moment())
            if moment() > end { break }
        }
        return found
    }

    private func age(_ host: String) -> Int64 { looks[host]?.at.epochSeconds ?? .min }

    private func isDue(_ host: String, _ seen: Int, _ today: CivilDate, _ now: Instant) -> Bool {
        guard let last = looks[host] else { return true }
        if last.day != today || now >= last.at.adding(seconds: Self.patience) || now < last.at { return true }
        return last.seen != seen && moment() - last.moment > Self.pause
    }

    private static func hash(of servers: [ServerRecord]) -> Int {
        var hasher = Hasher()
        for server in servers.sorted(by: { $0.id < $1.id }) {
            hasher.combine(server.id)
            hasher.combine(server.generation)
            hasher.combine(server.observed?.state)
            hasher.combine(server.observed?.since)
        }
        return hasher.finalize()
    }
}

/// Computes strips from the books.
private struct Strips {
    let workspace: Workspace
    let today: CivilDate
    let now: Instant

    func strips(of servers: [ServerRecord], on host: String) throws -> [ServerID: UptimeDays] {
        let first = today.adding(days: 1 - UptimeDays.length)
        let bounds = (0..<UptimeDays.length).map { workspace.book.zone.start(of: first.adding(days: $0)) } + [now]
        let observed = try workspace.store.observedThrough(host)
        var found: [ServerID: UptimeDays] = [:]
        for (account, servers) in Dictionary(grouping: servers, by: \.account) {
            // An account that cannot be replayed is parked by the sweep; the others are shown.
            guard let standings = try? standings(of: account) else { continue }
            for server in servers {
                let times = Meter.serviceTimes(
                    records: try workspace.store.seenIntervals(of: server.id, since: bounds[0]).records,
                    observedThrough: observed,
                    standings: standings[server.id.subscription] ?? [],
                    bounds: bounds
                )
                found[server.id] = UptimeDays(from: first, times: times)
            }
        }
        return found
    }

    private func standings(of account: AccountID) throws -> [SubscriptionID: [StandingSpan]] {
        try workspace.store.replay(of: account, under: workspace.book).standings(until: now)
    }
}

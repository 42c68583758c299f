package import Contract
import Fleet
package import Metering
import Store
import Wire

/// The time of one server in one month.
package struct MeterLine: Sendable {
    package let server: ServerID
    package let account: AccountID
    package let product: String
    /// Where it is now; nil where it is nowhere any more.
    package let host: String?
    package let time: ServiceTime
    /// How many played, as far as that is known.
    package let players: PlayerTime
}

extension Workspace {
    /// What every second of a civil month was, up to now, for every server that was leased in it; for one server, whether or
    /// not it was. Ordered by server.
    ///
    /// - Parameter month: any day of the month, in the terms' zone.
    package func meter(_ month: CivilDate, server only: ServerID? = nil) throws -> [MeterLine] {
        let first = month.adding(days: 1 - month.day)
        let from = book.zone.start(of: first)
        let to = min(book.zone.start(of: first.adding(months: 1)), try time.now())
        let servers = try store.servers().filter { only == nil || $0.id == only }
        return try Dictionary(grouping: servers, by: \.account).flatMap { account, servers in
            let standings = try standings(of: account, until: to)
            return try servers.map { server in
                let records = try store.seenIntervals(of: server.id, since: from).records
                let time = Meter.serviceTime(
                    records: records,
                    observedThrough: try known(server, by: records),
                    standings: standings[server.id.subscription] ?? [],
                    from: from,
                    to: to
                )
                return MeterLine(
                    server: server.id,
                    account: account,
                    product: server.product,
                    host: server.host,
                    time: time,
                    players: Meter.players(
                        try store.playerRecords(of: server.id, from: from, to: to),
                        from: from,
                        to: to
                    )
                )
            }
        }
        .filter { only != nil || $0.time.seconds[.absent] != $0.time.total }
        .sorted { $0.server.number < $1.server.number }
    }

    /// Up to when it is known what a server was; nil where nothing is.
    func known(_ server: ServerRecord, by records: [IntervalRecord]) throws -> Instant? {
        guard let last = records.map(\.at).max().map(Instant.init(epochSeconds:)) else { return nil }
        // Given up with its host and not placed again: that it is nowhere is known at any time.
        if server.host == nil, server.closedAt == nil { return try time.now() }
        // Of a host that was removed nothing is known after its last record.
        let host = try server.host.flatMap { try store.host($0) }
        return try host.flatMap { try store.observedThrough($0.name) } ?? last
    }

    private func standings(of account: AccountID, until: Instant) throws -> [SubscriptionID: [StandingSpan]] {
        let replay = try store.replay(of: account, under: book)
        do { return try replay.standings(until: until) } catch { throw WorkspaceError.replay(account, "\(error)") }
    }
}

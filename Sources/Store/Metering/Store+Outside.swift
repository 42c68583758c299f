package import Contract
import GRDB
package import Metering

/// How far looks from outside reach.
package struct OutsideState: Equatable, Sendable {
    /// When the last one was.
    package let through: Instant
    /// Why they show nothing now; nil while they do.
    package let blindness: OutsideWatch.Blindness?
}

extension Store {
    /// Saves what a look changed, and that it was, in one transaction. Idempotent.
    package func saveOutside(_ changes: [OutsideChange], _ watch: OutsideWatch) throws(StoreError) {
        guard let through = watch.through else { return }
        try write { db in
            for change in changes { try Self.save(change, db) }
            try db.execute(
                sql: """
                    INSERT INTO outside_look VALUES (1, ?, ?, ?) ON CONFLICT DO UPDATE SET
                        through = excluded.through, blind_since = excluded.blind_since, blind_reason = excluded.blind_reason
                    """,
                arguments: [through.epochSeconds, watch.blindness?.since.epochSeconds, watch.blindness?.reason]
            )
        }
    }

    private static func save(_ change: OutsideChange, _ db: Database) throws {
        switch change {
        case .keep(let record):
            try db.execute(
                sql: """
                    INSERT INTO outside_record VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET kind = excluded.kind, note = excluded.note
                    """,
                arguments: [record.server.number, record.at.epochSeconds, record.kind.rawValue, record.note]
            )
        case .drop(let server, let at):
            try db.execute(
                sql: "DELETE FROM outside_record WHERE server = ? AND at = ? AND kind = 'doubt'",
                arguments: [server.number, at.epochSeconds]
            )
        }
    }

    /// How far looks from outside reach; nil before the first.
    package func outsideState() throws(StoreError) -> OutsideState? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM outside_look").map { row in
                OutsideState(
                    through: row.instant("through"),
                    blindness: row.instantIfAny("blind_since").map {
                        OutsideWatch.Blindness(since: $0, reason: row["blind_reason"])
                    }
                )
            }
        }
    }

    /// What a server was from outside, in order of time; with `since`, what says what it was from then on.
    package func outsideRecords(
        of server: ServerID,
        since: Instant = Instant(epochSeconds: .min)
    ) throws(StoreError) -> [OutsideRecord] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM outside_record WHERE server = ?1
                            AND at >= (SELECT coalesce(max(at), ?2) FROM outside_record WHERE server = ?1 AND at <= ?2)
                        ORDER BY at
                        """
                ),
                arguments: [server.number, since.epochSeconds]
            ).map(OutsideRecord.init)
        }
    }

    /// What each server is from outside, as far as it was ever looked at.
    package func outsideNow() throws(StoreError) -> [OutsideRecord] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT outside_record.* FROM server JOIN outside_record ON outside_record.server = server.number
                        AND at = (SELECT max(at) FROM outside_record WHERE outside_record.server = server.number)
                    WHERE closed_at IS NULL ORDER BY server.number
                    """
            ).map(OutsideRecord.init)
        }
    }

    /// The servers of a host whose looks from outside changed since then, or show no answer now.
    package func outsideTrouble(on host: String, since: Instant) throws(StoreError) -> Set<ServerID> {
        try read { db in
            let numbers = try Int64.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT server.number FROM server JOIN outside_record AS seen ON seen.server = server.number
                    WHERE server.host = ? AND (seen.at >= ? OR (kind <> 'answers'
                        AND at = (SELECT max(at) FROM outside_record WHERE outside_record.server = server.number)))
                    """,
                arguments: [host, since.epochSeconds]
            )
            return Set(numbers.map(ServerID.init(number:)))
        }
    }

    /// What is known of a server's time: its agents' records, with what was seen from outside (``Meter/seen(_:outside:through:)``).
    package func seenIntervals(
        of server: ServerID,
        since: Instant = Instant(epochSeconds: .min)
    ) throws(StoreError) -> SeenIntervals {
        let outside = try outsideRecords(of: server, since: since)
        return SeenIntervals(
            records: Meter.seen(
                try intervals(of: server, since: since).map(\.record),
                outside: outside,
                through: outside.isEmpty ? nil : try outsideState()?.through
            ),
            outside: outside
        )
    }
}

extension OutsideRecord {
    fileprivate init(_ row: Row) throws {
        self.init(
            server: row.identifier("server"),
            at: row.instant("at"),
            kind: try row.word("kind"),
            note: row["note"]
        )
    }
}

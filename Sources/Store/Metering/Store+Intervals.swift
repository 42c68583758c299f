package import Contract
import FoundationEssentials
import GRDB
import Wire

extension Store {
    /// All records of one server, in order of time; with `since`, those that say what it was from then on.
    package func intervals(
        of server: ServerID,
        since: Instant = Instant(epochSeconds: .min)
    ) throws(StoreError) -> [HostInterval] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM interval WHERE server = ?1
                        AND at >= (SELECT coalesce(max(at), ?2) FROM interval WHERE server = ?1 AND at <= ?2)
                    ORDER BY at, host, journal_id, sequence
                    """,
                arguments: [server.description, since.epochSeconds]
            ).map(HostInterval.init)
        }
    }

    /// Up to when a host's records are complete, on its agent's clock; nil before its first report.
    package func observedThrough(_ host: String) throws(StoreError) -> Instant? { try contact(host).observedThrough }
}

extension HostInterval {
    fileprivate init(_ row: Row) throws {
        self.init(
            host: row["host"],
            journalID: row["journal_id"],
            record: IntervalRecord(
                sequence: row["sequence"],
                server: row["server"],
                at: row["at"],
                kind: try row.word("kind"),
                evidence: try Canonical.decode(Evidence.self, from: row["evidence"])
            )
        )
    }
}

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
            let stays = try HomeRow.stays(of: server, db)
            guard stays.isEmpty else { return try Self.intervals(of: server, stays: stays, since: since, db) }
            return try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM interval WHERE server = ?1
                            AND at >= (SELECT coalesce(max(at), ?2) FROM interval WHERE server = ?1 AND at <= ?2)
                        ORDER BY at, host, journal_id, sequence
                        """
                ),
                arguments: [server.description, since.epochSeconds]
            ).map(HostInterval.init)
        }
    }

    /// Of a server that was on several hosts: what each recorded while it was there. A host that fell silent says nothing after that.
    private static func intervals(
        of server: ServerID,
        stays: [HomeRow.Stay],
        since: Instant,
        _ db: Database
    ) throws -> [HostInterval] {
        let all = try Row.fetchAll(
            db,
            sql: "SELECT * FROM interval WHERE server = ? ORDER BY at, host, journal_id, sequence",
            arguments: [server.description]
        ).map(HostInterval.init)
        var result: [HostInterval] = []
        for (index, stay) in stays.enumerated() {
            guard let host = stay.host else { continue }
            let end = stays.indices.contains(index + 1) ? stays[index + 1].since : Int64.max
            result += all.filter { $0.host == host && stay.since <= $0.record.at && $0.record.at < end }
            if end < Int64.max, stay.since < end {
                let seen = try Int64.fetchOne(
                    db,
                    sql: "SELECT observed_through FROM host WHERE name = ?",
                    arguments: [host]
                )
                result.append(
                    .silence(of: host, server, from: min(end, max(seen ?? end, result.last?.record.at ?? end)))
                )
            }
        }
        let first = result.lastIndex { $0.record.at <= since.epochSeconds } ?? 0
        return Array(result[first...])
    }

    /// Up to when a host's records are complete, on its agent's clock; nil before its first report.
    package func observedThrough(_ host: String) throws(StoreError) -> Instant? { try contact(host).observedThrough }
}

extension HostInterval {
    /// From here on the host is not asked any more.
    fileprivate static func silence(of host: String, _ server: ServerID, from at: Int64) -> HostInterval {
        let evidence = Evidence(
            generation: 0,
            processID: nil,
            answered: false,
            players: nil,
            slotsReported: nil,
            exitCode: nil,
            note: "\(host) has it no more"
        )
        let record = IntervalRecord(sequence: 0, server: server.description, at: at, kind: .unknown, evidence: evidence)
        return HostInterval(host: host, journalID: "", record: record)
    }

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

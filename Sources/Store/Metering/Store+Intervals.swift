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

    /// Of a server that was on several hosts: what each recorded while it was there. A host that fell silent says nothing after
    /// that. From when a person gave its host up until another one's first record it was on no host, which is down.
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
            guard let host = stay.host else {
                result.append(.nowhere(server, from: stay.since))
                continue
            }
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

extension Store {
    /// A person says that a host is gone with all that was on it: the server that it had was down there since the host's last
    /// report. Not where the host spoke again after it was given up: then its own records say what was.
    static func noteLoss(of host: String, for id: ServerID, at now: Instant, _ db: Database) throws {
        let stays = try HomeRow.stays(of: id, db)
        let seen = try Int64.fetchOne(db, sql: "SELECT observed_through FROM host WHERE name = ?", arguments: [host])
        guard let seen, let index = stays.lastIndex(where: { $0.host == host }), index + 1 < stays.count,
            seen < stays[index + 1].since
        else { return }
        let note = "\(host) is lost with all that was on it, says an operator"
        let record = IntervalRecord.told(id, sequence: id.number, at: seen, .down, note)
        try save(record, host, "operator/\(now.epochSeconds)", db)
    }
}

extension IntervalRecord {
    /// What no agent saw.
    fileprivate static func told(
        _ server: ServerID,
        sequence: Int64,
        at: Int64,
        _ kind: Class,
        _ note: String
    ) -> IntervalRecord {
        let evidence = Evidence(
            generation: 0,
            processID: nil,
            answered: false,
            players: nil,
            slotsReported: nil,
            exitCode: nil,
            note: note
        )
        return IntervalRecord(
            sequence: sequence,
            server: server.description,
            at: at,
            kind: kind,
            evidence: evidence
        )
    }
}

extension HostInterval {
    /// From here on the host is not asked any more. The least of sequences: whatever else is known of that second counts.
    fileprivate static func silence(of host: String, _ server: ServerID, from at: Int64) -> HostInterval {
        let note = "\(host) has it no more"
        return HostInterval(host: host, journalID: "", record: .told(server, sequence: 0, at: at, .unknown, note))
    }

    /// From here on it is on no host.
    fileprivate static func nowhere(_ server: ServerID, from at: Int64) -> HostInterval {
        let note = "its host was given up, and it is on no other yet"
        return HostInterval(host: "", journalID: "", record: .told(server, sequence: 1, at: at, .down, note))
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

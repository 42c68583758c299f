package import Contract
import FoundationEssentials
import GRDB
package import Wire

extension Store {
    /// Saves a report of a host in one transaction: new records, what is seen of each server, the cursor. Idempotent.
    package func saveObservation(_ host: String, _ report: HostReport, at now: Instant) throws(StoreError) {
        try write { db in
            for record in report.records { try Self.save(record, host, report.journalID, db) }
            for record in report.players ?? [] { try Self.save(record, host, report.journalID, db) }
            try Self.save(report.servers, host, db)
            try Self.advanceCursor(host, report, now, db)
        }
    }

    /// Saves what `apply` answered of each server.
    package func saveObserved(_ host: String, _ servers: [ObservedServer]) throws(StoreError) {
        try write { db in try Self.save(servers, host, db) }
    }

    static func save(_ record: IntervalRecord, _ host: String, _ journalID: String, _ db: Database) throws {
        try db.executeCached(
            "INSERT INTO interval VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            host,
            journalID,
            record.sequence,
            record.server,
            record.at,
            record.kind.rawValue,
            try Canonical.encode(record.evidence)
        )
    }

    private static func save(_ record: PlayerRecord, _ host: String, _ journalID: String, _ db: Database) throws {
        try db.executeCached(
            "INSERT INTO player_record VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            host,
            journalID,
            record.sequence,
            record.server,
            record.start,
            record.until,
            record.playerSeconds,
            record.peak
        )
    }

    /// A host speaks only for the servers that are placed on it, and for what others have there. What is seen is mostly what was
    /// seen before, and is then not written again.
    private static func save(_ servers: [ObservedServer], _ host: String, _ db: Database) throws {
        for seen in servers {
            guard let id = ServerID(seen.id) else { continue }
            let text = try Canonical.encode(seen)
            for (table, key) in [("server", "number"), ("server_copy", "server")] {
                try db.executeCached(
                    "UPDATE \(table) SET observed = ?1 WHERE \(key) = ?2 AND host = ?3 AND observed IS NOT ?1",
                    text,
                    id.number,
                    host
                )
            }
        }
    }

    private static func advanceCursor(_ host: String, _ report: HostReport, _ now: Instant, _ db: Database) throws {
        let row = try Row.fetchOne(db, sql: "SELECT journal_id, cursor FROM host WHERE name = ?", arguments: [host])
        guard let row else { throw StoreError.unknownHost(host) }
        let (oldID, oldCursor): (String?, Int64?) = (row["journal_id"], row["cursor"])
        let progress = Progress(
            report,
            since: oldID == nil ? 0 : oldCursor ?? 0,
            sameJournal: oldID == report.journalID
        )
        try db.execute(
            sql: """
                UPDATE host SET journal_id = ?, cursor = ?,
                    observed_through = max(coalesce(observed_through, ?3), coalesce(?3, observed_through)),
                    last_contact = ?, last_error = NULL, failures = 0
                WHERE name = ?
                """,
            arguments: [report.journalID, progress.cursor, progress.through, now.epochSeconds, host]
        )
    }
}

/// How far a report carries the knowledge of a host.
private struct Progress {
    let cursor: Int64
    /// Nil when nothing more is known than before.
    let through: Int64?

    init(_ report: HostReport, since: Int64, sameJournal: Bool) {
        let last = report.newestSequence ?? 0
        if !sameJournal && since > 0 {
            // The agent lost its journal, and the question was asked with the old one's cursor: ask again from the start.
            (cursor, through) = (0, nil)
        } else {
            cursor = max(since, last)
            // A report that was cut short is complete only up to its last record.
            through = cursor < report.lastSequence ? report.records.map(\.at).max() : report.observedThrough
        }
    }
}

package import Contract
package import Fleet
import FoundationEssentials
import GRDB
import Wire

/// A brake that is on.
package struct Brake: Equatable, Sendable {
    package let kind: BrakeKind
    package let since: Instant
    /// A full sentence.
    package let reason: String
    /// What it was put on for, where that can be counted.
    package let endings: [Ending]
}

extension Store {
    /// The brakes that are on.
    package func brakes() throws(StoreError) -> [Brake] {
        try read { db in try Self.brakes(db) }
    }

    /// Puts a brake on, or says anew why it is on. Writes nothing where it is on for the same reason.
    package func putOn(_ kind: BrakeKind, because reason: String, _ endings: [Ending] = [], at now: Instant)
        throws(StoreError)
    {
        let old = try brakes().first { $0.kind == kind }
        guard old?.reason != reason || old?.endings != endings else { return }
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO brake VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET reason = excluded.reason, endings = excluded.endings
                    """,
                arguments: [kind.rawValue, now.epochSeconds, reason, try Canonical.encode(endings)]
            )
        }
    }

    /// What it was put on for is over by itself.
    package func takeOff(_ kind: BrakeKind) throws(StoreError) {
        guard try brakes().contains(where: { $0.kind == kind }) else { return }
        try write { db in try db.execute(sql: "DELETE FROM brake WHERE kind = ?", arguments: [kind.rawValue]) }
    }

    /// A person lets go what brakes hold, and nothing that comes later. Returns those brakes.
    package func release(_ kinds: Set<BrakeKind>) throws(StoreError) -> [Brake] {
        try write { db in
            let released = try Self.brakes(db).filter { kinds.contains($0.kind) }
            for brake in released {
                for ending in brake.endings {
                    if brake.kind == .restored { try Self.overtake(ending, db) }
                    try db.execute(
                        sql: "INSERT OR IGNORE INTO brake_release VALUES (?, ?)",
                        arguments: [ending.server.number, ending.generation]
                    )
                }
                try db.execute(sql: "DELETE FROM brake WHERE kind = ?", arguments: [brake.kind.rawValue])
            }
            return released
        }
    }

    /// Restored books are in force again: what they say is newer than what the host was told by those that were lost.
    private static func overtake(_ ending: Ending, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE server SET generation = max(generation, ?) WHERE number = ?",
            arguments: [ending.generation + 1, ending.server.number]
        )
    }

    /// What persons have let go.
    package func released() throws(StoreError) -> Set<ServerGeneration> {
        try read { db in
            Set(
                try Row.fetchAll(db, sql: "SELECT server, generation FROM brake_release").map {
                    ServerGeneration(server: $0.identifier("server"), generation: $0["generation"])
                }
            )
        }
    }

    /// What hosts that answer would end with their next visit, and how many servers are on hosts at all.
    package func endings() throws(StoreError) -> (endings: [Ending], servers: Int) {
        try read { db in
            let answers = "IN (SELECT name FROM host WHERE last_error IS NULL)"
            let servers = try Self.servers("host \(answers) AND erased_at IS NULL AND state <> 'running'", [], db)
            let copies = try CopyRow.copies("host \(answers) AND state = 'absent'", [], db)
            let sql = "SELECT count(*) FROM server WHERE host IS NOT NULL AND erased_at IS NULL"
            let endings = servers.compactMap(\.ending) + copies.compactMap(\.ending)
            return (endings.sorted(), try Int.fetchOne(db, sql: sql) ?? 0)
        }
    }

    /// The newest line of the journal; nil in new books.
    package func journalHead() throws(StoreError) -> JournalMark? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1")
                .map(JournalMark.init)
        }
    }

    /// Whether the journal still has this line.
    package func has(_ mark: JournalMark) throws(StoreError) -> Bool {
        try read { db in
            let sql = "SELECT sequence, hash FROM journal WHERE sequence = ?"
            return try Row.fetchOne(db, sql: sql, arguments: [mark.sequence]).map(JournalMark.init) == mark
        }
    }

    private static func brakes(_ db: Database) throws -> [Brake] {
        try Row.fetchAll(db, sql: "SELECT * FROM brake ORDER BY kind").map { row in
            Brake(
                kind: try row.word("kind"),
                since: row.instant("since"),
                reason: row["reason"],
                endings: try row.json("endings") ?? []
            )
        }
    }
}

/// A line of the journal, by which books are known again.
package struct JournalMark: Codable, Equatable, Sendable {
    package let sequence: Int64
    package let hash: String

    package init(sequence: Int64, hash: String) {
        self.sequence = sequence
        self.hash = hash
    }

    init(_ row: Row) {
        self.init(sequence: row["sequence"], hash: Digest.hexadecimal(Array(row["hash"] as Data)))
    }
}

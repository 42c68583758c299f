import Contract
import Fleet
import FoundationEssentials
import GRDB
import Wire

/// The row of what a server has on a host that is not its own.
enum CopyRow {
    static func copies(_ condition: String, _ arguments: StatementArguments, _ db: Database) throws -> [ServerCopy] {
        let sql = """
            SELECT server_copy.*, account FROM server_copy JOIN subscription ON number = server
            WHERE \(condition) ORDER BY server, host
            """
        return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
            ServerCopy(
                server: row.identifier("server"),
                account: row.identifier("account"),
                placement: try Canonical.decode(Placement.self, from: row["placement"]),
                generation: row["generation"],
                state: try row.word("state"),
                isKept: row["kept"],
                observed: try row.json("observed")
            )
        }
    }

    /// At the server's present generation, which its host never saw.
    static func insert(
        _ id: ServerID,
        _ placement: Placement,
        slots: Int,
        memory: MemoryNeed,
        state: ServerCopy.State = .stopped,
        isKept: Bool = false,
        _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO server_copy (server, host, placement, generation, state, kept, claimed_slots,
                    memory_base_kib, memory_slot_kib)
                SELECT number, ?, ?, generation, ?, ?, ?, ?, ? FROM server WHERE number = ?
                """,
            arguments: [
                placement.host, try Canonical.encode(placement), state.rawValue, isKept, slots,
                memory.base.kibibytes, memory.perSlot.kibibytes, id.number,
            ]
        )
    }

    /// What was claimed for it of its host's memory.
    static func memory(of copy: ServerCopy, _ db: Database) throws -> MemoryNeed {
        let sql = "SELECT memory_base_kib, memory_slot_kib FROM server_copy WHERE server = ? AND host = ?"
        return try Row.fetchOne(db, sql: sql, arguments: [copy.server.number, copy.host]).map(MemoryNeed.init)
            ?? .unknown
    }

    /// What its host holds for it.
    static func claim(of copy: ServerCopy, _ db: Database) throws -> (slots: Int, memory: Memory) {
        let sql = "SELECT claimed_slots, claimed_memory_kib FROM server_copy WHERE server = ? AND host = ?"
        let row = try Row.fetchOne(db, sql: sql, arguments: [copy.server.number, copy.host])
        return (row?["claimed_slots"] ?? 0, Memory(kibibytes: row?["claimed_memory_kib"] ?? 0))
    }

    /// It is to be erased, at the server's present generation: raised since the copy was made, so that its host takes it.
    static func setAbsent(_ id: ServerID, on host: String, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE server_copy SET state = 'absent', observed = NULL,
                    generation = max(generation + 1, (SELECT generation FROM server WHERE number = ?1))
                WHERE server = ?1 AND host = ?2 AND state = 'stopped'
                """,
            arguments: [id.number, host]
        )
        // No generation of the server is ever below one that a host was told.
        try db.execute(
            sql: """
                UPDATE server SET generation = max(generation, (
                    SELECT coalesce(max(generation), 0) FROM server_copy WHERE server = ?1
                )) WHERE number = ?1
                """,
            arguments: [id.number]
        )
    }

    /// Nobody needs it any more.
    static func release(_ id: ServerID, on host: String, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE server_copy SET kept = 0 WHERE server = ? AND host = ?",
            arguments: [id.number, host]
        )
    }

    static func delete(_ copy: ServerCopy, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM server_copy WHERE server = ? AND host = ?",
            arguments: [copy.server.number, copy.host]
        )
    }
}

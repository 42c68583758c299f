import Contract
import Fleet
import GRDB

/// Changes to a server's row that belong to a step.
enum ServerRow {
    /// Claims the slots that a change for the next due date will need, so that it cannot fail then. A smaller number takes the
    /// place of a larger one asked for before, unless the server is stopped: its reactivation may still bring the larger.
    static func holdSlots(_ slots: Int, for id: ServerID, _ db: Database) throws {
        try checkRoom(slots, for: id, db)
        try db.execute(
            sql: """
                UPDATE server SET pending_slots =
                    nullif(iif(state = 'running', ?1, max(?1, coalesce(pending_slots, 0))), slots)
                WHERE number = ?2
                """,
            arguments: [slots, id.number]
        )
        try db.execute(
            sql: """
                UPDATE server SET claimed_slots = max(slots, coalesce(pending_slots, 0))
                WHERE number = ? AND host IS NOT NULL AND erased_at IS NULL
                """,
            arguments: [id.number]
        )
    }

    private static func checkRoom(_ slots: Int, for id: ServerID, _ db: Database) throws {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT host.name, capacity - used_slots AS free, capacity, ?1 - claimed_slots AS needed,
                    memory_kib - used_memory_kib AS free_memory,
                    memory_base_kib + memory_slot_kib * ?1 - claimed_memory_kib AS needed_memory
                FROM server JOIN host ON host.name = server.host WHERE number = ?2 AND erased_at IS NULL
                """,
            arguments: [slots, id.number]
        )
        guard let row, row["needed"] as Int > 0 else { return }
        guard (row["needed"] as Int) <= row["free"] else {
            throw StoreError.noRoomToGrow(
                id,
                host: row["name"],
                free: row["free"],
                capacity: row["capacity"],
                needed: row["needed"]
            )
        }
        let (free, needed): (Int64?, Int64) = (row["free_memory"], row["needed_memory"])
        guard let free, needed > free else { return }
        throw StoreError.noMemoryToGrow(
            id,
            host: row["name"],
            free: Memory(kibibytes: free),
            needed: Memory(kibibytes: needed)
        )
    }

    /// What it claims, or would have to where it is on no host: also the slots that it was promised for its next month.
    static func neededSlots(of id: ServerID, _ db: Database) throws -> Int {
        let sql = "SELECT max(claimed_slots, slots, coalesce(pending_slots, 0)) FROM server WHERE number = ?"
        guard let slots = try Int.fetchOne(db, sql: sql, arguments: [id.number]) else {
            throw StoreError.unknownServer(id)
        }
        return slots
    }

    /// What it takes of its host's memory.
    static func memory(of id: ServerID, _ db: Database) throws -> MemoryNeed {
        let sql = "SELECT memory_base_kib, memory_slot_kib FROM server WHERE number = ?"
        return try Row.fetchOne(db, sql: sql, arguments: [id.number]).map(MemoryNeed.init) ?? .unknown
    }

    /// A server leaves its host when the host attested its erasure and the contract knows it.
    static func leaveHostWhenDone(_ id: ServerID, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE server SET host = NULL WHERE number = ? AND erased_at IS NOT NULL AND closed_at IS NOT NULL",
            arguments: [id.number]
        )
    }
}

extension MemoryNeed {
    init(_ row: Row) {
        self.init(
            base: Memory(kibibytes: row["memory_base_kib"]),
            perSlot: Memory(kibibytes: row["memory_slot_kib"])
        )
    }
}

import Contract
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
                SELECT host.name, capacity - used_slots AS free, capacity, ? - claimed_slots AS needed
                FROM server JOIN host ON host.name = server.host WHERE number = ? AND erased_at IS NULL
                """,
            arguments: [slots, id.number]
        )
        guard let row, row["needed"] as Int > row["free"] else { return }
        throw StoreError.noRoomToGrow(
            id,
            host: row["name"],
            free: row["free"],
            capacity: row["capacity"],
            needed: row["needed"]
        )
    }

    /// A server leaves its host when the host attested its erasure and the contract knows it.
    static func leaveHostWhenDone(_ id: ServerID, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE server SET host = NULL WHERE number = ? AND erased_at IS NOT NULL AND closed_at IS NOT NULL",
            arguments: [id.number]
        )
    }
}

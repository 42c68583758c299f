import Contract
import Fleet
import FoundationEssentials
import GRDB

/// A move's row.
enum MoveRow {
    static func move(_ id: ServerID, _ db: Database) throws -> Move? {
        try moves("server = ?", [id.number], db).first
    }

    static func moves(_ condition: String, _ arguments: StatementArguments, _ db: Database) throws -> [Move] {
        let sql = "SELECT * FROM move WHERE \(condition) ORDER BY begun_at, server"
        return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
            Move(
                server: row.identifier("server"),
                source: row["source"],
                target: row["target"],
                phase: try row.word("phase"),
                isEvacuation: row["evacuation"],
                carried: try row.json("carried"),
                progress: row["progress"],
                begunAt: row.instant("begun_at"),
                phaseAt: row.instant("phase_at"),
                problem: row["problem"]
            )
        }
    }

    static func insert(_ move: Move, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO move (server, source, target, phase, evacuation, begun_at, phase_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                move.server.number, move.source, move.target, move.phase.rawValue, move.isEvacuation,
                move.begunAt.epochSeconds, move.phaseAt.epochSeconds,
            ]
        )
    }

    /// The next phase. A problem stays until the move is over.
    static func set(
        _ id: ServerID,
        _ phase: Move.Phase,
        target: String? = nil,
        problem: String? = nil,
        at now: Instant,
        _ db: Database
    ) throws {
        let keeps = phase == .returning || phase == .ending || phase == .failed
        try db.execute(
            sql: """
                UPDATE move SET phase = ?, target = coalesce(?, target), phase_at = ?,
                    problem = CASE WHEN ? THEN coalesce(?, problem) END
                WHERE server = ?
                """,
            arguments: [phase.rawValue, target, now.epochSeconds, keeps, problem, id.number]
        )
    }
}

package import Contract
import GRDB
package import Wire

extension Store {
    /// What agents recorded of a server's players in any part of `[from, to)`, in order of time.
    package func playerRecords(of server: ServerID, from: Instant, to: Instant) throws(StoreError) -> [PlayerRecord] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM player_record WHERE server = ? AND start < ? AND until > ? ORDER BY start, host",
                arguments: [server.description, to.epochSeconds, from.epochSeconds]
            ).map { row in
                PlayerRecord(
                    sequence: row["sequence"],
                    server: row["server"],
                    start: row["start"],
                    until: row["until"],
                    playerSeconds: row["player_seconds"],
                    peak: row["peak"]
                )
            }
        }
    }
}

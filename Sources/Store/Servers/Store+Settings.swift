package import Contract
import Fleet
import GRDB

extension Store {
    /// Takes what a client chose of his server, all of it or nothing; nil puts a setting back to its product's default. Its host gets
    /// it with the next visit, and the server is started anew with it.
    ///
    /// - Parameter secrets: the same of what is never shown; kept apart, so that nothing that shows settings shows them.
    package func set(
        _ changes: [String: String?],
        secrets: [String: String?] = [:],
        of id: ServerID
    ) throws(StoreError) {
        try write { db in
            guard try Self.existingServer(id, db).demand.state != .absent else {
                throw StoreError.notSettable(id, detail: "its contract is over")
            }
            for (key, value) in changes { try Self.set(key, value, of: id, db) }
            for (key, value) in secrets { try Self.set(key, value, of: id, in: "server_secret", db) }
            try Self.raiseGeneration(id, db)
        }
    }

    /// Has a server's process end and start again, though nothing changes in what it must be.
    package func restart(_ id: ServerID) throws(StoreError) {
        try write { db in
            let record = try Self.existingServer(id, db)
            guard record.wanted.state == .running, record.host != nil else {
                let detail = record.host == nil ? "it is on no host" : "it must be \(record.wanted.state.rawValue) now"
                throw StoreError.notRestartable(id, detail: detail)
            }
            try db.execute(sql: "UPDATE server SET restarts = restarts + 1 WHERE number = ?", arguments: [id.number])
            try Self.raiseGeneration(id, db)
        }
    }

    static func set(
        _ key: String,
        _ value: String?,
        of id: ServerID,
        in table: String = "server_setting",
        _ db: Database
    ) throws {
        guard let value else {
            return try db.execute(
                sql: "DELETE FROM \(table) WHERE server = ? AND key = ?",
                arguments: [id.number, key]
            )
        }
        try db.execute(
            sql: "INSERT INTO \(table) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            arguments: [id.number, key, value]
        )
    }
}

import Contract
import GRDB

/// Where a server was since when; begun when it leaves its first host.
enum HomeRow {
    struct Stay {
        let host: String?
        let since: Int64
    }

    static func stays(of id: ServerID, _ db: Database) throws -> [Stay] {
        let query = try db.cachedStatement(sql: "SELECT * FROM server_home WHERE server = ? ORDER BY id")
        return try Row.fetchAll(query, arguments: [id.number]).map { Stay(host: $0["host"], since: $0["since"]) }
    }

    /// It was on `old` and is on `new` from now on.
    static func note(_ id: ServerID, _ old: String?, then new: String?, at now: Instant, _ db: Database) throws {
        if try stays(of: id, db).isEmpty { try insert(id, old, .min, db) }
        try insert(id, new, now.epochSeconds, db)
    }

    /// A server that left a host before is on another one from now on.
    static func noteIfMoved(_ id: ServerID, on host: String, at now: Instant, _ db: Database) throws {
        if try !stays(of: id, db).isEmpty { try insert(id, host, now.epochSeconds, db) }
    }

    private static func insert(_ id: ServerID, _ host: String?, _ since: Int64, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO server_home (server, since, host) VALUES (?, ?, ?)",
            arguments: [id.number, since, host]
        )
    }
}

package import Contract
package import Fleet
import GRDB
import Wire

extension Store {
    /// All servers that the contract ever demanded.
    package func servers() throws(StoreError) -> [ServerRecord] {
        try read { db in try Self.servers("TRUE", [], db) }
    }

    /// Servers placed on a host that are not erased and closed: those that `plan` compares.
    package func servers(on host: String) throws(StoreError) -> [ServerRecord] {
        try read { db in try Self.servers("host = ?", [host], db) }
    }

    /// All servers of one client.
    package func servers(of account: AccountID) throws(StoreError) -> [ServerRecord] {
        try read { db in try Self.servers("account = ?", [account.number], db) }
    }

    /// One server, or nil where the contract never demanded it.
    package func server(_ id: ServerID) throws(StoreError) -> ServerRecord? {
        try read { db in try Self.servers("server.number = ?", [id.number], db).first }
    }

    /// Servers on no host that are not closed: to be placed when they should run, to be closed when they should be absent.
    package func unplacedServers() throws(StoreError) -> [ServerRecord] {
        try read { db in try Self.servers("host IS NULL AND closed_at IS NULL", [], db) }
    }

    /// Notes what keeps a server from being what it should be, in a full sentence; nil when nothing does any more.
    package func recordProblem(_ id: ServerID, _ problem: String?) throws(StoreError) {
        try write { db in
            try db.execute(sql: "UPDATE server SET problem = ? WHERE number = ?", arguments: [problem, id.number])
            guard db.changesCount == 1 else { throw StoreError.unknownServer(id) }
        }
    }

    static func existingServer(_ id: ServerID, _ db: Database) throws -> ServerRecord {
        guard let record = try servers("server.number = ?", [id.number], db).first else {
            throw StoreError.unknownServer(id)
        }
        return record
    }

    static func servers(
        _ condition: String,
        _ arguments: StatementArguments,
        _ db: Database
    ) throws -> [ServerRecord] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT server.*, subscription.account, subscription.product,
                    coalesce((SELECT phase FROM move WHERE move.server = server.number), '') AS move_phase,
                    (SELECT json_group_object(key, value) FROM server_setting WHERE server_setting.server = server.number)
                        AS settings,
                    (SELECT json_group_object(key, value) FROM server_secret WHERE server_secret.server = server.number)
                        AS secrets
                FROM server JOIN subscription ON subscription.number = server.number
                WHERE \(condition) ORDER BY server.number
                """,
            arguments: arguments
        ).map(ServerRecord.init)
    }
}

extension ServerRecord {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: row.identifier("number"),
            account: row.identifier("account"),
            product: row["product"],
            settings: try row.json("settings") ?? [:],
            secrets: try row.json("secrets") ?? [:],
            demand: ServiceDemand(state: try row.word("state"), slots: row["slots"]),
            generation: row["generation"],
            placement: try row.json("placement"),
            secret: row["secret"],
            hostSecret: row["host_secret"],
            deliveredAt: row.instantIfAny("delivered_at"),
            observed: try row.json("observed"),
            erasedAt: row.instantIfAny("erased_at"),
            closedAt: row.instantIfAny("closed_at"),
            problem: row["problem"],
            isBarred: Move.Phase(rawValue: row["move_phase"])?.bars ?? false,
            restarts: row["restarts"]
        )
    }
}

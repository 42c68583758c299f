package import Contract
package import Fleet
import FoundationEssentials
import GRDB

/// What orders and operators ask of the hosts of single servers.
extension Store {
    package func wish(of id: ServerID) throws(StoreError) -> PlacementWish {
        try read { db in try Self.wish(of: id, db) }
    }

    /// Takes the place of what was asked before; it counts when the server is placed or moved the next time.
    package func setWish(_ wish: PlacementWish, of id: ServerID) throws(StoreError) {
        try write { db in
            _ = try Self.existingServer(id, db)
            try Self.setWish(wish, of: id, db)
        }
    }

    /// Changes what is given, and leaves the rest as it was asked before.
    package func changeWish(of id: ServerID, host: String?, labels: Set<HostLabel>?) throws(StoreError) {
        try write { db in
            _ = try Self.existingServer(id, db)
            let old = try Self.wish(of: id, db)
            try Self.setWish(PlacementWish(host: host ?? old.host, labels: labels ?? old.labels), of: id, db)
        }
    }

    static func wish(of id: ServerID, _ db: Database) throws -> PlacementWish {
        let sql = "SELECT host, labels FROM placement_wish WHERE server = ?"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [id.number]) else { return PlacementWish() }
        return PlacementWish(host: row["host"], labels: try row.json("labels") ?? [])
    }

    /// Refuses a host that is not in the fleet.
    static func setWish(_ wish: PlacementWish, of id: ServerID, _ db: Database) throws {
        if let host = wish.host, try HostRow.host(host, db) == nil { throw StoreError.unknownHost(host) }
        try db.execute(sql: "DELETE FROM placement_wish WHERE server = ?", arguments: [id.number])
        guard !wish.isEmpty else { return }
        try db.execute(
            sql: "INSERT INTO placement_wish VALUES (?, ?, ?)",
            arguments: [id.number, wish.host, try Canonical.encode(wish.labels.sorted())]
        )
    }
}

package import Contract
import Fleet
import GRDB
package import Wire

/// Ports of hosts that programs use which are not Lessor's: never given to a server.
extension Store {
    package func reservations(on host: String) throws(StoreError) -> [BoundSocket] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM port_reservation WHERE host = ? ORDER BY address, transport, port",
                arguments: [host]
            ).map { row in
                BoundSocket(
                    address: row["address"],
                    transport: try row.word("transport"),
                    port: row["port"],
                    holder: row["holder"]
                )
            }
        }
    }

    /// Keeps ports from being given to servers; those that a server claims, or that wait out their quarantine, stay as they are.
    /// Returns the new ones.
    package func reserve(_ sockets: [BoundSocket], on host: String, at now: Instant) throws(StoreError) -> [BoundSocket]
    {
        try write { db in
            guard try HostRow.host(host, db) != nil else { throw StoreError.unknownHost(host) }
            return try sockets.filter { socket in
                try db.execute(
                    sql: """
                        INSERT OR IGNORE INTO port_reservation (host, address, transport, port, holder, noted_at)
                        SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (
                            SELECT 1 FROM port_claim WHERE address = ?2 AND transport = ?3 AND port = ?4
                        )
                        """,
                    arguments: [
                        host, socket.address, socket.transport.rawValue, socket.port, socket.holder, now.epochSeconds,
                    ]
                )
                return db.changesCount == 1
            }
        }
    }

    /// Gives reserved ports back, on all addresses of the host. Returns how many there were.
    package func release(ports: [Int], on host: String) throws(StoreError) -> Int {
        try write { db in
            var released = 0
            for port in ports {
                try db.execute(
                    sql: "DELETE FROM port_reservation WHERE host = ? AND port = ?",
                    arguments: [host, port]
                )
                released += db.changesCount
            }
            return released
        }
    }
}

package import Contract
package import Fleet
import GRDB
import Wire

extension Store {
    /// Who has which ports of a host at `now`.
    package func portUses(on host: String, at now: Instant) throws(StoreError) -> [PortUse] {
        try read { db in
            guard try HostRow.host(host, db) != nil else { throw StoreError.unknownHost(host) }
            let claims = try Row.fetchAll(
                db,
                sql: """
                    SELECT address, transport, port, server, quarantine_until FROM port_claim
                    WHERE address IN (SELECT address FROM host_address WHERE host = ?)
                        AND (quarantine_until IS NULL OR quarantine_until > ?)
                    """,
                arguments: [host, now.epochSeconds]
            ).map { row in
                let server: ServerID = row.identifier("server")
                let until = row.instantIfAny("quarantine_until")
                return try Self.use(row, until.map { .quarantine(server, until: $0) } ?? .server(server))
            }
            let reserved = try Row.fetchAll(
                db,
                sql: "SELECT address, transport, port, holder FROM port_reservation WHERE host = ?",
                arguments: [host]
            ).map { row in try Self.use(row, .foreign(row["holder"])) }
            return claims + reserved
        }
    }

    private static func use(_ row: Row, _ owner: PortUse.Owner) throws -> PortUse {
        PortUse(address: row["address"], port: PortNumber(try row.word("transport"), row["port"]), owner: owner)
    }
}

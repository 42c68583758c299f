package import Contract
package import Fleet
import GRDB
import Wire

extension Store {
    /// What is taken of every host at `now`.
    package func occupancy(at now: Instant) throws(StoreError) -> [HostOccupancy] {
        try read { db in try Self.occupancy(at: now, unreachable: [], db) }
    }

    /// Reads hosts, used slots and taken ports in the caller's transaction.
    static func occupancy(at now: Instant, unreachable: Set<String>, _ db: Database) throws -> [HostOccupancy] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT address, transport, port FROM port_claim WHERE quarantine_until IS NULL OR quarantine_until > ?
                UNION ALL SELECT address, transport, port FROM port_reservation
                """,
            arguments: [now.epochSeconds]
        )
        var taken: [String: Set<PortNumber>] = [:]
        for row in rows {
            let port = PortNumber(try row.word("transport"), row["port"])
            taken[row["address"], default: []].insert(port)
        }
        return try HostRow.hosts(db).map { host in
            HostOccupancy(
                host: host,
                usedSlots: try HostRow.usedSlots(host.name, db),
                taken: taken.filter { host.addresses.contains($0.key) },
                reachable: !unreachable.contains(host.name)
            )
        }
    }
}

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
        let used = try Row.fetchAll(db, sql: "SELECT name, used_slots, used_memory_kib FROM host")
        let usage = Dictionary(used.map { ($0["name"] as String, $0) }) { first, _ in first }
        return try HostRow.hosts(db).map { host in
            HostOccupancy(
                host: host,
                usedSlots: usage[host.name]?["used_slots"] ?? 0,
                usedMemory: Memory(kibibytes: usage[host.name]?["used_memory_kib"] ?? 0),
                taken: Dictionary(host.addresses.compactMap { address in taken[address].map { (address, $0) } }) { $1 },
                reachable: !unreachable.contains(host.name)
            )
        }
    }
}

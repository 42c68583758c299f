package import Contract
package import Fleet
import GRDB
import Wire

extension Store {
    /// What is taken of every host at `now`.
    package func occupancy(
        at now: Instant,
        unreachable: Set<String> = []
    ) throws(StoreError) -> [HostOccupancy] {
        try read { db in try Self.occupancy(at: now, unreachable: unreachable, db) }
    }

    /// Reads hosts, used slots and taken ports in the caller's transaction.
    static func occupancy(at now: Instant, unreachable: Set<String>, _ db: Database) throws -> [HostOccupancy] {
        let taken = try takenPorts(at: now, db)
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

    /// In the order of the table's key, so that an address is looked up once and not for each of its ports.
    private static func takenPorts(at now: Instant, _ db: Database) throws -> [String: Set<PortNumber>] {
        let claims = try Row.fetchCursor(
            db,
            sql: """
                SELECT address, transport = 'tcp', port FROM port_claim
                WHERE quarantine_until IS NULL OR quarantine_until > ? ORDER BY address
                """,
            arguments: [now.epochSeconds]
        )
        let reserved = try Row.fetchCursor(
            db,
            sql: "SELECT address, transport = 'tcp', port FROM port_reservation ORDER BY address"
        )
        var taken: [String: Set<PortNumber>] = [:]
        for rows in [claims, reserved] {
            var address = ""
            var ports: Set<PortNumber> = []
            while let row = try rows.next() {
                let next: String = row[0]
                if next != address {
                    taken[address, default: []].formUnion(ports)
                    (address, ports) = (next, [])
                }
                ports.insert(PortNumber(row[1] ? .tcp : .udp, row[2]))
            }
            taken[address, default: []].formUnion(ports)
        }
        return taken
    }
}

package import Contract
package import Fleet
import GRDB
import Wire

extension Store {
    /// Chooses and claims a host, an address, ports and slots, or nothing. Answers the same again for a placed server.
    ///
    /// Nothing is placed on the hosts named in `unreachable`.
    package func place(
        _ id: ServerID,
        rules: [PortRule],
        at now: Instant,
        unreachable: Set<String> = []
    ) throws(StoreError) -> ServerRecord {
        try write { db in
            let record = try Self.existingServer(id, db)
            guard record.placement == nil else { return record }
            guard record.demand.state == .running else {
                throw StoreError.notPlaceable(id, detail: "the contract wants it \(record.demand.state.rawValue)")
            }
            try Self.endQuarantines(at: now, db)
            let request = try Self.request(for: id, rules: rules, db)
            let taken = Set(try CopyRow.copies("server = ?", [id.number], db).map(\.host))
            let hosts = try Self.occupancy(at: now, unreachable: unreachable, db)
                .filter { !taken.contains($0.host.name) }
            let placement = try Self.choose(request, hosts)
            try Self.claim(placement, for: request, db)
            try HomeRow.noteIfMoved(id, on: placement.host, at: now, db)
            return try Self.existingServer(id, db)
        }
    }

    static func endQuarantines(at now: Instant, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM port_claim WHERE quarantine_until <= ?", arguments: [now.epochSeconds])
    }

    static func request(for id: ServerID, rules: [PortRule], _ db: Database) throws -> PlacementRequest {
        let slots = try Int.fetchOne(
            db,
            sql: "SELECT max(slots, coalesce(pending_slots, 0)) FROM server WHERE number = ?",
            arguments: [id.number]
        )
        guard let slots else { throw StoreError.unknownServer(id) }
        return PlacementRequest(server: id, slots: slots, rules: rules)
    }

    static func choose(_ request: PlacementRequest, _ hosts: [HostOccupancy]) throws(StoreError) -> Placement {
        do { return try placement(of: request, on: hosts) } catch { throw .placement(error) }
    }

    private static func claim(_ placement: Placement, for request: PlacementRequest, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE server SET host = ?, placement = ?, claimed_slots = ?, secret = coalesce(secret, ?), problem = NULL
                WHERE number = ?
                """,
            arguments: [
                placement.host, try Canonical.encode(placement), request.slots, Secret.make(), request.server.number,
            ]
        )
        try claimPorts(of: placement, for: request.server, db)
    }

    static func claimPorts(of placement: Placement, for id: ServerID, _ db: Database) throws {
        for port in placement.ports {
            try db.execute(
                sql: "INSERT INTO port_claim (address, transport, port, server) VALUES (?, ?, ?, ?)",
                arguments: [placement.address, port.transport.rawValue, port.number, id.number]
            )
        }
    }
}

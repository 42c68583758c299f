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
            try db.execute(
                sql: "DELETE FROM port_claim WHERE quarantine_until <= ?",
                arguments: [now.epochSeconds]
            )
            let slots = try Int.fetchOne(
                db,
                sql: "SELECT max(slots, coalesce(pending_slots, 0)) FROM server WHERE number = ?",
                arguments: [id.number]
            )
            let request = PlacementRequest(server: id, slots: slots ?? record.demand.slots, rules: rules)
            let occupancy = try Self.occupancy(at: now, unreachable: unreachable, db)
            try Self.claim(try Self.choose(request, occupancy), for: request, db)
            return try Self.existingServer(id, db)
        }
    }

    private static func choose(_ request: PlacementRequest, _ hosts: [HostOccupancy]) throws(StoreError) -> Placement {
        do { return try placement(of: request, on: hosts) } catch { throw .placement(error) }
    }

    private static func claim(_ placement: Placement, for request: PlacementRequest, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE server SET host = ?, placement = ?, claimed_slots = ?, secret = ?, problem = NULL WHERE number = ?
                """,
            arguments: [
                placement.host, try Canonical.encode(placement), request.slots, Secret.make(), request.server.number,
            ]
        )
        for port in placement.ports {
            try db.execute(
                sql: "INSERT INTO port_claim (address, transport, port, server) VALUES (?, ?, ?, ?)",
                arguments: [placement.address, port.transport.rawValue, port.number, request.server.number]
            )
        }
    }
}

package import Contract
package import Fleet
import GRDB
import Wire

extension Store {
    /// Chooses and claims a host, an address, ports, slots and memory, or nothing. Answers the same again for a placed server.
    ///
    /// Nothing is placed on the hosts named in `unreachable`.
    package func place(
        _ id: ServerID,
        rules: PlacementRules,
        at now: Instant,
        unreachable: Set<String> = []
    ) throws(StoreError) -> ServerRecord {
        let order = PlacementOrder(id, rules: rules)
        return try write { db in
            _ = try Self.place([order], at: now, unreachable: unreachable, db).first?.get()
            return try Self.existingServer(id, db)
        }
    }

    /// Places one server after the other, in one transaction: in their order, what became of each. One that is refused keeps no other
    /// from its place.
    package func place(
        _ orders: [PlacementOrder],
        at now: Instant,
        unreachable: Set<String> = []
    ) throws(StoreError) -> [Result<Placement, StoreError>] {
        try write { db in try Self.place(orders, at: now, unreachable: unreachable, db) }
    }

    private static func place(
        _ orders: [PlacementOrder],
        at now: Instant,
        unreachable: Set<String>,
        _ db: Database
    ) throws -> [Result<Placement, StoreError>] {
        try endQuarantines(at: now, db)
        var room = FleetRoom(try occupancy(at: now, unreachable: unreachable, db))
        return try orders.map { order in try place(order, in: &room, at: now, db) }
    }

    private static func place(
        _ order: PlacementOrder,
        in room: inout FleetRoom,
        at now: Instant,
        _ db: Database
    ) throws -> Result<Placement, StoreError> {
        let id = order.server
        let sql = """
            SELECT state, placement, wish.host AS wish, wish.labels AS labels,
                EXISTS (SELECT 1 FROM server_home WHERE server_home.server = number) AS was_moved
            FROM server LEFT JOIN placement_wish AS wish ON wish.server = number WHERE number = ?
            """
        guard let row = try db.cachedRow(sql, [id.number]) else { throw StoreError.unknownServer(id) }
        if let placement: Placement = try row.json("placement") { return .success(placement) }
        let state: ServiceDemand.State = try row.word("state")
        guard state == .running else {
            return .failure(.notPlaceable(id, detail: "the contract wants it \(state.rawValue)"))
        }
        let wasMoved: Bool = row["was_moved"]
        let request = try request(
            for: id,
            rules: order.rules,
            labels: row.json("labels") ?? [],
            only: wasMoved ? nil : row["wish"],
            db
        )
        let placement: Placement
        do { placement = try room.place(request) } catch { return .failure(.placement(error)) }
        try claim(placement, for: request, db)
        if wasMoved { try HomeRow.noteIfMoved(id, on: placement.host, at: now, db) }
        return .success(placement)
    }

    static func endQuarantines(at now: Instant, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM port_claim WHERE quarantine_until <= ?", arguments: [now.epochSeconds])
    }

    /// What a server needs now: also the slots that it was promised for its next month.
    static func request(
        for id: ServerID,
        rules: PlacementRules,
        labels: Set<HostLabel>,
        only: String?,
        home: String? = nil,
        _ db: Database
    ) throws -> PlacementRequest {
        let sql = """
            SELECT max(slots, coalesce(pending_slots, 0)) AS slots, account,
                (SELECT json_group_object(host, iif(kept AND state = 'stopped', 'kept', 'passing'))
                    FROM server_copy WHERE server = number) AS copies
            FROM server JOIN subscription USING (number) WHERE number = ?
            """
        let row = try db.cachedRow(sql, [id.number])
        guard let row else { throw StoreError.unknownServer(id) }
        var ties: [String: HostTie] = try row.json("copies") ?? [:]
        if let home { ties[home] = .home }
        return PlacementRequest(
            server: id,
            slots: row["slots"],
            rules: rules,
            labels: labels,
            only: only,
            except: ties,
            siblings: try siblings(of: id, account: row["account"], db)
        )
    }

    /// How many other servers of the same client each host has.
    private static func siblings(of id: ServerID, account: Int64, _ db: Database) throws -> [String: Int] {
        let sql = """
            SELECT host, count(*) AS servers FROM subscription JOIN server USING (number)
            WHERE account = ? AND number <> ? AND host IS NOT NULL AND erased_at IS NULL GROUP BY host
            """
        let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [account, id.number])
        return Dictionary(rows.map { ($0["host"] as String, $0["servers"] as Int) }) { first, _ in first }
    }

    static func choose(
        _ request: PlacementRequest,
        at now: Instant,
        unreachable: Set<String>,
        _ db: Database
    ) throws -> Placement {
        let hosts = try occupancy(at: now, unreachable: unreachable, db)
        do { return try placement(of: request, on: hosts) } catch { throw StoreError.placement(error) }
    }

    private static func claim(_ placement: Placement, for request: PlacementRequest, _ db: Database) throws {
        try db.executeCached(
            """
            UPDATE server SET host = ?, placement = ?, claimed_slots = ?, memory_base_kib = ?, memory_slot_kib = ?,
                secret = coalesce(secret, ?), host_secret = coalesce(host_secret, ?), problem = NULL
            WHERE number = ?
            """,
            placement.host,
            try Canonical.encode(placement),
            request.slots,
            request.memory.base.kibibytes,
            request.memory.perSlot.kibibytes,
            Secret.make(),
            Secret.make(),
            request.server.number
        )
        try claimPorts(of: placement, for: request.server, db)
    }

    static func claimPorts(of placement: Placement, for id: ServerID, _ db: Database) throws {
        for port in placement.ports {
            try db.executeCached(
                "INSERT INTO port_claim (address, transport, port, server) VALUES (?, ?, ?, ?)",
                placement.address,
                port.transport.rawValue,
                port.number,
                id.number
            )
        }
    }
}

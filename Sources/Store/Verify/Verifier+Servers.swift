import Contract
import Fleet
import GRDB
import Wire

extension Verifier {
    /// Every server is what its account's contract demands.
    mutating func compareDemands(of account: Account) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT server.number, server.state, server.slots FROM server
                JOIN subscription ON subscription.number = server.number WHERE account = ?
                """,
            arguments: [account.id.number]
        )
        var demands = account.demands
        for row in rows {
            let id: ServerID = row.identifier("number")
            let demand = demands.removeValue(forKey: id.subscription)
            let same = demand?.state == .absent || demand?.slots == row["slots"]
            if (demand?.state ?? .absent).rawValue != row["state"] || (demand != nil && !same) {
                report(
                    "\(id) is kept as \(row["state"] as String), which is not what the contract of \(account.id) demands."
                )
            }
        }
        for (id, demand) in demands where demand.state != .absent {
            report("The contract of \(account.id) demands \(id.server), which is not among the servers.")
        }
    }

    /// Slots and ports claimed are those of the servers placed.
    mutating func checkServers() throws {
        servers = try count("server")
        let hosts = try Row.fetchAll(
            db,
            sql: """
                SELECT name, used_slots, (SELECT coalesce(sum(claimed_slots), 0) FROM server WHERE host = name)
                    + (SELECT coalesce(sum(claimed_slots), 0) FROM server_copy WHERE host = name) AS claimed
                FROM host WHERE used_slots <> claimed ORDER BY name
                """
        )
        for row in hosts {
            report(
                "Host \(row["name"] as String) counts \(row["used_slots"] as Int) slots, and its servers claim \(row["claimed"] as Int)."
            )
        }
        try checkMemory()
        let placed = try Row.fetchAll(
            db,
            sql: """
                SELECT number, placement FROM server WHERE placement IS NOT NULL AND erased_at IS NULL
                UNION ALL SELECT server, NULL FROM server_copy JOIN server ON number = server
                    WHERE server.placement IS NULL OR server.erased_at IS NOT NULL GROUP BY server
                """
        )
        for row in placed {
            let id: ServerID = row.identifier("number")
            let copies = try? CopyRow.copies("server = ?", [id.number], db).map(\.placement)
            let own = try? row.json("placement", Placement.self)
            guard let copies, own != nil || row["placement"] == nil else {
                report("The placement of \(id) cannot be read.")
                continue
            }
            try checkClaims(id, copies + (own.map { [$0] } ?? []))
        }
    }

    private mutating func checkMemory() throws {
        let hosts = try Row.fetchAll(
            db,
            sql: """
                SELECT name, used_memory_kib, (SELECT coalesce(sum(claimed_memory_kib), 0) FROM server WHERE host = name)
                    + (SELECT coalesce(sum(claimed_memory_kib), 0) FROM server_copy WHERE host = name) AS claimed
                FROM host WHERE used_memory_kib <> claimed ORDER BY name
                """
        )
        for row in hosts {
            report(
                "Host \(row["name"] as String) counts \(row["used_memory_kib"] as Int64) KiB of memory, and its servers claim \(row["claimed"] as Int64)."
            )
        }
    }

    private mutating func checkClaims(_ id: ServerID, _ placements: [Placement]) throws {
        let claims = try Row.fetchAll(
            db,
            sql: "SELECT * FROM port_claim WHERE server = ? AND quarantine_until IS NULL",
            arguments: [id.number]
        ).map { "\($0["address"] as String) \($0["transport"] as String) \($0["port"] as Int)" }
        let expected = placements.flatMap { placement in
            placement.ports.map { "\(placement.address) \($0.transport.rawValue) \($0.number)" }
        }
        if Set(claims) != Set(expected) { report("The ports claimed for \(id) are not those of its placement.") }
    }
}

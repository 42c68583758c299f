package import Contract
package import Fleet
import GRDB

extension Store {
    /// What servers have on hosts that are not their own.
    package func copies() throws(StoreError) -> [ServerCopy] { try read { db in try CopyRow.copies("TRUE", [], db) } }

    /// What one host keeps of servers that are not its own.
    package func copies(on host: String) throws(StoreError) -> [ServerCopy] {
        try read { db in try CopyRow.copies("host = ?", [host], db) }
    }

    /// What one server has on hosts that are not its own.
    package func copies(of id: ServerID) throws(StoreError) -> [ServerCopy] {
        try read { db in try CopyRow.copies("server = ?", [id.number], db) }
    }

    /// Lets a copy be erased, if `copy` is still what the books say; the decision is `ServerCopy.mayBeErased`.
    package func openGate(to copy: ServerCopy) throws(StoreError) {
        try write { db in
            guard try CopyRow.copies("server = ? AND host = ?", [copy.server.number, copy.host], db).first == copy
            else {
                return
            }
            try CopyRow.setAbsent(copy.server, on: copy.host, db)
        }
    }

    /// Gives a copy's slots back, and its ports after `quarantine` seconds: its host attested that it is erased. Does nothing the
    /// second time.
    package func attestErased(_ copy: ServerCopy, at now: Instant, quarantine: Int64) throws(StoreError) {
        try write { db in
            let known = try CopyRow.copies("server = ? AND host = ?", [copy.server.number, copy.host], db).first
            guard let known, known.generation == copy.generation, known.state == .absent else { return }
            try db.execute(
                sql: "UPDATE server_copy SET erased_at = ? WHERE server = ? AND host = ?",
                arguments: [now.epochSeconds, copy.server.number, copy.host]
            )
            try db.execute(
                sql: """
                    UPDATE port_claim SET quarantine_until = ?
                    WHERE server = ? AND address = ? AND quarantine_until IS NULL
                    """,
                arguments: [now.epochSeconds + quarantine, copy.server.number, copy.placement.address]
            )
            try CopyRow.delete(copy, db)
        }
    }

    /// Gives a dead host's servers up to other hosts: what they have there becomes a copy that never runs again. A server that has a
    /// stopped copy with its files elsewhere belongs there again; the others are on no host until they are placed. Returns them.
    package func evacuate(_ host: String, at now: Instant) throws(StoreError) -> [ServerID] {
        try write { db in
            guard try HostRow.host(host, db) != nil else { throw StoreError.unknownHost(host) }
            try db.execute(sql: "UPDATE host SET state = 'drained' WHERE name = ?", arguments: [host])
            // What was on its way there goes nowhere.
            for move in try MoveRow.moves("target = ? AND phase = 'carrying'", [host], db) {
                try Self.raiseGeneration(move.server, db)
                try CopyRow.setAbsent(move.server, on: host, db)
                try MoveRow.set(move.server, .ending, problem: "\(host) was given up.", at: now, db)
            }
            try db.execute(sql: "DELETE FROM move WHERE phase = 'waiting' AND ? IN (source, target)", arguments: [host])
            let numbers = try Int64.fetchAll(
                db,
                sql: "SELECT number FROM server WHERE host = ? AND erased_at IS NULL ORDER BY number",
                arguments: [host]
            )
            let servers = numbers.map(ServerID.init(number:))
            for server in servers { try Self.giveUp(server, host, at: now, db) }
            return servers
        }
    }

    private static func giveUp(_ id: ServerID, _ host: String, at now: Instant, _ db: Database) throws {
        let copies = try CopyRow.copies("server = ? AND state = 'stopped'", [id.number], db)
        let move = try MoveRow.move(id, db)
        if let move, move.phase == .carrying, let target = move.target { try CopyRow.setAbsent(id, on: target, db) }
        let old = try existingServer(id, db)
        let slots = try Int.fetchOne(
            db,
            sql: "SELECT claimed_slots FROM server WHERE number = ?",
            arguments: [id.number]
        )
        let memory = try ServerRow.memory(of: id, db)
        if let kept = copies.first, let move, move.phase == .proving || move.phase == .returning, !move.isEvacuation {
            // Its files are still where it came from.
            try swap(id, to: kept.host, leaving: .stopped, isKept: true, at: now, db)
        } else {
            try db.execute(
                sql: """
                    UPDATE server SET host = NULL, placement = NULL, claimed_slots = 0, generation = generation + 1,
                        observed = NULL, problem = NULL
                    WHERE number = ?
                    """,
                arguments: [id.number]
            )
            if let placement = old.placement {
                try CopyRow.insert(id, placement, slots: slots ?? 0, memory: memory, isKept: true, db)
            }
            try raiseGeneration(id, db)
            try HomeRow.note(id, host, then: nil, at: now, db)
        }
        try db.execute(sql: "DELETE FROM move WHERE server = ?", arguments: [id.number])
        try MoveRow.insert(
            Move(
                server: id,
                source: host,
                target: nil,
                phase: .proving,
                isEvacuation: true,
                begunAt: now,
                phaseAt: now
            ),
            db
        )
    }
}

package import Contract
package import Fleet
import GRDB

/// What servers left on a host that was given up is their clients' data: only a person decides what becomes of it.
extension Store {
    /// Lets it be erased: once its host answers and the server runs elsewhere; or as soon as its host answers where the server is
    /// on no host, since it may have no other to begin anew on. Returns the server.
    @discardableResult
    package func discard(_ id: ServerID, on host: String) throws(StoreError) -> ServerRecord {
        try write { db in
            _ = try Self.keptCopy(of: id, on: host, db)
            try CopyRow.release(id, on: host, db)
            let server = try Self.existingServer(id, db)
            guard server.host == nil, server.demand.state != .absent else { return server }
            try CopyRow.setAbsent(id, on: host, db)
            // Above the erasure, so that the host takes the server anew.
            try Self.raiseGeneration(id, db)
            return server
        }
    }

    /// Gives it back to the server, which stops where it is and runs there. What it has had meanwhile is kept in turn.
    ///
    /// Refuses until the host answers again and attests that the server is stopped there.
    package func restore(_ id: ServerID, from host: String, at now: Instant) throws(StoreError) {
        try write { db in
            let record = try Self.existingServer(id, db)
            guard record.demand.state != .absent else {
                throw StoreError.notMovable(id, detail: "its contract is over")
            }
            let copy = try Self.keptCopy(of: id, on: host, db)
            guard copy.isAttested else {
                throw StoreError.notMovable(id, detail: "\(host) has not confirmed yet that it is stopped there")
            }
            try Self.checkReturn(of: id, to: copy, db)
            try Self.endEvacuation(of: id, db)
            let isPlaced = record.host != nil
            try MoveRow.insert(
                Move(
                    server: id,
                    source: host,
                    target: record.host,
                    phase: isPlaced ? .returning : .proving,
                    isEvacuation: true,
                    begunAt: now,
                    phaseAt: now
                ),
                db
            )
            if isPlaced { return try Self.raiseGeneration(id, db) }
            try Self.swap(id, to: host, leaving: .stopped, at: now, db)
        }
    }

    /// The books of a machine that will never answer again: what was left on it went with its disks, says a person, and
    /// what it had is down since its last report.
    package func writeOff(_ host: String, at now: Instant, quarantine: Int64) throws(StoreError) {
        for copy in try copies(on: host) {
            try write { db in
                try Self.noteLoss(of: host, for: copy.server, at: now, db)
                try CopyRow.setAbsent(copy.server, on: host, db)
            }
            let absent = try self.copies(of: copy.server).first { $0.host == host }
            if let absent { try attestErased(absent, at: now, quarantine: quarantine) }
        }
    }

    /// It may have grown since it was there.
    private static func checkReturn(of id: ServerID, to copy: ServerCopy, _ db: Database) throws {
        do {
            try checkRoom(for: ServerRow.neededSlots(of: id, db), inPlaceOf: copy, db)
        } catch StoreError.noRoomToGrow(_, let host, let free, let capacity, let needed) {
            let need = "it needs \(needed) slots now, and \(host) has \(free) of \(capacity) for it"
            throw StoreError.notMovable(
                id,
                detail: "\(need); make room there with `lessor host set \(host) --slots` first"
            )
        } catch StoreError.noMemoryToGrow(_, let host, let free, let needed) {
            let need = "it needs \(needed.mebibytesNeeded) MiB of memory, and \(host) has \(free.mebibytes) for it"
            throw StoreError.notMovable(
                id,
                detail: "\(need); make room there with `lessor host set \(host) --memory` first"
            )
        }
    }

    /// A server that was to begin anew somewhere need not any more.
    private static func endEvacuation(of id: ServerID, _ db: Database) throws {
        guard let move = try MoveRow.move(id, db) else { return }
        guard move.isEvacuation, move.phase == .proving else {
            throw StoreError.notMovable(id, detail: move.underWay)
        }
        try db.execute(sql: "DELETE FROM move WHERE server = ?", arguments: [id.number])
    }

    private static func keptCopy(of id: ServerID, on host: String, _ db: Database) throws -> ServerCopy {
        _ = try existingServer(id, db)
        guard let copy = try CopyRow.copies("server = ? AND host = ?", [id.number, host], db).first, copy.isKept else {
            throw StoreError.nothingKept(id, host: host)
        }
        return copy
    }
}

package import Contract
import Fleet
import GRDB

extension Store {
    /// Gives a server's slots back, and its ports after `quarantine` seconds: its host attested that process, port and files
    /// are gone. Does nothing the second time.
    ///
    /// This and the contract's fact `serviceErased` may come in either order; the server leaves its host after both.
    package func attestErased(_ id: ServerID, at now: Instant, quarantine: Int64) throws(StoreError) {
        try write { db in
            let record = try Self.existingServer(id, db)
            guard record.erasedAt == nil else { return }
            guard record.demand.state == .absent else {
                throw StoreError.notErasable(id, detail: "the contract wants it \(record.demand.state.rawValue)")
            }
            let copies = try CopyRow.copies("server = ?", [id.number], db)
            guard copies.isEmpty else {
                let hosts = copies.map(\.host).joined(separator: ", ")
                throw StoreError.notErasable(id, detail: "it left something on \(hosts), which is not erased yet")
            }
            try db.execute(
                sql:
                    "UPDATE server SET erased_at = ?, claimed_slots = 0, secret = NULL, host_secret = NULL WHERE number = ?",
                arguments: [now.epochSeconds, id.number]
            )
            try db.execute(
                sql: "UPDATE port_claim SET quarantine_until = ? WHERE server = ? AND quarantine_until IS NULL",
                arguments: [now.epochSeconds + quarantine, id.number]
            )
            try ServerRow.leaveHostWhenDone(id, db)
        }
    }
}

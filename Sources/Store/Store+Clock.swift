package import Contract
import GRDB

extension Store {
    /// The lab clock's time; nil for real books.
    package func labTime() throws(StoreError) -> Instant? {
        try read { db in
            (try Int64.fetchOne(db, sql: "SELECT lab_time FROM book")).map(Instant.init(epochSeconds:))
        }
    }

    /// Moves the lab clock, never backwards. Throws `realClock` for real books.
    package func setLabTime(_ time: Instant) throws(StoreError) {
        guard kind == .lab else { throw .realClock }
        try write { db in
            let now = Instant(epochSeconds: try Int64.fetchOne(db, sql: "SELECT lab_time FROM book") ?? 0)
            guard time >= now else { throw StoreError.clockBackwards(now: now, asked: time) }
            try db.execute(sql: "UPDATE book SET lab_time = ?", arguments: [time.epochSeconds])
        }
    }

    /// Where the lab's clock is walking to; nil when nobody has asked for a walk.
    package func labTarget() throws(StoreError) -> Instant? {
        try read { db in
            (try Int64.fetchOne(db, sql: "SELECT target FROM lab_walk")).map(Instant.init(epochSeconds:))
        }
    }

    /// Asks for the lab's clock to walk to `target`, or farther when that was asked for already. Throws `realClock` for
    /// real books.
    package func setLabTarget(_ target: Instant) throws(StoreError) {
        guard kind == .lab else { throw .realClock }
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO lab_walk VALUES (1, ?)
                    ON CONFLICT DO UPDATE SET target = max(target, excluded.target)
                    """,
                arguments: [target.epochSeconds]
            )
        }
    }

    /// Changes whenever another process or another `Store` has committed something; this one's own writes do not count.
    package func changeCounter() throws(StoreError) -> Int64 {
        do {
            // Counted for each connection: always the same one is asked, and it is the only one here that writes.
            return try pool.writeWithoutTransaction { db in try Int64.fetchOne(db, sql: "PRAGMA data_version") ?? 0 }
        } catch { throw StoreError(error, path: path) }
    }
}

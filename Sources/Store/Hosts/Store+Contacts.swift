package import Contract
import FoundationEssentials
import GRDB
package import Wire

extension Store {
    /// What is known of one host's answers.
    package func contact(_ host: String) throws(StoreError) -> HostContact {
        try read { db in
            let row = try Row.fetchOne(db, sql: "SELECT * FROM host WHERE name = ?", arguments: [host])
            guard let row else { throw StoreError.unknownHost(host) }
            return try HostContact(row)
        }
    }

    /// What is known of every host's answers, by name.
    package func contacts() throws(StoreError) -> [HostContact] {
        try read { db in try Row.fetchAll(db, sql: "SELECT * FROM host ORDER BY name").map(HostContact.init) }
    }

    /// A host answered; `facts` is what its agent said of itself, where it was asked.
    package func recordContact(_ host: String, at now: Instant, facts: HostFacts? = nil) throws(StoreError) {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE host SET last_contact = ?, last_error = NULL, failures = 0, facts = coalesce(?, facts)
                    WHERE name = ?
                    """,
                arguments: [now.epochSeconds, try facts.map(Canonical.encode), host]
            )
            guard db.changesCount == 1 else { throw StoreError.unknownHost(host) }
        }
    }

    /// A host did not answer, or not as it should. When it last did stays.
    package func recordFailure(_ host: String, error: String, at now: Instant) throws(StoreError) {
        try write { db in
            try db.execute(
                sql: "UPDATE host SET last_error = ?, last_failure = ?, failures = failures + 1 WHERE name = ?",
                arguments: [error, now.epochSeconds, host]
            )
            guard db.changesCount == 1 else { throw StoreError.unknownHost(host) }
        }
    }
}

extension HostContact {
    fileprivate init(_ row: Row) throws {
        self.init(
            host: row["name"],
            lastContact: row.instantIfAny("last_contact"),
            lastError: row["last_error"],
            lastFailure: row.instantIfAny("last_failure"),
            failures: row["failures"],
            cursor: (row["journal_id"] as String?).map { JournalCursor(journalID: $0, sequence: row["cursor"]) },
            observedThrough: row.instantIfAny("observed_through"),
            facts: try row.json("facts")
        )
    }
}

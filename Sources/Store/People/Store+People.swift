package import Contract
import GRDB

/// Personal data, shown, corrected and erased without touching the journal (art. 11).
extension Store {
    /// Nil when it was erased.
    package func person(of id: AccountID) throws(StoreError) -> Person? {
        try read { db in
            try Self.demandAccount(id, db)
            return try Row.fetchOne(db, sql: "SELECT * FROM person WHERE account = ?", arguments: [id.number])
                .map(Person.init)
        }
    }

    /// Everything that was ever known of a client, oldest first; empty when it was erased.
    package func personVersions(of id: AccountID) throws(StoreError) -> [PersonVersion] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM person_version WHERE account = ? ORDER BY id",
                arguments: [id.number]
            ).map { PersonVersion(since: $0.instant("since"), person: try Person($0)) }
        }
    }

    /// Where the client's acceptances came from, oldest first.
    package func acceptanceOrigins(of id: AccountID) throws(StoreError) -> [AcceptanceOrigin] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM acceptance_origin WHERE account = ? ORDER BY id",
                arguments: [id.number]
            ).map { AcceptanceOrigin(at: $0.instant("at"), ip: $0["ip"]) }
        }
    }

    /// How the client's notices were given, oldest first.
    package func noticeDeliveries(of id: AccountID) throws(StoreError) -> [NoticeDelivery] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM notice_delivery WHERE account = ? ORDER BY at, key",
                arguments: [id.number]
            ).map {
                NoticeDelivery(
                    key: NoticeKey($0["key"] as String),
                    at: $0.instant("at"),
                    channel: try $0.word("channel"),
                    address: $0["address"]
                )
            }
        }
    }

    /// What the client of an account chose for his servers, as `srv-1001 name: Plum tree`; of secrets only that they are kept.
    package func serverSettings(of id: AccountID) throws(StoreError) -> [String] {
        try read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT 'srv-' || server || ' ' || key || ': ' || value
                    FROM (
                        SELECT * FROM server_setting UNION ALL SELECT server, key, 'kept, and never shown' FROM server_secret
                    ) JOIN subscription ON subscription.number = server
                    WHERE account = ? ORDER BY server, key
                    """,
                arguments: [id.number]
            )
        }
    }

    /// Rewrites the file, so that nothing deleted stays in its free pages or in the log. Needs room for a copy, and time
    /// in proportion to the file.
    package func scrub() throws(StoreError) {
        do {
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM")
                _ = try db.checkpoint(.truncate)
            }
        } catch { throw StoreError(error, path: path) }
    }

    static func save(_ person: Person, of id: AccountID, at now: Instant, _ db: Database) throws {
        let columns = "name, first_name, email, postal_address, language"
        let values: StatementArguments = [
            person.name, person.firstName, person.email, person.postalAddress, person.language.rawValue,
        ]
        try db.execute(
            sql: "INSERT OR REPLACE INTO person (account, \(columns)) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [id.number] + values
        )
        try db.execute(
            sql: "INSERT INTO person_version (account, since, \(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [id.number, now.epochSeconds] + values
        )
    }

    private static func demandAccount(_ id: AccountID, _ db: Database) throws {
        let found = try Int.fetchOne(db, sql: "SELECT 1 FROM account WHERE number = ?", arguments: [id.number])
        guard found != nil else { throw StoreError.unknownAccount(id) }
    }
}

extension Person {
    fileprivate init(_ row: Row) throws {
        self.init(
            name: row["name"],
            firstName: row["first_name"],
            email: row["email"],
            postalAddress: row["postal_address"],
            language: try row.word("language")
        )
    }
}

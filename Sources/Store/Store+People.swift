package import Contract
import GRDB

/// Personal data, shown, corrected and erased without touching the journal (art. 11).
extension Store {
    /// Nil when it was erased.
    package func person(of id: AccountID) throws(StoreError) -> Person? {
        try read { db in
            try Self.demandAccount(id, db)
            return try Row.fetchOne(db, sql: "SELECT * FROM person WHERE account = ?", arguments: [id.number]).map {
                Person(
                    name: $0["name"],
                    email: $0["email"],
                    postalAddress: $0["postal_address"],
                    language: try $0.word("language")
                )
            }
        }
    }

    /// Replaces what is known of a client.
    package func correctPerson(_ person: Person, of id: AccountID) throws(StoreError) {
        try write { db in
            try Self.demandAccount(id, db)
            try Self.save(person, of: id, db)
        }
    }

    /// Forgets who a client is; the account and its journal stay.
    package func erasePerson(of id: AccountID) throws(StoreError) {
        try write { db in
            try Self.demandAccount(id, db)
            try db.execute(sql: "DELETE FROM person WHERE account = ?", arguments: [id.number])
        }
    }

    static func save(_ person: Person, of id: AccountID, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?)",
            arguments: [id.number, person.name, person.email, person.postalAddress, person.language.rawValue]
        )
    }

    private static func demandAccount(_ id: AccountID, _ db: Database) throws {
        let found = try Int.fetchOne(db, sql: "SELECT 1 FROM account WHERE number = ?", arguments: [id.number])
        guard found != nil else { throw StoreError.unknownAccount(id) }
    }
}

import Contract
import GRDB

extension Store {
    /// Writes what belongs to `fact` beside the journal, in its transaction.
    static func keep(_ note: PersonalNote, of fact: Fact, _ id: AccountID, _ db: Database) throws {
        switch note {
        case .origin(let ip):
            try db.execute(
                sql: "INSERT INTO acceptance_origin (account, at, ip) VALUES (?, ?, ?)",
                arguments: [id.number, fact.recordedAt.epochSeconds, ip]
            )
        case .delivery(let channel, let address):
            guard case .noticeHandedOver(let key) = fact.event else { return }
            try db.execute(
                sql: "INSERT OR REPLACE INTO notice_delivery VALUES (?, ?, ?, ?, ?)",
                arguments: [key.description, id.number, fact.occurredAt.epochSeconds, channel.rawValue, address]
            )
        case .correction(let person): try save(person, of: id, at: fact.recordedAt, db)
        case .erasure: try forgetPerson(id, db)
        }
    }

    /// Who a client is, and everything that could say so. What a mail's transport answered may name him.
    private static func forgetPerson(_ id: AccountID, _ db: Database) throws {
        for table in ["person", "person_version", "acceptance_origin", "notice_delivery"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE account = ?", arguments: [id.number])
        }
        for table in ["server_setting", "server_secret"] {
            try db.execute(
                sql: "DELETE FROM \(table) WHERE server IN (SELECT number FROM subscription WHERE account = ?)",
                arguments: [id.number]
            )
        }
        try db.execute(
            sql: """
                UPDATE mail SET last_error = NULL
                WHERE sequence IN (SELECT sequence FROM journal WHERE account = ?)
                """,
            arguments: [id.number]
        )
    }
}

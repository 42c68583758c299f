package import Contract
import GRDB

/// Somebody who pays for a client: where his receipt goes, and nothing else (R6.9-08).
package struct TokenPayer: Equatable, Sendable {
    package let email: String
    package let language: Person.Language

    package init(email: String, language: Person.Language) {
        self.email = email
        self.language = language
    }
}

extension Store {
    /// Where the mail about a receipt goes; nil once the last was handed over.
    package func payer(of receipt: OpaqueID) throws(StoreError) -> TokenPayer? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM payer WHERE receipt = ?", arguments: [receipt.description]).map {
                TokenPayer(email: $0["email"], language: try $0.word("language"))
            }
        }
    }

    /// The account that opened a payment request; nil where nobody did.
    package func owner(ofRequest id: OpaqueID) throws(StoreError) -> AccountID? {
        try read { db in
            try Int64.fetchOne(
                db,
                sql: "SELECT account FROM payment_request WHERE id = ?",
                arguments: [id.description]
            ).map(AccountID.init(number:))
        }
    }

    /// Every payment request that was ever opened, with the account that opened it.
    package func requestOwners() throws(StoreError) -> [OpaqueID: AccountID] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT id, account FROM payment_request").reduce(into: [:]) { owners, row in
                if let id = OpaqueID(row["id"]) { owners[id] = row.identifier("account") }
            }
        }
    }

    static func save(_ payer: TokenPayer, of receipt: OpaqueID, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO payer VALUES (?, ?, ?)",
            arguments: [receipt.description, payer.email, payer.language.rawValue]
        )
    }
}

extension Decision {
    func note(_ request: OpaqueID, _ sequence: Int64, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO payment_request VALUES (?, ?, ?)",
            arguments: [request.description, account.id.number, sequence]
        )
    }

    /// The payer's address has served its only purpose.
    func forgetPayer(after key: NoticeKey, _ db: Database) throws {
        guard let receipt = Notice.lastReceipt(of: key) else { return }
        try db.execute(sql: "DELETE FROM payer WHERE receipt = ?", arguments: [receipt.description])
    }
}

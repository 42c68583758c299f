package import Contract
import GRDB

extension Store {
    /// How many accounts share a transaction of a review: few enough that other processes wait for less than a tenth of a second.
    private static let reviewBatch = 256

    /// Brings the deadlines stored for all accounts under the terms in force, where others came into force since they were
    /// stored; returns how many moved. Cut off anywhere, the next review does what is left, and a sweep begins with one.
    @discardableResult
    package func reviewDeadlines(under book: Rulebook) throws(StoreError) -> Int {
        var moved = 0
        while try read(Self.accountsReviewed) != nil {
            moved += try write { db in try Self.reviewNext(under: book, db) }
        }
        return moved
    }

    /// The account after which deadlines may be those of earlier terms; nil when all are of the terms in force.
    static func accountsReviewed(_ db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT after FROM deadline_review")
    }

    private static func reviewNext(under book: Rulebook, _ db: Database) throws -> Int {
        try requireInForce(book, db)
        guard let last = try accountsReviewed(db) else { return 0 }
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT number, state, next_deadline FROM account WHERE number > ? ORDER BY number LIMIT ?",
            arguments: [last, reviewBatch]
        )
        let moved = try rows.filter { try moveDeadline(of: $0, under: book, db) }.count
        if rows.count == reviewBatch, let number = rows.last?["number"] as Int64? {
            try db.execute(sql: "UPDATE deadline_review SET after = ?", arguments: [number])
        } else {
            try db.execute(sql: "DELETE FROM deadline_review")
        }
        return moved
    }

    /// An account that cannot be read keeps its deadline: the sweep that meets it parks it.
    private static func moveDeadline(of row: Row, under book: Rulebook, _ db: Database) throws -> Bool {
        guard let account = try? row.json("state", Account.self) else { return false }
        let deadline = account.nextDeadline(under: book)
        guard deadline != row.instantIfAny("next_deadline") else { return false }
        try db.executeCached(
            "UPDATE account SET next_deadline = ? WHERE number = ?",
            deadline?.epochSeconds,
            account.id.number
        )
        return true
    }
}

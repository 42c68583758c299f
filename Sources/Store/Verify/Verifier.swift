import Contract
import GRDB

/// One verification: what was counted and what is wrong so far.
struct Verifier {
    let db: Database
    let books: BooksInForce
    let instanceID: String

    var entries = 0
    var transactions = 0
    var accounts = 0
    var servers = 0
    var head: [UInt8] = []
    /// Whether stored deadlines may still be those of earlier terms.
    var isReviewPending = false
    private(set) var problems: [String] = []

    init(db: Database, books: BooksInForce, instanceID: String) {
        self.db = db
        self.books = books
        self.instanceID = instanceID
    }

    var result: Verification {
        Verification(
            entries: entries,
            transactions: transactions,
            accounts: accounts,
            servers: servers,
            head: Digest.hexadecimal(head),
            problems: problems
        )
    }

    mutating func report(_ problem: String) {
        if problems.count < Verification.problemLimit { problems.append(problem) }
    }

    /// SQLite's own view: pages, indexes, foreign keys.
    mutating func checkFile() throws {
        for found in try String.fetchAll(db, sql: "PRAGMA integrity_check(5)") where found != "ok" {
            report("The database file is damaged: \(found).")
        }
        if let row = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") {
            report(
                "A row of \(row["table"] as String) refers to a row of \(row["parent"] as String) that is not there."
            )
        }
    }

    func count(_ table: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0 }
}

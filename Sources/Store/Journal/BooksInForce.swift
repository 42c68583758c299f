package import Contract
import GRDB

/// Which terms were in force for which entries of the journal, so that what was decided is decided again under the same.
package struct BooksInForce: Sendable {
    /// Each with the last journal entry before it, in order.
    private var periods: [(after: Int64, book: Rulebook)] = []
    /// The book in force now, with those before it.
    package private(set) var current: Rulebook

    /// - Parameter book: has every version of the terms; it stands alone where none was ever put into force.
    init(_ book: Rulebook, _ db: Database) throws {
        current = book
        for row in try Row.fetchAll(db, sql: "SELECT id, journal, since FROM terms_in_force ORDER BY position") {
            // Before the eighth schema nobody noted when a version came into force, and nothing was decided by it.
            let since = row.instantIfAny("since")
            let earlier = since.flatMap { since in periods.last.map { Rulebook.Earlier($0.book, until: since) } }
            current = Rulebook(terms: book.terms, current: row["id"], zone: book.zone, earlier: earlier)
            periods.append((row["journal"], current))
        }
    }

    /// The book under which this journal entry was decided.
    package func book(at sequence: Int64) -> Rulebook {
        periods.last { $0.after < sequence }?.book ?? current
    }
}

extension Store {
    /// Which terms were in force when, with the texts of `book`.
    package func booksInForce(_ book: Rulebook) throws(StoreError) -> BooksInForce {
        try read { db in try BooksInForce(book, db) }
    }
}

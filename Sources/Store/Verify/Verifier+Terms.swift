import Contract
import GRDB

extension Verifier {
    /// Reads which terms were in force from which journal entry on.
    mutating func loadBooksInForce() throws {
        for row in try Row.fetchAll(db, sql: "SELECT id, journal FROM terms_in_force ORDER BY position") {
            let id: TermsID = row["id"]
            let then = id == book.current ? book : Rulebook(terms: book.terms, current: id, zone: book.zone)
            booksInForce.append((row["journal"], then))
        }
    }

    /// The book under which this journal entry was decided.
    func book(at sequence: Int64) -> Rulebook {
        booksInForce.last { $0.after < sequence }?.book ?? book
    }
}

package import Contract
import GRDB

extension Store {
    /// Checks that the books are whole: chain, sums, balances, and that every stored state is the fold of the journal.
    ///
    /// Reads everything and replays every account through the contract; others may write meanwhile.
    package func verify(under book: Rulebook) throws(StoreError) -> Verification {
        try read { db in
            let books = try BooksInForce(book, db)
            var verifier = Verifier(db: db, books: books, instanceID: try JournalWriter.instanceID(db))
            try verifier.checkFile()
            try verifier.checkJournal()
            try verifier.checkActions()
            try verifier.checkDocumentNumbers()
            try verifier.checkAccounts()
            try verifier.checkServers()
            return verifier.result
        }
    }
}

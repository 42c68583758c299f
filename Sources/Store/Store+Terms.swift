package import Contract
import GRDB

extension Store {
    /// Installs one version of the terms; its text never changes afterwards. `current`: new accounts and orders take it, and
    /// ``reviewDeadlines(under:)`` has to follow.
    package func installTerms(_ id: TermsID, text: String, current: Bool, now: Instant) throws(StoreError) {
        try write { db in try Self.install(id, text: text, current: current, now: now, db) }
    }

    static func install(_ id: TermsID, text: String, current: Bool, now: Instant, _ db: Database) throws {
        switch try String.fetchOne(db, sql: "SELECT text FROM terms WHERE id = ?", arguments: [id]) {
        case text?: break
        case _?: throw StoreError.termsChanged(id)
        case nil:
            try db.execute(
                sql: "INSERT INTO terms (id, text, hash, installed_at, current) VALUES (?, ?, ?, ?, 0)",
                arguments: [id, text, Digest.hexadecimal(try Digest.sha256(Array(text.utf8))), now.epochSeconds]
            )
        }
        let before = try currentTerms(db)
        guard current, before != id else { return }
        try db.execute(
            sql: "INSERT INTO terms_in_force (id, journal, since) SELECT ?, coalesce(max(sequence), 0), ? FROM journal",
            arguments: [id, before == nil ? nil : now.epochSeconds]
        )
        if before != nil { try db.execute(sql: "INSERT OR REPLACE INTO deadline_review VALUES (1, 0)") }
        try db.execute(sql: "UPDATE terms SET current = 0 WHERE current = 1 AND id <> ?", arguments: [id])
        try db.execute(sql: "UPDATE terms SET current = 1 WHERE id = ?", arguments: [id])
    }

    /// All installed versions, in the order of their installation.
    package func terms() throws(StoreError) -> [InstalledTerms] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM terms ORDER BY position").map { row in
                InstalledTerms(
                    id: row["id"],
                    text: row["text"],
                    hash: row["hash"],
                    installedAt: row.instant("installed_at")
                )
            }
        }
    }

    /// The version that new accounts and orders take; nil before the first was installed as current.
    package func currentTerms() throws(StoreError) -> TermsID? {
        try read(Self.currentTerms)
    }

    private static func currentTerms(_ db: Database) throws -> TermsID? {
        try String.fetchOne(db.cachedStatement(sql: "SELECT id FROM terms WHERE current = 1"))
    }

    /// Terms may come into force beside a process that opened the books before: it must not decide under its own any more.
    static func requireInForce(_ book: Rulebook, _ db: Database) throws {
        guard let id = try currentTerms(db), id != book.current else { return }
        throw StoreError.termsReplaced(book.current, by: id)
    }
}

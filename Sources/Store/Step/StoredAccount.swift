import Contract
import GRDB

/// An account as it was read, in words.
struct StoredAccount {
    let id: AccountID
    private let state: String

    /// Throws for one that does not exist or is parked.
    init(_ id: AccountID, _ db: Database) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT state, parked_reason FROM account WHERE number = ?"),
            arguments: [id.number]
        )
        guard let row else { throw StoreError.unknownAccount(id) }
        if let reason = row[1] as String? { throw StoreError.parked(id, reason: reason) }
        (self.id, state) = (id, row[0])
    }

    func decide(to now: Instant, fact: Fact?, under book: Rulebook) throws -> Decision {
        let account = try Canonical.decode(Account.self, from: state)
        // Without its terms an order has no deadlines: it would be stored as one that nothing happens to.
        if let unknown = account.subscriptions.first(where: { book.terms(of: $0.order) == nil }) {
            throw StoreError.unknownTerms(unknown.order.terms)
        }
        return try Decision(of: account, at: now, fact: fact, under: book)
    }
}

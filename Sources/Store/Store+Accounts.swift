package import Contract
import GRDB

extension Store {
    /// Opens an account with its first fact (`accountOpened`), at the fact's `recordedAt`.
    package func openAccount(
        _ person: Person,
        fact: Fact,
        under book: Rulebook
    ) throws(StoreError) -> (id: AccountID, effects: [Effect]) {
        try write { db in
            try Self.requireInForce(book, db)
            let id = AccountID(number: try Self.nextNumber("next_account", db))
            let decision = try Decision(
                of: Account(id: id, at: fact.recordedAt),
                at: fact.recordedAt,
                fact: fact,
                under: book
            )
            let draft = try Draft(decision)
            try db.execute(
                sql: "INSERT INTO account (number, state) VALUES (?, ?)",
                arguments: [id.number, draft.state]
            )
            try Self.save(person, of: id, at: fact.recordedAt, db)
            try draft.commit(db)
            return (id, decision.effects)
        }
    }

    /// The account as its last step left it; nil when there is none.
    package func account(_ id: AccountID) throws(StoreError) -> Account? {
        try read { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT state FROM account WHERE number = ?"),
                arguments: [id.number]
            )?.json("state")
        }
    }

    package func hasAccount(_ id: AccountID) throws(StoreError) -> Bool {
        try read { db in
            try Bool.fetchOne(db, sql: "SELECT 1 FROM account WHERE number = ?", arguments: [id.number]) ?? false
        }
    }

    /// All accounts, oldest first.
    package func accountIDs() throws(StoreError) -> [AccountID] {
        try read { db in
            try Int64.fetchAll(db, sql: "SELECT number FROM account ORDER BY number").map(AccountID.init(number:))
        }
    }

    /// Accounts of which the journal tells something after an entry, and its last entry.
    package func accountsChanged(after sequence: Int64) throws(StoreError) -> (accounts: [AccountID], last: Int64) {
        try read { db in
            let accounts = try Int64.fetchAll(
                db,
                sql: "SELECT DISTINCT account FROM journal WHERE sequence > ? ORDER BY account",
                arguments: [sequence]
            )
            let last = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM journal") ?? 0
            return (accounts.map(AccountID.init(number:)), last)
        }
    }

    /// Accounts with a deadline at or before `instant`, earliest first; parked ones are not among them.
    package func accountsDue(by instant: Instant) throws(StoreError) -> [AccountID] {
        try read { db in
            try Int64.fetchAll(
                db,
                sql: """
                    SELECT number FROM account
                    WHERE next_deadline <= ? AND next_deadline IS NOT NULL AND parked_at IS NULL
                    ORDER BY next_deadline, number
                    """,
                arguments: [instant.epochSeconds]
            ).map(AccountID.init(number:))
        }
    }

    /// The earliest deadline of any account that is not parked.
    package func nextDeadline() throws(StoreError) -> Instant? {
        try read { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT next_deadline FROM account WHERE next_deadline IS NOT NULL AND parked_at IS NULL
                    ORDER BY next_deadline LIMIT 1
                    """
            ).map(Instant.init(epochSeconds:))
        }
    }

    /// The account that ordered a subscription; nil where nobody did.
    package func owner(of id: SubscriptionID) throws(StoreError) -> AccountID? {
        try read { db in
            try Int64.fetchOne(db, sql: "SELECT account FROM subscription WHERE number = ?", arguments: [id.number])
                .map(AccountID.init(number:))
        }
    }

    /// A number for a new subscription; never given twice, even when no order follows.
    package func nextSubscription() throws(StoreError) -> SubscriptionID {
        try write { db in SubscriptionID(number: try Self.nextNumber("next_subscription", db)) }
    }

    private static func nextNumber(_ column: String, _ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "UPDATE book SET \(column) = \(column) + 1 RETURNING \(column) - 1") ?? 0
    }
}

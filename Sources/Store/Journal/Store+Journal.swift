package import Contract
import FoundationEssentials
import GRDB

extension Store {
    /// Entries in order, after sequence number `from`.
    package func journal(
        account: AccountID? = nil,
        subscription: SubscriptionID? = nil,
        from: Int64 = 0,
        limit: Int = 1000
    ) throws(StoreError) -> [JournalEntry] {
        try read { db in
            var conditions = "sequence > ?"
            var arguments: StatementArguments = [from]
            if let account {
                conditions += " AND account = ?"
                arguments += [account.number]
            }
            if let subscription {
                // The index is on the account: a subscription never changes hands.
                conditions += " AND subscription = ? AND account = (SELECT account FROM subscription WHERE number = ?)"
                arguments += [subscription.number, subscription.number]
            }
            return try Row.fetchAll(
                db,
                sql: "SELECT * FROM journal WHERE \(conditions) ORDER BY sequence LIMIT ?",
                arguments: arguments + [limit]
            ).map(JournalEntry.init)
        }
    }
}

extension JournalEntry {
    init(_ row: Row) throws {
        let line = try JournalRow(row)
        self.init(
            sequence: line.sequence,
            step: line.step,
            account: line.account,
            subscription: line.subscription,
            at: line.at,
            recordedAt: line.recordedAt,
            content: try line.content,
            body: line.body,
            hash: Digest.hexadecimal(Array(row["hash"] as Data))
        )
    }
}

extension JournalRow {
    var content: JournalEntry.Content {
        get throws {
            switch kind {
            case .fact: .fact(try Canonical.decode(Fact.self, from: body))
            case .effect: .effect(try Canonical.decode(Effect.self, from: body))
            }
        }
    }
}

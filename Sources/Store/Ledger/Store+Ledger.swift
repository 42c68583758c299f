package import Contract
import GRDB

extension Store {
    /// Every ledger account that ever had a posting, with its balance per commodity, by name.
    package func balances() throws(StoreError) -> [(account: LedgerAccount, amount: Amount)] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM balance ORDER BY ledger_account, commodity").map {
                (try $0.ledgerAccount(), try $0.amount())
            }
        }
    }

    /// The balance of one ledger account; zero where nothing was ever posted.
    package func balance(_ account: LedgerAccount, _ commodity: Commodity) throws(StoreError) -> Amount {
        try read { db in
            let quantity = try Int64.fetchOne(
                db,
                sql: "SELECT quantity FROM balance WHERE ledger_account = ? AND commodity = ?",
                arguments: [account.description, commodity.rawValue]
            )
            return Amount(quantity ?? 0, commodity)
        }
    }

    /// Postings on one ledger account in order. Reads the whole ledger: an index on it would cost more at every posting.
    package func postings(on account: LedgerAccount) throws(StoreError) -> [BookedPosting] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT posting.*, key, at FROM posting
                    JOIN ledger_transaction USING (sequence) JOIN journal USING (sequence)
                    WHERE ledger_account = ? ORDER BY posting.sequence, line
                    """,
                arguments: [account.description]
            ).map {
                BookedPosting(
                    sequence: $0["sequence"],
                    key: $0["key"],
                    at: $0.instant("at"),
                    posting: Posting(try $0.ledgerAccount(), try $0.amount())
                )
            }
        }
    }

    /// Transactions of one client, or of all, in the order of the journal, after entry `after`.
    package func transactions(
        of account: AccountID? = nil,
        after: Int64 = 0,
        limit: Int = .max
    ) throws(StoreError) -> [BookedTransaction] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT journal.* FROM journal JOIN ledger_transaction USING (sequence)
                    WHERE sequence > ?2 AND (?1 IS NULL OR account = ?1) ORDER BY sequence LIMIT ?3
                    """,
                arguments: [account?.number, after, limit]
            ).compactMap { try BookedTransaction(JournalEntry($0)) }
        }
    }
}

extension BookedTransaction {
    fileprivate init?(_ entry: JournalEntry) {
        guard case .effect(let effect) = entry.content, case .posted(let transaction) = effect.action else {
            return nil
        }
        self.init(
            sequence: entry.sequence,
            account: entry.account,
            subscription: entry.subscription,
            at: effect.at,
            rule: effect.rule,
            transaction: transaction
        )
    }
}

extension Row {
    func ledgerAccount() throws -> LedgerAccount {
        let name: String = self["ledger_account"]
        guard let account = LedgerAccount(name) else { throw UnreadableValue(column: "ledger_account", text: name) }
        return account
    }

    func amount() throws -> Amount { Amount(self["quantity"], try word("commodity")) }
}

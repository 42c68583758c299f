package import Contract
import GRDB

extension Store {
    /// Mail not yet handed over whose time has come, oldest first. What is for a client whose personal data were erased
    /// goes nowhere. That of parked accounts waits: its handing over could not be recorded, and it would be sent again and
    /// again.
    package func dueMail(at now: Instant, limit: Int) throws(StoreError) -> [OutboxMail] {
        try read { db in
            try Self.mail(
                """
                handed_over_at IS NULL AND next_attempt <= ?
                    AND account NOT IN (SELECT number FROM account WHERE parked_at IS NOT NULL)
                    AND \(Self.hasRecipient)
                ORDER BY next_attempt, sequence LIMIT ?
                """,
                [now.epochSeconds, limit],
                db
            )
        }
    }

    /// Counts a failed attempt; the mail is due again at `retryAt`. Handing over is recorded by `step` with the fact.
    package func deliveryFailed(_ key: NoticeKey, error: String, retryAt: Instant) throws(StoreError) {
        try write { db in
            try db.execute(
                sql: "UPDATE mail SET attempts = attempts + 1, last_error = ?, next_attempt = ? WHERE key = ?",
                arguments: [error, retryAt.epochSeconds, key.description]
            )
            guard db.changesCount == 1 else { throw StoreError.unknownMail(key) }
        }
    }

    /// All mail of one account, handed over or not, in order.
    package func mail(of account: AccountID) throws(StoreError) -> [OutboxMail] {
        try read { db in try Self.mail("account = ? ORDER BY sequence", [account.number], db) }
    }

    /// One mail by its notice's key.
    package func mail(_ key: NoticeKey) throws(StoreError) -> OutboxMail {
        let found = try read { db in try Self.mail("key = ?", [key.description], db).first }
        guard let found else { throw .unknownMail(key) }
        return found
    }

    /// The receipts of payments that have a number, by year and number; of one account, of one year, or all.
    package func receipts(of account: AccountID? = nil, year: Int? = nil) throws(StoreError) -> [OutboxMail] {
        try read { db in
            try Self.mail(
                """
                receipt.year IS NOT NULL AND (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR receipt.year = ?2)
                ORDER BY receipt.year, receipt.number
                """,
                [account?.number, year],
                db
            )
        }
    }

    /// The receipt of that number; nil where none was issued.
    package func receipt(_ number: DocumentNumber) throws(StoreError) -> OutboxMail? {
        guard number.series == .receipt else { return nil }
        return try read { db in
            try Self.mail("receipt.year = ? AND receipt.number = ?", [number.year, number.number], db).first
        }
    }

    /// Mail that waits to be handed over, the next to be tried first; that of parked accounts too.
    package func waitingMail(limit: Int) throws(StoreError) -> [OutboxMail] {
        try read { db in
            try Self.mail(
                "handed_over_at IS NULL AND \(Self.hasRecipient) ORDER BY next_attempt, sequence LIMIT ?",
                [limit],
                db
            )
        }
    }

    /// Makes mail that waits due at `now` where it was put off for longer: one notice, or all. Returns how many are due.
    package func retryMail(_ key: NoticeKey?, at now: Instant) throws(StoreError) -> Int {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE mail SET next_attempt = min(next_attempt, ?)
                    WHERE handed_over_at IS NULL AND (? IS NULL OR key = ?)
                    """,
                arguments: [now.epochSeconds, key?.description, key?.description]
            )
            return db.changesCount
        }
    }

    /// How many mails wait to be handed over.
    package func mailWaiting() throws(StoreError) -> Int {
        try read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM mail JOIN journal USING (sequence)
                    WHERE handed_over_at IS NULL AND \(Self.hasRecipient)
                    """
            ) ?? 0
        }
    }

    /// When the mail that waits longest to be handed over was written; nil where none waits.
    package func oldestMailWaiting() throws(StoreError) -> Instant? {
        try read { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT min(journal.at) FROM mail JOIN journal USING (sequence)
                    WHERE handed_over_at IS NULL AND \(Self.hasRecipient)
                    """
            ).map(Instant.init(epochSeconds:))
        }
    }

    /// For a client who is known, or for a payer, who is known by his receipt (R6.9-08).
    private static let hasRecipient = """
        (account IN (SELECT account FROM person) OR json_extract(body, '$.action.notice._0.payer') IS NOT NULL)
        """

    private static func mail(
        _ condition: String,
        _ arguments: StatementArguments,
        _ db: Database
    ) throws -> [OutboxMail] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT *, receipt.year AS receipt_year, receipt.number AS receipt_number, issued_on
                FROM mail JOIN journal USING (sequence) LEFT JOIN receipt USING (sequence) WHERE \(condition)
                """,
            arguments: arguments
        ).compactMap(OutboxMail.init)
    }
}

extension OutboxMail {
    fileprivate init?(_ row: Row) throws {
        let effect = try Canonical.decode(Effect.self, from: row["body"])
        guard case .notice(let notice) = effect.action else { return nil }
        self.init(
            key: notice.key,
            account: row.identifier("account"),
            subscription: effect.subscription,
            at: effect.at,
            notice: notice,
            receipt: IssuedReceipt(row),
            attempts: row["attempts"],
            lastError: row["last_error"],
            handedOverAt: row.instantIfAny("handed_over_at"),
            nextAttempt: row.instantIfAny("handed_over_at") == nil ? row.instant("next_attempt") : nil
        )
    }
}

extension IssuedReceipt {
    fileprivate init?(_ row: Row) {
        guard let year = row["receipt_year"] as Int?, let issuedOn = CivilDate(row["issued_on"] as String) else {
            return nil
        }
        self.init(
            number: DocumentNumber(series: .receipt, year: year, number: row["receipt_number"]),
            issuedOn: issuedOn
        )
    }
}

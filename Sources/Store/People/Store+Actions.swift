package import Contract
import FoundationEssentials
import GRDB

extension Store {
    /// Records what an operator does, before it is done (R12.2-01): append-only and chained, as the journal.
    package func noteAction(
        _ verb: String,
        about subject: String?,
        by operatorName: String,
        at now: Instant
    ) throws(StoreError) {
        try write { db in
            let last = try Row.fetchOne(db, sql: "SELECT * FROM operator_action ORDER BY sequence DESC LIMIT 1")
            let action = OperatorActionRow(
                sequence: (last?["sequence"] ?? 0) + 1,
                at: now,
                operatorName: operatorName,
                verb: verb,
                subject: subject,
                journal: try Int64.fetchOne(db, sql: "SELECT coalesce(max(sequence), 0) FROM journal") ?? 0
            )
            let previous =
                try (last?["hash"] as Data?).map { Array($0) }
                ?? OperatorActionRow.origin(instanceID: JournalWriter.instanceID(db))
            try db.execute(
                sql: "INSERT INTO operator_action VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    action.sequence, now.epochSeconds, operatorName, verb, subject, action.journal, Data(previous),
                    Data(try action.hash(after: previous)),
                ]
            )
        }
    }

    /// What operators did, in order.
    package func actions(from: Int64 = 0, limit: Int = 1000) throws(StoreError) -> [OperatorAction] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM operator_action WHERE sequence > ? ORDER BY sequence LIMIT ?",
                arguments: [from, limit]
            ).map { row in
                OperatorAction(
                    sequence: row["sequence"],
                    at: row.instant("at"),
                    operatorName: row["operator"],
                    verb: row["verb"],
                    subject: row["subject"],
                    journal: row["journal"],
                    hash: Digest.hexadecimal(Array(row["hash"] as Data))
                )
            }
        }
    }
}

/// An operator's action as it is hashed.
struct OperatorActionRow {
    let sequence: Int64
    let at: Instant
    let operatorName: String
    let verb: String
    let subject: String?
    let journal: Int64

    func hash(after previous: [UInt8]) throws -> [UInt8] {
        try Digest.chained(
            after: previous,
            [String(sequence), String(at.epochSeconds), operatorName, verb, subject, String(journal)]
        )
    }

    /// What the first action follows.
    static func origin(instanceID: String) throws -> [UInt8] {
        try Digest.sha256(Array("lessor actions \(instanceID)".utf8))
    }

    init(
        sequence: Int64,
        at: Instant,
        operatorName: String,
        verb: String,
        subject: String?,
        journal: Int64
    ) {
        self.sequence = sequence
        self.at = at
        self.operatorName = operatorName
        self.verb = verb
        self.subject = subject
        self.journal = journal
    }

    init(_ row: Row) {
        self.init(
            sequence: row["sequence"],
            at: row.instant("at"),
            operatorName: row["operator"],
            verb: row["verb"],
            subject: row["subject"],
            journal: row["journal"]
        )
    }
}

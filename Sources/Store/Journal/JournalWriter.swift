import Contract
import FoundationEssentials
import GRDB

/// Appends the lines of one step.
struct JournalWriter {
    private let account: AccountID
    private let recordedAt: Instant
    private let step: Int64
    private var sequence: Int64
    private var previous: [UInt8]

    init(account: AccountID, recordedAt: Instant, _ db: Database) throws {
        self.account = account
        self.recordedAt = recordedAt
        let lastLine = try db.cachedStatement(sql: "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1")
        if let last = try Row.fetchOne(lastLine) {
            sequence = last["sequence"]
            previous = Array(last["hash"] as Data)
        } else {
            sequence = 0
            previous = try JournalRow.origin(instanceID: Self.instanceID(db))
        }
        step = sequence + 1
    }

    /// Writes one line and returns its sequence number.
    mutating func append(_ effect: Effect, _ db: Database) throws -> Int64 {
        try append(
            JournalRow(effect, sequence: sequence + 1, step: step, account: account, recordedAt: recordedAt),
            db
        )
    }

    /// Writes one line and returns its sequence number.
    mutating func append(_ fact: Fact, _ db: Database) throws -> Int64 {
        try append(JournalRow(fact, sequence: sequence + 1, step: step, account: account, recordedAt: recordedAt), db)
    }

    private mutating func append(_ row: JournalRow, _ db: Database) throws -> Int64 {
        let hash = try row.hash(after: previous)
        try db.executeCached(
            sql: "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                row.sequence, row.step, row.account.number, row.subscription?.number, row.at.epochSeconds,
                row.recordedAt.epochSeconds, row.kind.rawValue, row.rule, row.body, Data(previous), Data(hash),
            ]
        )
        sequence = row.sequence
        previous = hash
        return sequence
    }

    static func instanceID(_ db: Database) throws -> String {
        try String.fetchOne(db, sql: "SELECT instance FROM book") ?? ""
    }
}

import Contract
import FoundationEssentials
import GRDB

/// Appends lines, step by step; nobody else may between its beginning and its last line.
struct JournalWriter {
    private var step: Int64 = 0
    private var sequence: Int64
    private var previous: [UInt8]

    init(_ db: Database) throws {
        let lastLine = try db.cachedStatement(sql: "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1")
        if let last = try Row.fetchOne(lastLine) {
            sequence = last["sequence"]
            previous = Array(last["hash"] as Data)
        } else {
            sequence = 0
            previous = try JournalRow.origin(instanceID: Self.instanceID(db))
        }
    }

    mutating func beginStep() { step = sequence + 1 }

    /// Writes one line of the step and returns its sequence number.
    mutating func append(_ line: Draft.Line, of decision: Decision, _ db: Database) throws -> Int64 {
        try append(JournalRow(line, of: decision, sequence: sequence + 1, step: step), db)
    }

    private mutating func append(_ row: JournalRow, _ db: Database) throws -> Int64 {
        let hash = try row.hash(after: previous)
        try db.executeCached(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row.sequence,
            row.step,
            row.account.number,
            row.subscription?.number,
            row.at.epochSeconds,
            row.recordedAt.epochSeconds,
            row.kind.rawValue,
            row.rule,
            row.body,
            Data(previous),
            Data(hash)
        )
        sequence = row.sequence
        previous = hash
        return sequence
    }

    static func instanceID(_ db: Database) throws -> String {
        try String.fetchOne(db, sql: "SELECT instance FROM book") ?? ""
    }
}

import Contract
import GRDB
import Statements

/// The table of statement lines.
struct StatementRow {
    var record: StatementRecord
    /// What makes it this line among all of its source: a digest, since the identity itself may hold personal data.
    let key: String

    init(_ line: StatementLine) throws {
        let digest = try Digest.sha256(Array("\(line.source)\u{1E}\(line.identity)".utf8))
        key = Digest.hexadecimal(Array(digest.prefix(16)))
        record = StatementRecord(
            id: nil,
            source: line.source,
            bookedOn: line.bookedOn,
            method: line.method,
            amount: line.amount,
            currency: line.currency,
            bankReference: line.bankReference,
            note: line.note,
            outcome: .open(reason: "")
        )
    }

    private init(_ row: Row) throws {
        let text: String = row["booked_on"]
        guard let bookedOn = CivilDate(text) else { throw UnreadableValue(column: "booked_on", text: text) }
        key = row["line"]
        record = StatementRecord(
            id: row.identifier("number"),
            source: row["source"],
            bookedOn: bookedOn,
            method: row["method"],
            amount: row["amount"],
            currency: row["currency"],
            bankReference: row["bank_reference"],
            note: row["note"],
            outcome: try Self.outcome(row)
        )
    }

    private static func outcome(_ row: Row) throws -> StatementRecord.Outcome {
        let account: AccountID? = row.identifierIfAny("account")
        let reference = row["payment_reference"] as String? ?? ""
        let reason = row["reason"] as String? ?? ""
        switch (row["outcome"] as String, account) {
        case ("credited", let account?): return .credited(account, reference: reference)
        case ("rejected", let account?): return .rejected(account, reference: reference, reason: reason)
        case ("open", _): return .open(reason: reason)
        case ("ignored", _): return .ignored(reason: reason)
        case (let text, _): throw UnreadableValue(column: "outcome", text: text)
        }
    }

    /// The same line, imported before.
    func known(_ db: Database) throws -> StatementRow? {
        try Row.fetchOne(
            db,
            sql: "SELECT * FROM statement_line WHERE source = ? AND line = ?",
            arguments: [record.source, key]
        ).map(StatementRow.init)
    }

    static func open(_ id: StatementLineID, _ db: Database) throws -> StatementRow {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM statement_line WHERE number = ?", arguments: [id.number])
        guard let row else { throw StoreError.unknownLine(id) }
        let found = try StatementRow(row)
        guard found.record.outcome.isOpen else { throw StoreError.lineSettled(id, found.record.outcome.words) }
        return found
    }

    static func all(openOnly: Bool, _ db: Database) throws -> [StatementRecord] {
        let condition = openOnly ? "WHERE outcome = 'open'" : ""
        return try Row.fetchAll(db, sql: "SELECT * FROM statement_line \(condition) ORDER BY number").map {
            try StatementRow($0).record
        }
    }

    /// Writes what became of the line; erases what its payer wrote unless it still waits.
    mutating func save(_ outcome: StatementRecord.Outcome, at now: Instant, _ db: Database) throws {
        let columns = outcome.columns
        let note = outcome.isOpen ? record.note : nil
        if let id = record.id {
            try db.execute(
                sql: """
                    UPDATE statement_line SET outcome = ?, reason = ?, account = ?, payment_reference = ?, note = ?
                    WHERE number = ?
                    """,
                arguments: [columns.word, columns.reason, columns.account, columns.reference, note, id.number]
            )
        } else {
            try db.execute(
                sql: """
                    INSERT INTO statement_line (source, line, booked_on, method, amount, currency, bank_reference, note,
                        imported_at, outcome, reason, account, payment_reference)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    record.source, key, record.bookedOn.description, record.method, record.amount, record.currency,
                    record.bankReference, note, now.epochSeconds, columns.word, columns.reason, columns.account,
                    columns.reference,
                ]
            )
        }
        let id = record.id ?? StatementLineID(number: db.lastInsertedRowID)
        record = record.settled(as: id, outcome, note: note)
    }
}

extension StatementRecord {
    func settled(as id: StatementLineID?, _ outcome: Outcome, note: String?) -> StatementRecord {
        StatementRecord(
            id: id,
            source: source,
            bookedOn: bookedOn,
            method: method,
            amount: amount,
            currency: currency,
            bankReference: bankReference,
            note: note,
            outcome: outcome
        )
    }
}

extension StatementRecord.Outcome {
    fileprivate var columns: (word: String, reason: String?, account: Int64?, reference: String?) {
        switch self {
        case .credited(let account, let reference): ("credited", nil, account.number, reference)
        case .rejected(let account, let reference, let reason): ("rejected", reason, account.number, reference)
        case .open(let reason): ("open", reason, nil, nil)
        case .ignored(let reason): ("ignored", reason, nil, nil)
        }
    }

    /// For sentences: `credited to A-1001`.
    var words: String {
        switch self {
        case .credited(let account, _): "credited to \(account)"
        case .rejected(let account, _, _): "rejected for \(account)"
        case .open: "waiting for a person"
        case .ignored(let reason): "ignored (\(reason))"
        }
    }
}

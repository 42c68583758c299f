import Contract
import GRDB

extension Decision {
    /// Gives an invoice the next number of its year and series, and keeps whom it is addressed to beside it.
    func write(_ invoice: Invoice, _ sequence: Int64, _ db: Database) throws {
        let series = DocumentNumber.Series(invoice.kind)
        try db.executeCached(
            """
            INSERT INTO invoice VALUES (
                ?1, ?2, ?3, (SELECT coalesce(max(number), 0) + 1 FROM invoice WHERE series = ?2 AND year = ?3),
                ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """,
            sequence,
            series.rawValue,
            today.year,
            account.id.number,
            invoice.key,
            today.description,
            invoice.net,
            invoice.tax,
            invoice.gross,
            try invoice.corrects.flatMap { try Self.issued($0, db) }
        )
        try db.executeCached(
            """
            INSERT INTO invoice_party
                SELECT ?, trim(first_name || ' ' || name), postal_address, language FROM person WHERE account = ?
            """,
            sequence,
            account.id.number
        )
    }

    /// The last invoice issued for a debit, or for the try that followed a void one: `debit/S-1001/3`, `debit/S-1001/3.1`.
    static func issued(_ key: String, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT sequence FROM invoice WHERE key = ?1 OR (key > ?1 || '.' AND key < ?1 || '/')
                ORDER BY sequence DESC LIMIT 1
                """,
            arguments: [key]
        )
    }
}

extension DocumentNumber.Series {
    init(_ kind: Invoice.Kind) {
        self =
            switch kind {
            case .invoice: .invoice
            case .creditNote: .creditNote
            }
    }
}

import Contract
import GRDB

extension Verifier {
    /// An invoice says what its transaction earned, its parts add up, and it stands under a number of its year.
    mutating func check(
        _ invoice: Invoice,
        at sequence: Int64,
        _ recordedAt: Instant,
        _ ledger: inout LedgerFold
    ) throws {
        ledger.invoices += 1
        let sign: Int64 = invoice.kind == .invoice ? 1 : -1
        if ledger.earned.removeValue(forKey: invoice.key) != sign * invoice.gross {
            report("The invoice of \(invoice.key) is not over what that transaction earned.")
        }
        for line in invoice.lines where line.net + line.tax != line.gross {
            report(
                "A line of the invoice of \(invoice.key) does not add up: \(line.net) and \(line.tax) are not \(line.gross)."
            )
        }
        let row = try Row.fetchOne(db, sql: "SELECT * FROM invoice WHERE sequence = ?", arguments: [sequence])
        let expected = [
            DocumentNumber.Series(invoice.kind).rawValue, invoice.key,
            books.current.zone.date(at: recordedAt).description,
            "\(invoice.net) \(invoice.tax) \(invoice.gross)",
        ]
        let found = row.map {
            [
                $0["series"] as String, $0["key"] as String, $0["issued_on"] as String,
                "\($0["net"] as Int64) \($0["tax"] as Int64) \($0["gross"] as Int64)",
            ]
        }
        if found != expected { report("The invoice of \(invoice.key) is not kept as it was issued.") }
    }

    /// A receipt is kept under a number, unless it was sent before receipts had them.
    mutating func checkReceipt(
        _ notice: Notice,
        at sequence: Int64,
        _ recordedAt: Instant,
        _ ledger: inout LedgerFold
    ) throws {
        let unnumbered = try Int64.fetchOne(db, sql: "SELECT max(after_sequence) FROM receipt_numbering") ?? 0
        guard notice.isReceiptOfPayment, sequence > unnumbered else { return }
        ledger.receipts += 1
        let day = try String.fetchOne(
            db,
            sql: "SELECT issued_on FROM receipt WHERE sequence = ?",
            arguments: [sequence]
        )
        if day != books.current.zone.date(at: recordedAt).description {
            report("The receipt \(notice.key) is not kept as it was issued.")
        }
    }

    /// The numbers of each series and year are 1, 2, 3 … in the order of their issue.
    mutating func checkDocumentNumbers() throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT series, year, number, row_number() OVER (PARTITION BY series, year ORDER BY sequence) AS expected
                FROM (
                    SELECT sequence, series, year, number FROM invoice
                    UNION ALL SELECT sequence, 'R', year, number FROM receipt
                )
                ORDER BY sequence
                """
        )
        for row in rows where row["number"] as Int != row["expected"] as Int {
            report(
                "In the series \(row["series"] as String) of \(row["year"] as Int) the number \(row["number"] as Int) stands where \(row["expected"] as Int) belongs."
            )
        }
    }
}

package import Contract
import GRDB

extension Store {
    /// Invoices and credit notes by year, series and number; of one account, of one year, or all.
    package func invoices(of account: AccountID? = nil, year: Int? = nil) throws(StoreError) -> [IssuedInvoice] {
        try read { db in
            try Self.invoices(
                "(?1 IS NULL OR invoice.account = ?1) AND (?2 IS NULL OR invoice.year = ?2)",
                [account?.number, year],
                db
            )
        }
    }

    /// The invoice of that number; nil where none was issued.
    package func invoice(_ number: DocumentNumber) throws(StoreError) -> IssuedInvoice? {
        try read { db in
            try Self.invoices(
                "invoice.series = ? AND invoice.year = ? AND invoice.number = ?",
                [number.series.rawValue, number.year, number.number],
                db
            ).first
        }
    }

    /// The invoice of a transaction; nil where it has none.
    package func invoice(ofTransaction key: String) throws(StoreError) -> IssuedInvoice? {
        try read { db in try Self.invoices("invoice.key = ?", [key], db).first }
    }

    /// Forgets whom the invoices issued before a day were addressed to; the invoices stay. Returns how many.
    package func forgetInvoiceParties(issuedBefore day: CivilDate) throws(StoreError) -> Int {
        try write { db in
            try db.execute(
                sql: "DELETE FROM invoice_party WHERE invoice IN (SELECT sequence FROM invoice WHERE issued_on < ?)",
                arguments: [day.description]
            )
            return db.changesCount
        }
    }

    private static func invoices(
        _ condition: String,
        _ arguments: StatementArguments,
        _ db: Database
    ) throws -> [IssuedInvoice] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT invoice.*, body, name, postal_address, language, original.series AS original_series,
                    original.year AS original_year, original.number AS original_number
                FROM invoice JOIN journal USING (sequence)
                LEFT JOIN invoice_party ON invoice_party.invoice = invoice.sequence
                LEFT JOIN invoice AS original ON original.sequence = invoice.corrects
                WHERE \(condition) ORDER BY invoice.year, invoice.series, invoice.number
                """,
            arguments: arguments
        ).compactMap(IssuedInvoice.init)
    }
}

extension IssuedInvoice {
    fileprivate init?(_ row: Row) throws {
        let effect = try Canonical.decode(Effect.self, from: row["body"])
        let day: String = row["issued_on"]
        guard case .invoiced(let invoice) = effect.action, let issuedOn = CivilDate(day) else { return nil }
        let original: String? = row["original_series"]
        self.init(
            number: DocumentNumber(series: try row.word("series"), year: row["year"], number: row["number"]),
            account: row.identifier("account"),
            subscription: effect.subscription,
            issuedOn: issuedOn,
            at: effect.at,
            rule: effect.rule,
            invoice: invoice,
            corrects: try original.map { _ in
                DocumentNumber(
                    series: try row.word("original_series"),
                    year: row["original_year"],
                    number: row["original_number"]
                )
            },
            party: try (row["name"] as String?).map {
                InvoiceParty(name: $0, postalAddress: row["postal_address"], language: try row.word("language"))
            }
        )
    }
}

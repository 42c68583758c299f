/// The rows that a sweep wrote, in portions of so many accounts, as they stand in its books.
struct SweptRows {
    /// What one portion inserts into each table, in an order that foreign keys allow, and the accounts' new states.
    struct Portion {
        var inserts: [[[RawValue]]] = []
        var accounts: [[RawValue]] = []
    }

    static let tables = [
        "journal", "ledger_transaction", "posting", "renewal", "invoice", "invoice_party", "mail",
    ]

    private let reads: [RawStatement]
    private let accounts: RawStatement
    private let starts: [Int64]
    private let end: Int64

    /// What was written after journal line `line`.
    init(_ books: RawDatabase, after line: Int64, accountsInPortion size: Int) throws {
        reads = try Self.tables.map { table in
            let key = table == "invoice_party" ? "invoice" : "sequence"
            return try books.prepare("SELECT * FROM \(table) WHERE \(key) >= ? AND \(key) < ?")
        }
        accounts = try books.prepare(
            """
            SELECT state, next_deadline, number FROM account
            WHERE number IN (SELECT account FROM journal WHERE sequence >= ? AND sequence < ?)
            """
        )
        let steps = try books.integers("SELECT DISTINCT step FROM journal WHERE sequence > ?", [.integer(line)])
        starts = stride(from: 0, to: steps.count, by: size).map { steps[$0] }
        end = try books.integers("SELECT max(sequence) + 1 FROM journal")[0]
    }

    var count: Int { starts.count }

    func portion(_ index: Int) throws -> Portion {
        let range = [RawValue.integer(starts[index]), .integer(index + 1 < count ? starts[index + 1] : end)]
        return Portion(inserts: try reads.map { try $0.rows(range) }, accounts: try accounts.rows(range))
    }
}

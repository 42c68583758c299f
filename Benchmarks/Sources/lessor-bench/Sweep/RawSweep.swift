/// The plainest program that writes what a sweep writes: prepared statements, rows that it was given, durable commits.
struct RawSweep {
    private let books: RawDatabase
    private let inserts: [RawStatement]
    private let update: RawStatement

    /// Into books as they were before the sweep, with their constraints, indexes and triggers.
    init(path: String) throws {
        try self.init(RawDatabase(path: path))
    }

    /// Into tables of the same columns and content without constraint, trigger or index, but for the accounts' numbers.
    init(bareAt path: String, like books: String) throws {
        try self.init(.bare(at: path, like: books, SweptRows.tables + ["account"], numbered: "account"))
    }

    private init(_ books: RawDatabase) throws {
        self.books = books
        try books.makeDurable()
        inserts = try SweptRows.tables.map { table in
            let columns = try books.integers("SELECT count(*) FROM pragma_table_info('\(table)')")[0]
            let places = Array(repeating: "?", count: Int(columns)).joined(separator: ", ")
            return try books.prepare("INSERT INTO \(table) VALUES (\(places))")
        }
        update = try books.prepare("UPDATE account SET state = ?, next_deadline = ? WHERE number = ?")
    }

    /// Reading the rows is not part of the time.
    func write(_ rows: SweptRows) throws -> Stopwatch.Reading {
        var sum = Stopwatch.Reading()
        for index in 0..<rows.count {
            let portion = try rows.portion(index)
            sum += try Stopwatch.measure { try write(portion) }
        }
        return sum
    }

    private func write(_ portion: SweptRows.Portion) throws {
        try books.execute("BEGIN IMMEDIATE")
        for row in portion.accounts { try update.run(row) }
        for (insert, rows) in zip(inserts, portion.inserts) {
            for row in rows { try insert.run(row) }
        }
        try books.execute("COMMIT")
    }
}

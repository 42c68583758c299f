extension RawDatabase {
    /// Tables of the same columns and content as in `books`, without constraint, trigger or index, but for the numbers of one.
    static func bare(
        at path: String,
        like books: String,
        _ tables: [String],
        numbered: String
    ) throws -> RawDatabase {
        let bare = try RawDatabase(path: path)
        try bare.execute("ATTACH '\(books)' AS model")
        for table in tables { try bare.execute("CREATE TABLE \(table) AS SELECT * FROM model.\(table)") }
        try bare.execute("CREATE UNIQUE INDEX \(numbered)_number ON \(numbered) (number); DETACH model")
        return bare
    }

    /// As the books of Lessor are written.
    func makeDurable() throws {
        try execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    }
}

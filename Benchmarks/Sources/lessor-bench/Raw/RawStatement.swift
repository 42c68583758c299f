import GRDBSQLite

/// A prepared statement; it lives no longer than its database.
final class RawStatement {
    private let handle: OpaquePointer
    private let database: RawDatabase

    init(_ handle: OpaquePointer, of database: RawDatabase) {
        self.handle = handle
        self.database = database
    }

    deinit { sqlite3_finalize(handle) }

    func run(_ row: [RawValue]) throws {
        bind(row)
        guard sqlite3_step(handle) == SQLITE_DONE else { throw database.failure(text) }
        sqlite3_reset(handle)
    }

    func rows(_ arguments: [RawValue]) throws -> [[RawValue]] {
        bind(arguments)
        defer { sqlite3_reset(handle) }
        var rows: [[RawValue]] = []
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: rows.append((0..<sqlite3_column_count(handle)).map { RawValue(handle, $0) })
            case SQLITE_DONE: return rows
            default: throw database.failure(text)
            }
        }
    }

    private var text: String { String(cString: sqlite3_sql(handle)) }

    private func bind(_ values: [RawValue]) {
        for (index, value) in values.enumerated() { value.bind(handle, Int32(index + 1)) }
    }
}

import GRDBSQLite

/// SQLite through its C interface, and nothing else.
final class RawDatabase {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let handle: OpaquePointer

    init(path: String) throws {
        var opened: OpaquePointer?
        guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
            throw Failure(description: "SQLite cannot open \(path); see that its directory can be written.")
        }
        handle = opened
    }

    deinit { sqlite3_close_v2(handle) }

    func execute(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
    }

    func prepare(_ sql: String) throws -> RawStatement {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
            throw failure(sql)
        }
        return RawStatement(statement, of: self)
    }

    /// The integers of the first column.
    func integers(_ sql: String, _ arguments: [RawValue] = []) throws -> [Int64] {
        try prepare(sql).rows(arguments).map { if case .integer(let number) = $0[0] { number } else { 0 } }
    }

    func failure(_ sql: String) -> Failure {
        Failure(description: "SQLite refuses '\(sql)': \(String(cString: sqlite3_errmsg(handle))).")
    }
}

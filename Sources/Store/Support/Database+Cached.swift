import GRDB
import GRDBSQLite

extension Database {
    /// Executes a statement that is prepared once for the life of the connection: those of a step come back at every account.
    ///
    /// The values are bound as they are. GRDB's boxes for arguments cost half of what SQLite itself does with a row.
    func executeCached<each Value: StatementBinding>(_ sql: String, _ values: repeat each Value) throws {
        let statement = try cachedStatement(sql: sql)
        let handle = statement.sqliteStatement
        var (place, code): (Int32, CInt) = (0, SQLITE_OK)
        for value in repeat each values {
            place += 1
            if code == SQLITE_OK { code = value.bind(to: handle, at: place) }
        }
        if code == SQLITE_OK, place != sqlite3_bind_parameter_count(handle) { code = SQLITE_MISUSE }
        if code == SQLITE_OK { code = sqlite3_step(handle) }
        let message = code == SQLITE_DONE ? nil : lastErrorMessage
        sqlite3_reset(handle)
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
        }
    }

    /// The first row of a query that is prepared once for the life of the connection.
    func cachedRow(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }
}

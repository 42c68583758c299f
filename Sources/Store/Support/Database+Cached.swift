import GRDB

extension Database {
    /// Executes a statement that is prepared once for the life of the connection: those of a step come back at every account.
    func executeCached(sql: String, arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

import Contract
import Foundation
import GRDB

@testable import Store

/// New books in a directory of their own, gone with the last reference: keep one in a property of the suite.
final class TemporaryBooks: Sendable {
    let directory: URL
    let path: String
    let store: Store

    init(_ kind: Store.Kind = .lab) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "books-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        path = directory.appending(path: "lessor.db").path
        store = try Store.create(at: path, kind: kind, now: Sample.start)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// Writes past the store, as a program error or an intruder would: without triggers, foreign keys and checks when `forced`.
    func raw(_ sql: String, forced: Bool = false, arguments: StatementArguments = []) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = !forced
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { db in
            if forced {
                try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
                for trigger in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                    try db.execute(sql: "DROP TRIGGER \(trigger)")
                }
            }
            try db.execute(sql: sql, arguments: arguments)
        }
        try queue.close()
    }
}

import GRDB
import Glibc

extension Store {
    /// Opens books, and brings an older schema up to date.
    package static func open(at path: String) throws(StoreError) -> Store {
        try checkHeader(path)
        do {
            let pool = try openPool(path)
            try checkSchema(pool, path)
            let (kind, instance) = try pool.read { db in
                guard let row = try Row.fetchOne(db, sql: "SELECT kind, instance FROM book") else {
                    throw StoreError.damaged(path: path, detail: "they do not say whose they are")
                }
                return (try row.word("kind", Kind.self), row["instance"] as String)
            }
            return Store(path: path, kind: kind, instanceID: instance, pool: pool)
        } catch { throw StoreError(error, path: path) }
    }

    /// One writer and a few readers in WAL mode, whose commits survive a power cut.
    ///
    /// GRDB opens pools with `synchronous=NORMAL`, whatever the configuration's `prepareDatabase` sets: FULL has to be set on
    /// the writer after opening.
    static func openPool(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout)
        configuration.maximumReaderCount = 4
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                throw StoreError.unusable(path: path, detail: "SQLite does not take synchronous=FULL")
            }
        }
        return pool
    }

    /// Looks before SQLite does: it would make an empty file into a database, and take any program's.
    private static func checkHeader(_ path: String) throws(StoreError) {
        guard let file = fopen(path, "rb") else {
            throw errno == ENOENT ? .missing(path: path) : .unusable(path: path, detail: systemError())
        }
        defer { fclose(file) }
        var header = [UInt8](repeating: 0, count: 100)
        guard fread(&header, 1, header.count, file) == header.count,
            header.starts(with: Array("SQLite format 3\0".utf8))
        else { throw .damaged(path: path, detail: "not an SQLite database") }
        let application = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard application == Schema.applicationID else {
            throw .damaged(path: path, detail: "the database of another program")
        }
    }

    private static func checkSchema(_ pool: DatabasePool, _ path: String) throws {
        try pool.read { db in
            if let found = try Schema.newerVersion(in: db) {
                throw StoreError.newerSchema(path: path, found: found, known: Schema.version)
            }
            try quickCheck(db, path)
        }
        if try pool.read({ db in try !Schema.migrator.hasCompletedMigrations(db) }) {
            try Schema.migrator.migrate(pool)
        }
    }

    /// Reads the whole file, so only a small one at each opening; `verify` checks one of any size.
    private static func quickCheck(_ db: Database, _ path: String) throws {
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        guard pages <= 2048, let found = try String.fetchOne(db, sql: "PRAGMA quick_check(1)"), found != "ok" else {
            return
        }
        throw StoreError.damaged(path: path, detail: found)
    }
}

import GRDB

extension Schema {
    /// Marks the file as Lessor's books: `LSSR`.
    static let applicationID: UInt32 = 0x4C53_5352

    /// Every version of the schema, oldest first. A released one never changes.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { db in try db.execute(sql: v1) }
        migrator.registerMigration("v2") { db in try db.execute(sql: v2) }
        migrator.registerMigration("v3") { db in try db.execute(sql: v3) }
        migrator.registerMigration("v4") { db in try db.execute(sql: v4) }
        migrator.registerMigration("v5") { db in try db.execute(sql: v5) }
        migrator.registerMigration("v6") { db in try db.execute(sql: v6) }
        migrator.registerMigration("v7") { db in try db.execute(sql: v7) }
        migrator.registerMigration("v8") { db in try db.execute(sql: v8) }
        migrator.registerMigration("v9") { db in try db.execute(sql: v9) }
        migrator.registerMigration("v10") { db in try db.execute(sql: v10) }
        migrator.registerMigration("v11") { db in try db.execute(sql: v11) }
        migrator.registerMigration("v12") { db in try db.execute(sql: v12) }
        migrator.registerMigration("v13") { db in try db.execute(sql: v13) }
        migrator.registerMigration("v14") { db in try db.execute(sql: v14) }
        migrator.registerMigration("v15") { db in try db.execute(sql: v15) }
        migrator.registerMigration("v16") { db in try db.execute(sql: v16) }
        migrator.registerMigration("v17") { db in try db.execute(sql: v17) }
        migrator.registerMigration("v18") { db in try db.execute(sql: v18) }
        return migrator
    }

    /// The newest version that this program knows.
    static var version: String { migrator.migrations.last ?? "none" }

    /// The newest version in the database that this program does not know; nil when it knows all.
    static func newerVersion(in db: Database) throws -> String? {
        try migrator.appliedIdentifiers(db).subtracting(migrator.migrations).max()
    }
}

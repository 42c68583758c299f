import Contract
import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct OpeningTests {
    let books: TemporaryBooks
    var store: Store { books.store }

    init() throws { books = try TemporaryBooks() }

    @Test func `books are made once and opened again`() throws {
        let books = try TemporaryBooks(.real)
        defer { withExtendedLifetime(books) {} }
        let again = try Store.open(at: books.path)
        #expect(again.kind == .real)
        #expect(again.instanceID == books.store.instanceID)
        #expect(again.instanceID.count == 32)
        #expect(throws: StoreError.alreadyExists(path: books.path)) {
            _ = try Store.create(at: books.path, kind: .lab, now: Sample.start)
        }
        #expect(try Store.open(at: books.path).kind == .real)
    }

    @Test func `creating leaves nothing but the books, readable by their owner only`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: books.directory.path).sorted()
        #expect(names.allSatisfy { ["lessor.db", "lessor.db-wal", "lessor.db-shm"].contains($0) })
        for name in names {
            let file = books.directory.appending(path: name).path
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
    }

    @Test func `commits survive a power cut, and references are kept`() throws {
        try store.pool.writeWithoutTransaction { (db) throws in
            #expect(try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2)
            #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
            #expect(try Int.fetchOne(db, sql: "PRAGMA foreign_keys") == 1)
            #expect(try Int.fetchOne(db, sql: "PRAGMA busy_timeout") == Int(Store.busyTimeout * 1000))
        }
    }

    @Test func `missing books name the command that makes them`() {
        let error = StoreError.missing(path: "/nowhere/lessor.db")
        #expect(throws: error) { _ = try Store.open(at: "/nowhere/lessor.db") }
        #expect(error.description.contains("`lessor init`"))
    }

    @Test(arguments: ["", "hello", String(repeating: "not a database ", count: 100)])
    func `a file that is no database is damaged and stays as it is`(text: String) throws {
        let path = books.directory.appending(path: "other").path
        try Data(text.utf8).write(to: URL(filePath: path))
        #expect(throws: StoreError.damaged(path: path, detail: "not an SQLite database")) {
            _ = try Store.open(at: path)
        }
        #expect(try String(contentsOf: URL(filePath: path), encoding: .utf8) == text)
    }

    @Test func `another program's database is refused`() throws {
        let path = books.directory.appending(path: "other.db").path
        let other = try DatabaseQueue(path: path)
        try other.write { db in try db.execute(sql: "CREATE TABLE a (b)") }
        try other.close()
        #expect(throws: StoreError.damaged(path: path, detail: "the database of another program")) {
            _ = try Store.open(at: path)
        }
    }

    @Test func `overwritten pages are found on opening`() throws {
        _ = try books.store.activeAccount()
        try books.store.pool.close()
        let copy = books.directory.appending(path: "copy.db").path
        try FileManager.default.copyItem(atPath: books.path, toPath: copy)
        let file = try #require(FileHandle(forUpdatingAtPath: copy))
        try file.seek(toOffset: 3 * 4096)
        try file.write(contentsOf: Data(repeating: 0x5A, count: 8 * 4096))
        try file.close()
        let error = try #require(throws: StoreError.self) { _ = try Store.open(at: copy) }
        guard case .damaged(copy, _) = error else { throw error }
    }

    @Test func `a newer schema is refused with both versions`() throws {
        try books.raw("INSERT INTO grdb_migrations VALUES ('v99')")
        let error = StoreError.newerSchema(path: books.path, found: "v99", known: Schema.version)
        #expect(throws: error) { _ = try Store.open(at: books.path) }
        #expect(error.description.contains("schema v99 and this program knows \(Schema.version)"))
    }

    @Test func `a directory that takes no file is named with the reason`() throws {
        let error = try #require(throws: StoreError.self) {
            _ = try Store.create(at: "/proc/lessor.db", kind: .lab, now: Sample.start)
        }
        guard case .unusable("/proc/lessor.db", _) = error else {
            // The draft beside it is what could not be made.
            guard case .unusable(let path, _) = error, path.hasPrefix("/proc/lessor.db") else { throw error }
            return
        }
    }

    @Test func `the lab clock moves forward only, the real one not at all`() throws {
        let lab = store
        #expect(try lab.labTime() == Sample.start)
        try lab.setLabTime(Sample.start.days(3))
        #expect(try lab.labTime() == Sample.start.days(3))
        #expect(throws: StoreError.clockBackwards(now: Sample.start.days(3), asked: Sample.start)) {
            try lab.setLabTime(Sample.start)
        }
        let realBooks = try TemporaryBooks(.real)
        defer { withExtendedLifetime(realBooks) {} }
        let real = realBooks.store
        #expect(try real.labTime() == nil)
        #expect(throws: StoreError.realClock) { try real.setLabTime(Sample.start.days(1)) }
    }

    @Test func `the change counter sees others' writes and not its own`() throws {
        let other = try Store.open(at: books.path)
        let before = try books.store.changeCounter()
        try books.store.setLabTime(Sample.start.days(1))
        #expect(try books.store.changeCounter() == before)
        try other.setLabTime(Sample.start.days(2))
        let after = try books.store.changeCounter()
        #expect(after != before)
        #expect(try books.store.changeCounter() == after)
    }

    @Test func `installed terms never change`() throws {
        #expect(try store.currentTerms() == nil)
        try store.installTerms("t1", text: "one", current: true, now: Sample.start)
        try store.installTerms("t1", text: "one", current: true, now: Sample.start)
        try store.installTerms("t2", text: "two", current: false, now: Sample.start)
        #expect(try store.currentTerms() == "t1")
        #expect(throws: StoreError.termsChanged("t1")) {
            try store.installTerms("t1", text: "other", current: true, now: Sample.start)
        }
        try store.installTerms("t2", text: "two", current: true, now: Sample.start)
        #expect(try store.currentTerms() == "t2")
        #expect(try store.terms().map(\.text) == ["one", "two"])
        #expect(try store.terms().first?.hash == "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed")
    }
}

import Contract
import Fleet
import Foundation
import GRDB
import Testing
import Wire

@testable import Store

@Suite struct MigrationTests {
    let books: TemporaryBooks
    /// Books of the first schema, beside the fresh ones.
    let oldPath: String

    init() throws {
        books = try TemporaryBooks()
        oldPath = books.directory.appending(path: "old.db").path
        let queue = try DatabaseQueue(path: oldPath)
        try queue.writeWithoutTransaction { db in try db.execute(sql: FixtureV1.sql) }
        try queue.close()
    }

    @Test func `books of the first schema open, and every table is read`() throws {
        let store = try Store.open(at: oldPath)
        #expect(store.kind == .lab && store.instanceID == "0123456789abcdef0123456789abcdef")
        let account = AccountID(number: 1001)
        #expect(try store.labTime() == Sample.start.days(1))
        #expect(try store.currentTerms() == "t1")
        #expect(try store.accountsDue(by: Instant(epochSeconds: 1_767_700_000)) == [account])
        #expect(try store.person(of: account) == Sample.person)
        #expect(try store.journal().map(\.rule) == [nil, "R6.3-02", "R6.4-11", "R6.2-02"])
        #expect(
            try store.transactions(of: account).map(\.transaction.key) == ["payment/transfer/T-1", "debit/S-1001/1"]
        )
        #expect(try store.balance(.balance(account), .euro) == .euro(cents: 1500))
        #expect(try store.postings(on: .revenue).map(\.posting.amount) == [.euro(cents: 1000)])
        #expect(try store.mail(of: account).map(\.lastError) == ["no route"])
        #expect(try store.receipts() == [], "sent before receipts had numbers")
        #expect(try store.hosts() == [Sample.host("h1")])
        #expect(try store.contact("h1").cursor == JournalCursor(journalID: "j1", sequence: 1))
        #expect(try store.servers(on: "h1").map(\.product) == ["mumble"])
        #expect(try store.occupancy(at: Sample.start).map(\.usedSlots) == [10])
        #expect(try store.intervals(of: ServerID(number: 1001)).map(\.record.kind) == [.up])
        #expect(try store.nextSubscription() == SubscriptionID(number: 1002))
    }

    @Test func `fresh books have the schema of migrated ones`() throws {
        let migrated = try Store.open(at: oldPath)
        #expect(try schema(migrated) == schema(books.store))
    }

    /// A change here needs a new migration and not a new text for the old one.
    @Test func `the first schema is frozen`() throws {
        let fixture = try DatabaseQueue(path: oldPath)
        let fresh = try DatabaseQueue()
        try fresh.write { db in try db.execute(sql: Schema.v1) }
        let first = try fresh.read(Self.schema)
        #expect(try fixture.read(Self.schema).filter { !$0.contains("grdb_migrations") } == first)
        #expect(first.count > 40)
    }

    private func schema(_ store: Store) throws -> [String] { try store.read(Self.schema) }

    private static func schema(_ db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name").map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }
}

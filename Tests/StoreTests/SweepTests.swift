import Contract
import Foundation
import GRDB
import Testing

@testable import Store

/// Many accounts share a transaction of a sweep; what they get is what each would get alone.
@Suite struct SweepTests {
    let books: TemporaryBooks
    let due = Sample.start.days(40)
    var store: Store { books.store }

    init() throws { books = try TemporaryBooks() }

    @Test func `a sweep writes what single steps write, byte for byte`() throws {
        for _ in 0..<3 { _ = try paidLease() }
        let copy = books.directory.appending(path: "copy.db").path
        try store.pool.writeWithoutTransaction { db in try db.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
        let single = try Store.open(at: copy)
        for account in try single.accountsDue(by: due) { _ = try single.step(account, to: due, under: Sample.book) }
        #expect(try store.sweep(to: due, under: Sample.book) == 3)
        #expect(try store.journal(limit: 10_000) == single.journal(limit: 10_000))
        #expect(try store.sweep(to: due, under: Sample.book) == 0)
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `a sweep parks the account that contradicts the books and advances every other`() throws {
        let leases = try (0..<3).map { _ in try paidLease() }
        let (account, lease) = leases[1]
        // The key of the mail that the second account is about to demand is taken.
        let key = "R6.11-02/\(lease)/1"
        try books.raw("INSERT INTO mail (sequence, key, next_attempt) VALUES (1, ?, 0)", arguments: [key])
        let before = try store.account(account)
        #expect(try store.sweep(to: due, under: Sample.book) == 2)
        #expect(try store.parked().map(\.id) == [account])
        #expect(try store.account(account) == before)
        for (other, lease) in [leases[0], leases[2]] {
            #expect(try store.account(other)?[lease]?.paidThrough == 2)
        }
        #expect(try store.sweep(to: due, under: Sample.book) == 0)
    }

    @Test func `a sweep stops at a full disk with whole books, and the next one does what is left`() throws {
        for _ in 0..<3 { _ = try paidLease() }
        let before = try store.journal(limit: 10_000)
        try limitPages(to: 0)
        #expect(throws: StoreError.diskFull(path: books.path)) { try store.sweep(to: due, under: Sample.book) }
        #expect(try store.journal(limit: 10_000) == before)
        #expect(try store.parked().isEmpty)
        try limitPages(to: 1_000_000)
        #expect(try store.sweep(to: due, under: Sample.book) == 3)
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    private func paidLease() throws -> (AccountID, SubscriptionID) {
        let account = try store.activeAccount()
        let lease = try store.order(account, price: 1000)
        try store.pay(account, 2500, "T-\(account)")
        try store.tell(account, .serviceDelivered(lease), by: .system)
        return (account, lease)
    }

    /// SQLite takes no limit below what there is.
    private func limitPages(to count: Int) throws {
        try store.pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA max_page_count = \(max(1, count))")
        }
    }
}

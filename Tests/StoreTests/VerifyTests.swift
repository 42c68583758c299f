import Contract
import Fleet
import Foundation
import GRDB
import Testing

@testable import Store

/// Something done to whole books, and the words in which `verify` must say so.
struct Tampering: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let sql: String
    let sentence: String

    init(_ what: String, _ sql: String, finds sentence: String) {
        (testDescription, self.sql, self.sentence) = (what, sql, sentence)
    }
}

@Suite struct VerifyTests {
    let books: TemporaryBooks
    let account: AccountID
    let server: ServerID
    var store: Store { books.store }

    /// Whole books with money, mail, a server placed, and a second account.
    init() throws {
        books = try TemporaryBooks()
        let store = books.store
        account = try store.activeAccount()
        try store.addHost(Sample.host("h1"))
        server = try store.order(account, price: 1000).server
        try store.pay(account, 2500, "T-1")
        _ = try store.place(server, rules: Sample.mumble, at: Sample.start)
        try store.tell(account, .serviceDelivered(server.subscription), at: Sample.start.days(1), by: .system)
        _ = try store.demandedServer(try store.activeAccount())
    }

    @Test func `untouched books are whole`() throws {
        let found = try store.verify(under: Sample.book)
        #expect(found.problems == [])
        #expect(found.accounts == 2 && found.servers == 2 && found.transactions == 2)
        #expect(found.entries == Int(try store.journal(limit: 10_000).count))
    }

    @Test(arguments: [
        Tampering(
            "a byte of the journal",
            "UPDATE journal SET body = replace(body, '2500', '2600') WHERE body LIKE '%paymentReceived%'",
            finds: "does not match its hash: it was changed after it was written."
        ),
        Tampering(
            "a time in the journal",
            "UPDATE journal SET at = at + 1 WHERE sequence = 2",
            finds: "Journal entry 2 "
        ),
        Tampering(
            "a rule in the journal",
            "UPDATE journal SET rule = 'R9' WHERE sequence = 2",
            finds: "Journal entry 2 "
        ),
        Tampering("a line taken out", "DELETE FROM journal WHERE sequence = 4", finds: "Journal entry 4 is missing"),
        Tampering(
            "two lines swapped",
            """
            UPDATE journal SET sequence = -1 WHERE sequence = 2; UPDATE journal SET sequence = 2 WHERE sequence = 3;
            UPDATE journal SET sequence = 3 WHERE sequence = -1
            """,
            finds: "Journal entry 2 does not match its hash"
        ),
        Tampering("another identity of the books", "UPDATE book SET instance = 'x'", finds: "Journal entry 1 "),
        Tampering(
            "the tail cut off",
            "DELETE FROM journal WHERE step = (SELECT max(step) FROM journal)",
            finds: "A-1002"
        ),
        Tampering(
            "a posting",
            "UPDATE posting SET quantity = quantity + 1 WHERE ledger_account = 'provider:revenue'",
            finds: "are not those of its transaction debit/S-1001/1"
        ),
        Tampering(
            "a posting too many",
            "INSERT INTO posting VALUES (1, 9, 'x', 'EUR', 5)",
            finds: "The books hold 5 postings"
        ),
        Tampering(
            "a balance",
            "UPDATE balance SET quantity = 9999 WHERE ledger_account = 'client:A-1001:balance'",
            finds: "The balance of client:A-1001:balance is 9999 EUR, and its postings sum to 1500."
        ),
        Tampering(
            "a renewal taken out",
            "DELETE FROM renewal",
            finds: "The books hold 0 renewals, and their journal 1."
        ),
        Tampering("a payment taken out", "DELETE FROM payment", finds: "is not among the payments"),
        Tampering("a mail taken out", "DELETE FROM mail WHERE sequence = 3", finds: "is not in the outbox"),
        Tampering(
            "an account's state",
            "UPDATE account SET state = json_set(state, '$.euroBalance', 999999) WHERE number = 1001",
            finds: "The stored state of A-1001 is not what its journal comes to."
        ),
        Tampering(
            "an unreadable state",
            "UPDATE account SET state = '{}'",
            finds: "The stored state of A-1001 cannot be read."
        ),
        Tampering(
            "a deadline",
            "UPDATE account SET next_deadline = next_deadline + 1 WHERE number = 1001",
            finds: "The next deadline stored for A-1001"
        ),
        Tampering(
            "what a server must be",
            "UPDATE server SET state = 'stopped' WHERE number = 1001",
            finds: "srv-1001 is kept as stopped"
        ),
        Tampering(
            "a server's slots",
            "UPDATE server SET slots = 3 WHERE number = 1001",
            finds: "srv-1001 is kept as running"
        ),
        Tampering(
            "a server taken out",
            "DELETE FROM server WHERE number = 1002",
            finds: "demands srv-1002, which is not"
        ),
        Tampering(
            "slots in use",
            "UPDATE host SET used_slots = 0",
            finds: "Host h1 counts 0 slots, and its servers claim 10."
        ),
        Tampering(
            "a port given away",
            "DELETE FROM port_claim WHERE transport = 'tcp'",
            finds: "The ports claimed for srv-1001"
        ),
        Tampering(
            "an orphan",
            "INSERT INTO person (account, name, email, postal_address, language) VALUES (5, '', '', '', 'fr')",
            finds: "A row of person refers to a row of account"
        ),
    ])
    func `tampering is found`(_ tampering: Tampering) throws {
        try books.raw(tampering.sql, forced: true)
        let found = try store.verify(under: Sample.book)
        #expect(found.problems.contains { $0.contains(tampering.sentence) }, "\(found.problems)")
    }

    @Test func `a history rewritten with new hashes is not what the contract decides`() throws {
        try rewrite { body in
            body.replacing(#""quantity":1000"#, with: #""quantity":10"#).replacing("-1000", with: "-10")
        }
        let found = try store.verify(under: Sample.book)
        #expect(!found.problems.contains { $0.contains("hash") })
        #expect(found.problems.contains { $0.contains("is not what the contract of A-1001 decides there") })
    }

    @Test func `a transaction that does not sum to zero is found under new hashes too`() throws {
        try rewrite { $0.replacing(#""quantity":1000"#, with: #""quantity":1001"#) }
        let found = try store.verify(under: Sample.book)
        #expect(found.problems.contains("Transaction debit/S-1001/1 sums to 1 EUR and not to zero."))
    }

    @Test func `a client's negative balance is found`() {
        var ledger = LedgerFold()
        let (id, amount) = (AccountID(number: 1), Amount.euro(cents: 5))
        #expect(ledger.add(.transfer(key: "a", from: .revenue, to: .balance(id), amount)) == nil)
        #expect(ledger.add(.transfer(key: "b", from: .balance(id), to: .revenue, amount)) == nil)
        let overdrawn = ledger.add(.transfer(key: "c", from: .balance(id), to: .revenue, amount))
        #expect(overdrawn == "client:A-1:balance")
    }

    @Test func `no more problems are told than one can read`() throws {
        try books.raw("DELETE FROM mail; DELETE FROM payment; DELETE FROM posting; DELETE FROM server", forced: true)
        try books.raw("UPDATE journal SET body = '{}'", forced: true)
        #expect(try store.verify(under: Sample.book).problems.count == Verification.problemLimit)
    }

    /// Changes bodies and gives every line the hash that it then needs: what somebody with the program could do.
    private func rewrite(_ edit: (String) -> String) throws {
        let queue = try DatabaseQueue(path: books.path)
        try queue.write { db in
            try db.execute(sql: "DROP TRIGGER journal_fixed")
            var previous = try JournalRow.origin(instanceID: store.instanceID)
            for row in try Row.fetchAll(db, sql: "SELECT * FROM journal ORDER BY sequence") {
                let changed = row.copy()
                let body = edit(changed["body"])
                try db.execute(
                    sql: "UPDATE journal SET body = ? WHERE sequence = ?",
                    arguments: [body, row["sequence"] as Int64]
                )
                let sequence: Int64 = row["sequence"]
                guard
                    let now = try Row.fetchOne(
                        db,
                        sql: "SELECT * FROM journal WHERE sequence = ?",
                        arguments: [sequence]
                    )
                else { continue }
                let hash = try JournalRow(now).hash(after: previous)
                try db.execute(
                    sql: "UPDATE journal SET previous = ?, hash = ? WHERE sequence = ?",
                    arguments: [Data(previous), Data(hash), sequence]
                )
                previous = hash
            }
        }
        try queue.close()
    }
}

import Contract
import Fleet
import GRDB
import Testing

@testable import Store

/// What no program error and no second process can write: by plain SQL, past all of the store's own checks.
@Suite struct ConstraintTests {
    let books: TemporaryBooks

    init() throws {
        books = try TemporaryBooks()
        let store = books.store
        try store.installTerms("test-terms", text: Sample.termsText, current: true, now: Sample.start)
        let account = try store.activeAccount()
        try store.addHost(Sample.host("h1", capacity: 25))
        let server = try store.order(account, price: 1000).server
        try store.pay(account, 1500, "T-1")
        _ = try store.place(server, rules: Sample.mumble, at: Sample.start)
        _ = try store.demandedServer(account)
    }

    @Test(arguments: [
        // One (address, transport, port) once; released only through attestation and quarantine.
        ("INSERT INTO port_claim VALUES ('127.0.0.2', 'udp', 27000, 1002, NULL)", "UNIQUE"),
        ("INSERT INTO port_claim VALUES ('127.0.0.2', 'udp', 27000, 1001, NULL)", "UNIQUE"),
        ("INSERT INTO port_claim VALUES ('127.0.0.2', 'udp', 80, 1002, NULL)", "CHECK"),
        ("DELETE FROM port_claim", "a port passes through quarantine"),
        ("UPDATE port_claim SET quarantine_until = 5", "only when its host attested the erasure"),
        ("UPDATE port_claim SET server = 1002", "a claim stays with its server"),
        // No host over its capacity.
        ("UPDATE server SET claimed_slots = 26 WHERE number = 1001", "within_capacity"),
        ("UPDATE host SET capacity = 9", "within_capacity"),
        ("UPDATE host SET used_slots = -1", "within_capacity"),
        ("UPDATE server SET host = 'h1', placement = '{}', claimed_slots = 16 WHERE number = 1002", "within_capacity"),
        ("UPDATE server SET host = 'h1', placement = '{}', claimed_slots = 9 WHERE number = 1002", "CHECK"),
        ("UPDATE server SET erased_at = 5, claimed_slots = 0 WHERE number = 1001", "CHECK"),
        ("UPDATE server SET generation = 0 WHERE number = 1001", "a generation never goes back"),
        ("DELETE FROM server", "servers are kept"),
        ("DELETE FROM host", "FOREIGN KEY"),
        ("INSERT INTO host_address VALUES ('127.0.0.2', 'h1', 1)", "UNIQUE"),
        // One renewal of (subscription, period), one payment of (method, reference), one transaction of a key.
        ("INSERT INTO renewal VALUES (1, 1001, 1, NULL)", "UNIQUE"),
        ("DELETE FROM renewal", "renewals are kept"),
        ("INSERT INTO payment VALUES ('transfer', 'T-1', 1001, 5, 1)", "UNIQUE"),
        ("INSERT INTO ledger_transaction VALUES (1, 'debit/S-1001/1')", "UNIQUE"),
        // No negative client balance, nothing changed or taken back.
        (
            "INSERT INTO posting SELECT sequence, 7, 'client:A-1001:balance', 'EUR', -501 FROM renewal",
            "no_negative_client_balance"
        ),
        (
            "INSERT INTO posting SELECT sequence, 7, 'client:A-1001:pending', 'EUR', -1 FROM renewal",
            "no_negative_client_balance"
        ),
        ("UPDATE posting SET quantity = 0", "postings are append-only"),
        ("DELETE FROM posting", "postings are append-only"),
        ("UPDATE journal SET body = '{}'", "the journal is append-only"),
        ("DELETE FROM journal", "the journal is append-only"),
        (
            """
            INSERT INTO journal SELECT 9999, 1, account, subscription, at, recorded_at, kind, rule, body, previous, hash
            FROM journal WHERE sequence = 1
            """, "the journal has no gaps"
        ),
        ("INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE sequence = 1", "the journal has no gaps"),
        ("UPDATE book SET next_account = 1", "the book runs forward only"),
        ("UPDATE book SET next_subscription = 1", "the book runs forward only"),
        ("UPDATE book SET lab_time = 1", "the book runs forward only"),
        ("UPDATE book SET kind = 'real', lab_time = NULL", "the book runs forward only"),
        ("DELETE FROM book", "the book is kept"),
        ("UPDATE terms SET text = 'two'", "installed terms do not change"),
        ("DELETE FROM terms", "installed terms are kept"),
        ("INSERT INTO terms VALUES (2, 't2', '', '\(String(repeating: "0", count: 64))', 5, 1)", "UNIQUE"),
        // STRICT: money is an integer.
        ("INSERT INTO posting SELECT sequence, 7, 'x', 'EUR', 0.5 FROM renewal", "cannot store REAL"),
        ("INSERT INTO posting SELECT sequence, 7, 'x', 'USD', 1 FROM renewal", "CHECK"),
    ])
    func `R6.4-04 R12.1-02 an illegal state cannot be written`(sql: String, reason: String) throws {
        let error = try #require(throws: DatabaseError.self) { try books.raw(sql) }
        #expect(error.resultCode == .SQLITE_CONSTRAINT, "\(error)")
        #expect(error.message?.contains(reason) == true, "\(error)")
        #expect(try books.store.verify(under: Sample.book).problems == [])
    }
}

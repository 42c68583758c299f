import Contract
import GRDB
import Testing

@testable import Store

@Suite struct PayerTests {
    let books: TemporaryBooks
    var store: Store { books.store }

    init() throws {
        books = try TemporaryBooks()
    }

    private func payment(_ reference: String) -> Payment {
        Payment(method: "paypal", currency: "EUR", amount: 500, reference: reference)
    }

    @Test func `R6.5-01 a reference is used up whatever brought it: tokens, codes, failures, regularisations`() throws {
        let (first, second) = (try store.activeAccount(), try store.activeAccount())
        let request = OpaqueID(1, 1)
        try store.tell(first, .requests(.opened(request: request, suggested: nil)))
        let events: [Event] = [
            .requests(.tokensBought(request: request, payment: payment("P"), receipt: OpaqueID(2, 2))),
            .payments(.failed(payment("F"), reason: "denied")),
            .codes(.validated(method: "allopass", code: OpaqueID(3, 3), cents: 300, obtainedAt: nil)),
        ]
        for event in events { try store.tell(first, event) }
        try store.pay(first, 100, "")
        try store.tell(first, .payments(.regularised(name: "transfer:#1", reference: "V")), by: .staff)
        for (method, reference) in [("paypal", "P"), ("PayPal", "F"), ("transfer", "V")] {
            #expect(throws: StoreError.self, "\(reference)") { try store.pay(second, 100, reference, method: method) }
        }
        #expect(throws: StoreError.self) { try store.tell(second, events[2]) }
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `a payment request belongs to one account for ever, and verify counts it`() throws {
        let (first, second) = (try store.activeAccount(), try store.activeAccount())
        let request = Event.requests(.opened(request: OpaqueID(1, 1), suggested: nil))
        try store.tell(first, request)
        #expect(try store.owner(ofRequest: OpaqueID(1, 1)) == first)
        #expect(try store.owner(ofRequest: OpaqueID(1, 2)) == nil)
        #expect(throws: StoreError.self) { try store.tell(second, request) }
        #expect(throws: DatabaseError.self) { try books.raw("DELETE FROM payment_request") }
        #expect(throws: DatabaseError.self) { try books.raw("UPDATE payment_request SET account = \(second.number)") }
        try books.raw("DELETE FROM payment_request", forced: true)
        let problems = try store.verify(under: Sample.book).problems
        #expect(problems.contains { $0.contains("payment request") })
    }

    @Test(arguments: ["codes", "tokens", "points"])
    func `no client's codes, tokens or points below zero`(pot: String) throws {
        let account = try store.activeAccount()
        let name = "client:\(account):\(pot)"
        #expect(throws: DatabaseError.self) {
            try books.raw(
                """
                INSERT INTO balance VALUES ('\(name)', 'EUR', 0);
                UPDATE balance SET quantity = quantity - 1 WHERE ledger_account = '\(name)';
                """
            )
        }
    }

    @Test func `the digest of a code is the same for every spelling and another in other books`() throws {
        let digest = try store.digest(ofCode: "XK7P-22QD")
        #expect(try store.digest(ofCode: " xk7p 22qd ") == digest)
        #expect(try store.digest(ofCode: "XK7P-22QE") != digest)
        #expect(try TemporaryBooks().store.digest(ofCode: "XK7P-22QD") != digest)
        #expect(throws: DatabaseError.self) { try books.raw("UPDATE code_key SET key = randomblob(32)") }
    }

    @Test func `R6.8-01 the last number obtained replaces the one before`() throws {
        let method = try #require(PaymentMethod(rawValue: "allopass"))
        #expect(try store.callNumber(of: method) == nil)
        for (number, day) in [("0899", Int64(0)), ("0897", 1)] {
            let call = CallNumber(number: number, fetchedAt: Sample.start.days(day))
            try store.setCallNumber(call, of: method)
            #expect(try store.callNumber(of: method) == call)
        }
    }
}

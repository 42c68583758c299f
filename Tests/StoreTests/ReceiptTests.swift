import Contract
import Testing

@testable import Store

/// Receipts of payments: numbers without gaps in each year, kept in the transaction that acknowledges the money.
@Suite struct ReceiptTests {
    let books: TemporaryBooks
    var store: Store { books.store }

    init() throws { books = try TemporaryBooks() }

    private func buyTokens(_ account: AccountID, _ reference: String) throws {
        let payment = Payment(method: "paypal", currency: "EUR", amount: 500, reference: reference)
        let request = OpaqueID(1, 1)
        try store.tell(account, .requests(.opened(request: request, suggested: nil)))
        try store.tell(account, .requests(.tokensBought(request: request, payment: payment, receipt: OpaqueID(2, 2))))
    }

    @Test func `R6.2-02 R6.9-08 client and payer get the next number, and every year begins with one`() throws {
        let (first, second) = (try store.activeAccount(), try store.activeAccount())
        try store.pay(first, 500, "T-1")
        try buyTokens(second, "P-1")
        try store.pay(first, 700, "T-2")
        try store.pay(first, 100, "T-3", at: Sample.start.days(400))
        let receipts = try store.receipts()
        #expect(
            receipts.compactMap(\.receipt?.number.description)
                == ["R2026-000001", "R2026-000002", "R2026-000003", "R2027-000001"]
        )
        #expect(receipts.map(\.account) == [first, second, first, first])
        #expect(receipts.map { $0.notice.payer != nil } == [false, true, false, false])
        #expect(receipts.allSatisfy { $0.receipt?.issuedOn.year == $0.receipt?.number.year })
        #expect(try store.receipts(of: second) == [receipts[1]])
        #expect(try store.receipts(of: first, year: 2027) == [receipts[3]])
        #expect(try store.receipt(#require(DocumentNumber("R2026-000002"))) == receipts[1])
        #expect(try store.receipt(#require(DocumentNumber("F2026-000002"))) == nil)
        #expect(try store.mail(of: first).filter { $0.receipt == nil }.allSatisfy { !$0.notice.isReceiptOfPayment })
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test(arguments: ["pending", "USD"]) func `a payment that is not accepted uses up no number`(kind: String) throws {
        let account = try store.activeAccount()
        if kind == "pending" {
            try store.pay(account, 500, "C-1", method: "cheque")
        } else {
            let payment = Payment(method: "transfer", currency: kind, amount: 500, reference: "D-1")
            try store.tell(account, .paymentReceived(payment), by: .staff)
        }
        #expect(try store.receipts() == [])
        try store.pay(account, 500, "T-1")
        #expect(try store.receipts().compactMap(\.receipt?.number.number) == [1])
    }

    @Test(arguments: [
        "UPDATE receipt SET number = 9", "DELETE FROM receipt",
        "INSERT INTO receipt SELECT 1, year, 5, issued_on FROM receipt",
    ])
    func `a receipt stays as it was issued`(statement: String) throws {
        try store.pay(try store.activeAccount(), 500, "T-1")
        #expect(throws: (any Error).self) { try books.raw(statement) }
    }

    @Test(arguments: [
        ("UPDATE receipt SET number = 7 WHERE number = 1", "belongs"),
        ("UPDATE receipt SET issued_on = '2026-12-31' WHERE number = 1", "not kept as it was issued"),
        ("DELETE FROM receipt WHERE number = 2", "not kept as it was issued"),
        ("INSERT INTO receipt VALUES (1, 2026, 3, '2026-01-01')", "receipts, and their journal"),
    ])
    func `verify finds a receipt that was changed`(statement: String, problem: String) throws {
        let account = try store.activeAccount()
        try store.pay(account, 500, "T-1")
        try store.pay(account, 500, "T-2")
        try books.raw(statement, forced: true)
        let problems = try store.verify(under: Sample.book).problems
        #expect(problems.contains { $0.contains(problem) }, "\(problems)")
    }
}

import Contract
import Foundation
import GRDB
import Testing

@testable import Store

/// Invoices and credit notes: numbers without gaps in each year and series, whoever writes and whatever dies.
@Suite struct InvoiceTests {
    let books: TemporaryBooks

    init() throws { books = try TemporaryBooks() }

    @Test func `a debit has an invoice with the next number, and the address of that day`() throws {
        let store = books.store
        let account = try store.activeAccount()
        try store.pay(account, 5000, "T-1")
        let first = try store.order(account, price: 1000)
        _ = try store.order(account, price: 1200)
        let moved = Person(name: "Ada King", email: "ada@example.org", postalAddress: "elsewhere", language: .fr)
        try store.correctPerson(moved, of: account, at: Sample.start)
        _ = try store.order(account, price: 600)
        _ = try store.order(account, price: 0)
        let invoices = try store.invoices()
        #expect(invoices.map(\.number.description) == ["F2026-000001", "F2026-000002", "F2026-000003"])
        #expect(invoices.map(\.invoice.gross) == [1000, 1200, 600] && invoices[0].subscription == first)
        #expect(invoices.map(\.party?.name) == ["Ada Lovelace", "Ada Lovelace", "Ada King"])
        #expect(try store.invoice(DocumentNumber(series: .invoice, year: 2026, number: 2)) == invoices[1])
        #expect(try store.invoice(ofTransaction: "debit/\(first)/1") == invoices[0])
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `every year begins with one, and so does the series of credit notes`() throws {
        let store = books.store
        let account = try store.activeAccount()
        try store.pay(account, 2000, "T-1")
        let service = try store.order(account, price: 1000)
        try store.tell(account, .serviceDelivered(service), by: .system)
        try store.pay(account, 3000, "C-1", method: "cheque")
        _ = try store.step(account, to: Sample.start.days(62), under: Sample.book)
        try store.tell(account, .chequeBounced(reference: "C-1"), at: Sample.start.days(63), by: .staff)
        let voided = try #require(try store.invoices().last { $0.number.series == .invoice })
        let credit = try #require(try store.invoices().first { $0.number.series == .creditNote })
        #expect(credit.number.description == "A2026-000001" && credit.corrects == voided.number)
        #expect(credit.invoice.gross == voided.invoice.gross)
        try store.pay(account, 1000, "T-2", at: Sample.start.days(400))
        _ = try store.order(account, price: 1000, at: Sample.start.days(400))
        #expect(try store.invoices(year: 2027).map(\.number.description) == ["F2027-000001"])
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `an invoice stays as it was issued`() throws {
        let store = books.store
        let account = try store.activeAccount()
        try store.pay(account, 5000, "T-1")
        _ = try store.order(account, price: 1000)
        for statement in [
            "UPDATE invoice SET gross = gross + 1, tax = tax + 1", "DELETE FROM invoice",
            "UPDATE invoice_party SET name = 'X'",
            "INSERT INTO invoice SELECT 1, series, year, 5, account, 'k', issued_on, net, tax, gross, NULL FROM invoice",
        ] {
            #expect(throws: (any Error).self, "\(statement)") {
                try store.write { db in try db.execute(sql: statement) }
            }
        }
    }

    @Test(arguments: [
        ("UPDATE invoice SET number = 7 WHERE number = 1", "belongs"),
        ("UPDATE invoice SET net = net - 1, tax = tax + 1 WHERE number = 1", "not kept as it was issued"),
        ("DELETE FROM invoice WHERE number = 2", "invoices, and their journal"),
    ])
    func `verify finds an invoice that was changed`(statement: String, problem: String) throws {
        let store = books.store
        let account = try store.activeAccount()
        try store.pay(account, 5000, "T-1")
        _ = try store.order(account, price: 1000)
        _ = try store.order(account, price: 1000)
        try store.write { db in
            try db.execute(sql: "DROP TRIGGER invoice_fixed; DROP TRIGGER invoice_kept; DELETE FROM invoice_party")
            try db.execute(sql: statement)
        }
        let problems = try store.verify(under: Sample.book).problems
        #expect(problems.contains { $0.contains(problem) }, "\(problems)")
    }

    @Test func `AMB-38: the address is forgotten when the law no longer asks for it, and the invoice stays`() throws {
        let store = books.store
        let account = try store.activeAccount()
        try store.pay(account, 5000, "T-1")
        let subscription = try store.order(account, price: 1000)
        try store.tell(account, .terminationRequested(subscription))
        try store.tell(account, .person(.dataErased), by: .staff, note: .erasure)
        #expect(try store.invoices().map(\.party?.name) == ["Ada Lovelace"])
        let issued = try #require(try store.invoices().first).issuedOn
        #expect(try store.forgetInvoiceParties(issuedBefore: issued) == 0)
        #expect(try store.forgetInvoiceParties(issuedBefore: issued.adding(days: 1)) == 1)
        #expect(try store.invoices().map(\.party) == [nil])
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test(arguments: ["F2026-000001", "A2010-1234567", "F1-000010"]) func `a number reads as it is written`(
        text: String
    ) {
        #expect(DocumentNumber(text)?.description == text)
    }

    @Test(arguments: ["", "F", "F2026", "X2026-000001", "F2026-1", "F2026-000000", "F2026--00001", "F02026-000001"])
    func `what is no number is not read as one`(text: String) {
        #expect(DocumentNumber(text) == nil)
    }

    @Test(.timeLimit(.minutes(2)))
    func `processes that invoice at once leave no gap and no number twice`() async throws {
        let store = books.store
        for worker in 0..<4 {
            let account = try store.activeAccount()
            try store.pay(account, 100_000, "T-\(worker)")
        }
        await withTaskGroup { group in
            for worker in 0..<4 {
                group.addTask { [path = books.path] in
                    await #expect(processExitsWith: .success) { [path = path as String, worker = worker as Int] in
                        try invoiceShare(of: worker, path: path)
                    }
                }
            }
        }
        #expect(try store.invoices().map(\.number.number) == Array(1...60))
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test(.timeLimit(.minutes(3))) func `a killed process leaves no gap`() async throws {
        let account = try books.store.activeAccount()
        try books.store.pay(account, 1_000_000, "T-1")
        for round in 0..<4 {
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = books.path as String, round = round as Int] in
                try invoiceUntilKilled(path: path, seed: round)
            }
            let numbers = try books.store.invoices().map(\.number.number)
            #expect(numbers == Array(1...max(1, numbers.count)) && numbers.count > round)
        }
        #expect(try books.store.verify(under: Sample.book).problems == [])
    }
}

private func invoiceShare(of worker: Int, path: String) throws {
    let store = try Store.open(at: path)
    for _ in 0..<15 { _ = try store.order(AccountID(number: Int64(1001 + worker)), price: 700) }
}

private func invoiceUntilKilled(path: String, seed: Int) throws {
    let store = try Store.open(at: path)
    _ = try store.order(AccountID(number: 1001), price: 700)
    Thread.detachNewThread {
        usleep(UInt32.random(in: 0...20_000))
        kill(getpid(), SIGKILL)
    }
    while true { _ = try store.order(AccountID(number: 1001), price: 700) }
}

import Contract
import GRDB
import Testing

@testable import Store

/// Terms that come into force in the middle of a history: what they move, and what stays as it was decided.
@Suite struct TermsInForceTests {
    let books: TemporaryBooks
    var store: Store { books.store }

    /// Both debit later on a due date and send news of force majeure after three days instead of seven.
    static let laterText = Sample.termsText("later-terms", ["debitMinute": 600, "forceMajeureUpdateDays": 3])

    init() throws {
        books = try TemporaryBooks()
        try store.installTerms("test-terms", text: Sample.termsText, current: true, now: Sample.start)
    }

    /// All deadlines that hang on the terms in force: of a debt, and of a case of force majeure.
    private func debtor() throws -> AccountID {
        let account = try store.activeAccount()
        let cost = ExtraCost(
            id: "EXP-1",
            subscription: nil,
            cents: 1200,
            taxRate: 2000,
            reason: "a cable",
            proof: "bill.pdf",
            due: try #require(CivilDate("2026-01-20"))
        )
        try store.tell(account, .debts(.extraCostInvoiced(cost)), by: .staff)
        return account
    }

    private func client() throws -> AccountID {
        let account = try store.activeAccount()
        let lease = try store.order(account, price: 1000)
        try store.pay(account, 5000, "T-\(account)")
        try store.tell(account, .serviceDelivered(lease), by: .system)
        let declaration = ForceMajeureDeclaration(
            id: "flood",
            cause: .flood,
            subscriptions: [lease],
            startedAt: Sample.start,
            prevents: false,
            forecast: "soon"
        )
        try store.tell(account, .forceMajeure(.declared(declaration)), by: .staff)
        try store.handOverMail(of: account, at: Sample.start)
        return account
    }

    private func installLater(at now: Instant) throws -> Rulebook {
        try store.installTerms("later-terms", text: Self.laterText, current: true, now: now)
        return try store.booksInForce(Sample.book([Sample.termsText, Self.laterText])).current
    }

    private func deadlines() throws -> [Instant?] {
        try store.read { db in
            try Row.fetchAll(db, sql: "SELECT next_deadline FROM account ORDER BY number").map {
                $0.instantIfAny("next_deadline")
            }
        }
    }

    private func news(_ account: AccountID) throws -> [Instant] {
        try store.journal(account: account, limit: 10_000).filter { $0.rule == "R4-06" && $0.isMail }.map(\.at)
    }

    @Test func `a review moves every deadline that the terms in force move, whatever it is of, in many transactions`()
        throws
    {
        let (first, second) = (try debtor(), try client())
        // More than two transactions' worth of accounts that wait for nothing.
        try books.raw(
            """
            WITH RECURSIVE n (i) AS (SELECT 2000 UNION ALL SELECT i + 1 FROM n WHERE i < 2600)
            INSERT INTO account (number, state) SELECT i, json_set(state, '$.id', 'A-' || i) FROM n, account
            WHERE number = \(try store.activeAccount().number)
            """
        )
        let last = try debtor()
        let before = try deadlines()
        let later = try installLater(at: Sample.start.days(1))
        #expect(try deadlines() == before, "not before the review")
        #expect(try store.reviewDeadlines(under: later) == 3)
        let now = try deadlines()
        let debit = Instant(epochSeconds: 1_768_867_200).adding(seconds: 600 * 60)
        #expect(now[0] == debit && now[3] == debit)
        #expect(now[1] == Sample.start.days(3))
        #expect(try store.accountsDue(by: debit) == [second, first, last])
        #expect(try store.reviewDeadlines(under: later) == 0)
    }

    @Test func `a review cut short is finished by the next sweep, from where it was`() throws {
        _ = try debtor()
        let account = try client()
        let later = try installLater(at: Sample.start.days(1))
        #expect(try store.verify(under: later).problems == [], "a deadline that waits for its review is no damage")
        try books.raw("UPDATE deadline_review SET after = 1001")
        _ = try store.sweep(to: Sample.start.days(4), under: later)
        #expect(try news(account) == [Sample.start.days(3)])
        // What was passed over here is found: the review that went on from there did not look at it.
        let problems = try store.verify(under: later).problems
        #expect(problems == ["The next deadline stored for A-1001 is not that of its contract."])
    }

    @Test(arguments: [[6], [5, 6, 30], [30]])
    func `T9: what later terms put into the past is done when they come into force, and the books stay whole`(
        sweeps: [Int64]
    ) throws {
        let account = try client()
        for day in sweeps where day < 5 { _ = try store.sweep(to: Sample.start.days(day), under: Sample.book) }
        let later = try installLater(at: Sample.start.days(5))
        for day in sweeps { _ = try store.sweep(to: Sample.start.days(day), under: later) }
        #expect(try news(account).first == Sample.start.days(5))
        #expect(try news(account).dropFirst().first == (sweeps.last == 6 ? nil : Sample.start.days(8)))
        #expect(try store.verify(under: later).problems == [])
    }

    @Test func `what fell due before later terms is decided under the earlier ones, by a controller that was off too`()
        throws
    {
        let account = try client()
        let later = try installLater(at: Sample.start.days(9))
        _ = try store.sweep(to: Sample.start.days(12), under: later)
        #expect(try news(account) == [Sample.start.days(7), Sample.start.days(10)])
        #expect(try store.verify(under: later).problems == [])
    }

    @Test func `a process that opened the books before decides nothing under its own terms any more`() throws {
        let account = try client()
        let before = try store.journal(limit: 10_000)
        let later = try installLater(at: Sample.start)
        let replaced = StoreError.termsReplaced("test-terms", by: "later-terms")
        #expect(throws: replaced) { try store.pay(account, 100, "T-9") }
        #expect(throws: replaced) { try store.activeAccount() }
        #expect(throws: replaced) { try store.sweep(to: Sample.start.days(40), under: Sample.book) }
        #expect(try store.journal(limit: 10_000) == before)
        #expect(replaced.description.contains("later-terms came into force") && replaced.description.contains("again"))
        let payment = Payment(method: "transfer", currency: "EUR", amount: 100, reference: "T-9")
        try store.tell(account, .paymentReceived(payment), by: .staff, under: later)
        #expect(try store.verify(under: later).problems == [])
    }

    @Test func `a replay is under the terms of each step, also of steps in the second of the change`() throws {
        // Under the later terms no transfer is taken: it becomes suspense.
        let account = try store.activeAccount()
        try store.pay(account, 700, "T-1")
        let text = Self.laterText.replacing("\"id\":\"transfer\"", with: "\"id\":\"wire\"")
        try store.installTerms("later-terms", text: text, current: true, now: Sample.start)
        let all = Sample.book([Sample.termsText, text])
        let later = try store.booksInForce(all).current
        let payment = Payment(method: "transfer", currency: "EUR", amount: 300, reference: "T-2")
        try store.tell(account, .paymentReceived(payment), by: .staff, under: later)
        let stored = try store.account(account)
        #expect(stored?.euroBalance == 700)
        #expect(try store.replay(of: account, under: all).play(until: Sample.start) == stored)
    }
}

extension JournalEntry {
    fileprivate var isMail: Bool {
        if case .effect(let effect) = content, case .notice = effect.action { true } else { false }
    }
}

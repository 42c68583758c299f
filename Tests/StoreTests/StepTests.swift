import Contract
import Fleet
import GRDB
import Testing

@testable import Store

@Suite struct StepTests {
    let books: TemporaryBooks
    var store: Store { books.store }

    init() throws { books = try TemporaryBooks() }

    @Test func `numbers begin at 1001 and are never given twice`() throws {
        #expect(try store.activeAccount() == AccountID(number: 1001))
        #expect(try store.activeAccount() == AccountID(number: 1002))
        #expect(try store.nextSubscription() == SubscriptionID(number: 1001))
        #expect(try store.nextSubscription() == SubscriptionID(number: 1002))
        #expect(try store.accountIDs().map(\.number) == [1001, 1002])
    }

    @Test func `a lease of two months leaves whole books`() throws {
        let account = try store.activeAccount()
        let lease = try store.order(account, price: 1000)
        try store.pay(account, 2500, "T-1")
        #expect(try store.server(lease.server)?.demand == ServiceDemand(state: .running, slots: 10))
        #expect(try store.server(lease.server)?.generation == 1)
        try store.tell(account, .serviceDelivered(lease), at: Sample.start, by: .system)
        #expect(try store.server(lease.server)?.deliveredAt == Sample.start)
        for day in 1...62 {
            let now = Sample.start.days(Int64(day))
            guard try !store.accountsDue(by: now).isEmpty else { continue }
            _ = try store.step(account, to: now, under: Sample.book)
            try store.handOverMail(of: account, at: now)
        }
        // One renewal was covered; the second was not, and the server is stopped.
        #expect(try store.balance(.balance(account), .euro) == .euro(cents: 500))
        #expect(try store.balance(.revenue, .euro) == .euro(cents: 2000))
        #expect(try store.server(lease.server)?.demand.state == .stopped)
        #expect(try store.server(lease.server)?.generation == 2)
        #expect(
            try store.transactions(of: account).map(\.transaction.key).prefix(2) == [
                "payment/transfer/T-1", "debit/\(lease)/1",
            ]
        )
        let found = try store.verify(under: Sample.book)
        #expect(found.problems == [])
        #expect(found.accounts == 1 && found.servers == 1 && found.transactions >= 3)
        #expect(try store.journal(limit: 10_000).last?.hash == found.head)
    }

    @Test func `the journal tells facts and effects in order, by account and subscription`() throws {
        let account = try store.activeAccount()
        let other = try store.activeAccount()
        let lease = try store.order(account)
        _ = try store.order(other)
        let entries = try store.journal()
        #expect(entries.map(\.sequence) == Array(1...Int64(entries.count)))
        #expect(try store.journal(from: 3, limit: 2).map(\.sequence) == [4, 5])
        #expect(try store.journal(account: other).allSatisfy { $0.account == other })
        let own = try store.journal(subscription: lease)
        #expect(!own.isEmpty && own.allSatisfy { $0.subscription == lease && $0.account == account })
        guard case .fact(let fact) = own[0].content, case .orderPlaced = fact.event else {
            Issue.record("the first line of a subscription is its order, not \(own[0].body)")
            return
        }
        // The lines of one step share its number, the fact's first.
        #expect(own.allSatisfy { $0.step <= $0.sequence })
        #expect(Set(own.map(\.step)).count == 1)
    }

    @Test func `a refused fact changes nothing`() throws {
        let account = try store.activeAccount()
        let before = try store.account(account)
        let entries = try store.journal()
        let error = try #require(throws: StoreError.self) {
            try store.tell(account, .terminationRequested(SubscriptionID(number: 77)))
        }
        guard case .refused = error else { throw error }
        #expect(try store.account(account) == before)
        #expect(try store.journal() == entries)
    }

    @Test func `time alone leaves no trace`() throws {
        let account = try store.activeAccount()
        let before = try store.account(account)
        _ = try store.step(account, to: Sample.start.days(1), under: Sample.book)
        #expect(try store.account(account) == before)
    }

    @Test(arguments: ["transfer", "Transfer"])
    func `a payment reference counts once over all accounts`(method: String) throws {
        let (first, second) = (try store.activeAccount(), try store.activeAccount())
        try store.pay(first, 1000, "T-1")
        #expect(
            throws: StoreError.paymentReferenceUsed(
                method: "transfer",
                reference: "T-1",
                account: first,
                at: Sample.start
            )
        ) { try store.pay(second, 1000, "T-1", method: method, at: Sample.start.days(1)) }
        try store.pay(second, 1000, "T-1", method: "paypal", at: Sample.start.days(1))
        #expect(try store.balance(.balance(first), .euro) == .euro(cents: 1000))
        #expect(try store.balance(.balance(second), .euro) == .euro(cents: 1000))
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `payments without a reference are each kept in suspense`() throws {
        let (first, second) = (try store.activeAccount(), try store.activeAccount())
        try store.pay(first, 100, "")
        try store.pay(first, 200, "")
        try store.pay(second, 300, "")
        #expect(try store.balance(.suspense, .euro) == .euro(cents: 600))
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `a cheque that bounces voids its debit, and the same period is paid again`() throws {
        let account = try store.activeAccount()
        let lease = try store.order(account, price: 1000)
        try store.pay(account, 1000, "T-1")
        try store.tell(account, .serviceDelivered(lease), by: .system)
        let later = Sample.start.days(20)
        try store.pay(account, 1000, "C-1", method: "cheque", at: later)
        _ = try store.step(account, to: Sample.start.days(32), under: Sample.book)
        #expect(try store.transactions(of: account).contains { $0.transaction.key == "debit/\(lease)/2" })
        try store.tell(account, .chequeBounced(reference: "C-1"), at: Sample.start.days(33), by: .staff)
        try store.pay(account, 1000, "T-2", at: Sample.start.days(34))
        try store.tell(account, .reactivationRequested(lease, standing: false), at: Sample.start.days(34))
        #expect(try store.transactions(of: account).contains { $0.transaction.key.hasPrefix("debit/\(lease)/2.") })
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `mail is due until it is handed over, and waits after a failure`() throws {
        let fact = Fact(.accountOpened(.consumer), occurredAt: Sample.start, recordedAt: Sample.start, actor: .client)
        let account = try store.openAccount(Sample.person, fact: fact, under: Sample.book).id
        let mail = try #require(try store.dueMail(at: Sample.start, limit: 10).first)
        #expect(mail.account == account && mail.notice.template == "R6.1-02" && mail.attempts == 0)
        let retry = Sample.start.adding(seconds: 60)
        try store.deliveryFailed(mail.key, error: "no route", retryAt: retry)
        #expect(try store.dueMail(at: Sample.start, limit: 10).isEmpty)
        #expect(try store.dueMail(at: retry, limit: 10).map(\.attempts) == [1])
        #expect(try store.dueMail(at: retry, limit: 10).first?.lastError == "no route")
        try store.tell(account, .noticeHandedOver(mail.key), at: retry, by: .system)
        #expect(try store.dueMail(at: retry.days(1), limit: 10).isEmpty)
        #expect(try store.mail(of: account).map(\.handedOverAt) == [retry])
        #expect(throws: StoreError.unknownMail("x/y/z")) {
            try store.deliveryFailed("x/y/z", error: "", retryAt: retry)
        }
    }

    @Test func `a parked account takes nothing and is not due until it is put back`() throws {
        let account = try store.activeAccount()
        let lease = try store.order(account, price: 0)
        try store.tell(account, .serviceDelivered(lease), by: .system)
        let due = try #require(try store.nextDeadline())
        #expect(try store.accountsDue(by: due) == [account])
        #expect(try store.accountsDue(by: due.adding(seconds: -1)) == [])
        try store.park(account, reason: "It contradicts itself.", at: Sample.start)
        #expect(try store.accountsDue(by: due) == [])
        #expect(try store.nextDeadline() == nil)
        #expect(try store.parked().map(\.reason) == ["It contradicts itself."])
        #expect(throws: StoreError.parked(account, reason: "It contradicts itself.")) {
            try store.pay(account, 100, "T-1")
        }
        #expect(try store.server(lease.server)?.demand.state == .running)
        try store.unpark(account)
        #expect(try store.accountsDue(by: due) == [account])
    }

    @Test func `unknown accounts are named`() throws {
        let nobody = AccountID(number: 5)
        #expect(try store.account(nobody) == nil)
        #expect(throws: StoreError.unknownAccount(nobody)) { try store.pay(nobody, 100, "T-1") }
        #expect(throws: StoreError.unknownAccount(nobody)) { _ = try store.person(of: nobody) }
        #expect(throws: StoreError.unknownAccount(nobody)) {
            try store.park(nobody, reason: "", at: Sample.start)
        }
    }

    @Test func `a person is corrected and erased, and the journal never knew him`() throws {
        let account = try books.store.activeAccount()
        #expect(try books.store.person(of: account) == Sample.person)
        let married = Person(name: "Ada King", email: "king@example.org", postalAddress: "Ockham", language: .fr)
        try books.store.correctPerson(married, of: account, at: Sample.start.days(1))
        #expect(try books.store.person(of: account) == married)
        #expect(try books.store.personVersions(of: account).map(\.person) == [Sample.person, married])
        try books.store.tell(account, .person(.dataErased), at: Sample.start.days(1), by: .staff, note: .erasure)
        #expect(try books.store.person(of: account) == nil)
        #expect(try books.store.journal().allSatisfy { !$0.body.contains("Ada") && !$0.body.contains("example.org") })
        #expect(try books.store.verify(under: Sample.book).problems == [])
    }

    @Test func `a full disk changes nothing, and work goes on when there is room`() throws {
        let account = try store.activeAccount()
        try store.pool.writeWithoutTransaction { (db) throws in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 3)")
        }
        var paid: Int64 = 0
        let error = try #require(throws: StoreError.self) {
            for number in 0..<1000 {
                try store.pay(account, 100, "T-\(number)")
                paid += 100
            }
        }
        #expect(error == .diskFull(path: books.path))
        #expect(try store.balance(.balance(account), .euro) == .euro(cents: paid))
        #expect(try store.verify(under: Sample.book).problems == [])
        try store.pool.writeWithoutTransaction { (db) throws in
            try db.execute(sql: "PRAGMA max_page_count = 1000000")
        }
        try store.pay(account, 100, "T-\(paid / 100)")
        #expect(try store.balance(.balance(account), .euro) == .euro(cents: paid + 100))
    }

    @Test func `another account's subscription cannot be ordered`() throws {
        let (first, second) = (try store.activeAccount(), try store.activeAccount())
        let lease = try store.order(first)
        guard case .fact(let fact) = try store.journal(subscription: lease)[0].content else { return }
        #expect(try store.owner(of: lease) == first)
        #expect(try store.owner(of: SubscriptionID(number: 7)) == nil)
        #expect(throws: StoreError.subscriptionTaken(lease, by: first)) {
            try store.tell(second, fact.event)
        }
    }

    @Test func `effects that contradict the books are written not at all`() throws {
        let account = try books.store.activeAccount()
        let state = try #require(try books.store.account(account))
        let entries = try books.store.journal()
        let lopsided = Transaction(key: "odd", postings: [Posting(.balance(account), .euro(cents: 1))])
        let debt = Transaction.transfer(key: "debt", from: .balance(account), to: .revenue, .euro(cents: 1))
        let twice = Transaction.transfer(key: "twice", from: .revenue, to: .gestures, .euro(cents: 1))
        for transactions in [[lopsided], [debt], [twice, twice]] {
            let effects = transactions.map {
                Effect(at: Sample.start, rule: "R6.6-08", subscription: nil, action: .posted($0))
            }
            let decision = Decision(
                account: state,
                now: Sample.start,
                due: effects,
                fact: nil,
                consequences: [],
                today: Sample.book.zone.date(at: Sample.start),
                previousDeadline: nil,
                nextDeadline: nil
            )
            let error = try #require(throws: StoreError.self) {
                try books.store.write { db in try Draft(decision).commit(db) }
            }
            guard case .contradiction(account, _) = error else { throw error }
        }
        #expect(try books.store.journal() == entries)
        #expect(try books.store.balances().isEmpty)
    }
}

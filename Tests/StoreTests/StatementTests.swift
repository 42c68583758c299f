import Contract
import Foundation
import GRDB
import Glibc
import Testing

@testable import Statements
@testable import Store

/// Each line of a bank statement counts once, whatever happens on the way.
@Suite struct StatementTests {
    let books: TemporaryBooks
    let account: AccountID

    init() throws {
        books = try TemporaryBooks()
        account = try books.store.activeAccount()
    }

    private var store: Store { books.store }

    private func take(_ line: StatementLine, for payer: Payer? = nil, at now: Instant = Sample.start) throws
        -> TakenLine
    {
        try store.take(line, for: payer ?? .account(account), at: now, under: Sample.book)
    }

    private var balance: Int64 {
        get throws { try store.balance(.balance(account), .euro).quantity }
    }

    @Test func `R6.3-02: a line is credited once, with the bank's reference`() throws {
        let line = StatementLine.sample("X1")
        let first = try take(line)
        #expect(first.isNews && first.record.id == StatementLineID(number: 1))
        #expect(first.record.outcome == .credited(account, reference: "X1"))
        let again = try take(line)
        #expect(!again.isNews && again.record == first.record && again.effects == [])
        #expect(try balance == 700)
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `T8: the payment took effect on its booking day and was recorded now`() throws {
        let now = Sample.start.days(3)
        _ = try take(.sample("X1", on: Sample.start), at: now)
        let row = try #require(try store.journal().last { $0.rule == nil })
        // Sample.start is 09:00 of the day in the zone of these terms.
        #expect(row.at == Sample.start.adding(seconds: -9 * 3600))
        #expect(row.recordedAt == now)
    }

    @Test func `a line for nobody waits, and is tried again`() throws {
        let line = StatementLine.sample("X1", note: "Claire Exemple")
        let waiting = try take(line, for: .unknown(reason: "names A-9"))
        #expect(waiting.isNews && waiting.record.outcome == .open(reason: "names A-9"))
        #expect(try take(line, for: .unknown(reason: "names A-9")).isNews == false)
        #expect(try store.statementLines(openOnly: true).map(\.note) == ["Claire Exemple"])
        let settled = try take(line)
        #expect(settled.isNews && settled.record.id == waiting.record.id && settled.record.note == nil)
        #expect(try store.statementLines(openOnly: true) == [])
        #expect(try balance == 700)
    }

    @Test func `a person matches a line once, or ignores it once`() throws {
        let one = try #require(try take(.sample("X1"), for: .unknown(reason: "?")).record.id)
        let two = try #require(try take(.sample("X2"), for: .unknown(reason: "?")).record.id)
        let matched = try store.match(one, to: account, at: Sample.start, under: Sample.book)
        #expect(matched.record.outcome == .credited(account, reference: "X1"))
        #expect(try store.ignore(two, reason: "a desk", at: Sample.start).outcome == .ignored(reason: "a desk"))
        for id in [one, two] {
            #expect(throws: StoreError.self) { try store.match(id, to: account, at: Sample.start, under: Sample.book) }
            #expect(throws: StoreError.self) { try store.ignore(id, reason: "again", at: Sample.start) }
        }
        #expect(throws: StoreError.unknownLine(StatementLineID(number: 9))) {
            try store.ignore(StatementLineID(number: 9), reason: "?", at: Sample.start)
        }
        #expect(try take(.sample("X2")).record.outcome == .ignored(reason: "a desk"))
        #expect(try balance == 700)
    }

    @Test func `money taken back is never credited`() throws {
        let id = try #require(try take(.sample("X1", amount: -700), for: .unknown(reason: "reversal")).record.id)
        #expect(throws: StoreError.lineNotCreditable(id)) {
            try store.match(id, to: account, at: Sample.start, under: Sample.book)
        }
    }

    @Test func `R6.6-05: another currency is rejected, noted and told once`() throws {
        let line = StatementLine.sample("X1", currency: "USD")
        let taken = try take(line)
        guard case .rejected(account, reference: "X1", let reason) = taken.record.outcome else {
            Issue.record("\(taken.record.outcome)")
            return
        }
        #expect(reason.contains("USD"))
        #expect(try take(line).isNews == false)
        #expect(try balance == 0)
        #expect(try store.mail(of: account).filter { $0.key.description.contains("R6.6-05") }.count == 1)
    }

    @Test func `a payment reported by hand with the same reference is not credited again`() throws {
        try store.pay(account, 700, "X1")
        let taken = try take(.sample("X1"))
        guard case .open(let reason) = taken.record.outcome else {
            Issue.record("\(taken.record.outcome)")
            return
        }
        #expect(reason.contains("X1") && reason.contains("\(account)"))
        #expect(try balance == 700)
    }

    @Test func `a reference that the bank uses again for another line counts again`() throws {
        _ = try take(.sample("X1"))
        let other = try take(.sample("X1", identity: "another day"))
        guard case .credited(account, let reference) = other.record.outcome else {
            Issue.record("\(other.record.outcome)")
            return
        }
        #expect(reference.hasPrefix("X1~"))
        #expect(try balance == 1400)
    }

    @Test func `lines without a reference get one of their own`() throws {
        for identity in ["a", "b"] { _ = try take(.sample(nil, identity: identity)) }
        #expect(try take(.sample(nil, identity: "a")).isNews == false)
        #expect(try balance == 1400)
    }

    @Test func `the same line of two accounts of the provider is two lines`() throws {
        _ = try take(.sample("X1"))
        _ = try take(.sample("X1", source: "FR76-other"))
        #expect(try balance == 1400)
    }

    @Test func `a parked account's payment waits, and is credited when it is back`() throws {
        try store.park(account, reason: "a test", at: Sample.start)
        let waiting = try take(.sample("X1"))
        #expect(waiting.record.outcome.isOpen)
        try store.unpark(account)
        #expect(try take(.sample("X1")).record.outcome == .credited(account, reference: "X1"))
    }

    @Test func `looking changes nothing`() throws {
        let before = try store.journal().count
        for line in [StatementLine.sample("X1"), .sample("X2", currency: "USD")] {
            let seen = try store.take(
                line,
                for: .account(account),
                at: Sample.start,
                under: Sample.book,
                recording: false
            )
            #expect(seen.isNews && seen.record.id == nil && !seen.record.outcome.isOpen)
        }
        #expect(try store.journal().count == before)
        #expect(try store.statementLines(openOnly: false) == [])
    }

    @Test func `what a payer wrote leaves the file with his line`() throws {
        let line = StatementLine.sample(nil, note: "Claire Exemple, 3 rue du Test")
        let id = try #require(try take(line, for: .unknown(reason: "?")).record.id)
        _ = try store.ignore(id, reason: "done", at: Sample.start)
        let kept = try store.read { db in try Row.fetchAll(db, sql: "SELECT * FROM statement_line").map(\.description) }
        #expect(kept.count == 1 && !kept[0].contains("Claire"))
        #expect(try !store.journal().contains { $0.body.contains("Claire") })
    }

    @Test(arguments: [
        "UPDATE statement_line SET outcome = 'open', reason = 'x', account = NULL, payment_reference = NULL",
        "UPDATE statement_line SET amount = 1", "DELETE FROM statement_line",
        "INSERT INTO statement_line SELECT 9, source, line, booked_on, method, amount, currency, NULL, NULL, 0, 'open', 'x', NULL, NULL FROM statement_line",
        "INSERT INTO statement_line SELECT 9, 'y', line, booked_on, method, amount, currency, NULL, NULL, 0, outcome, NULL, account, payment_reference FROM statement_line",
        "INSERT INTO statement_line SELECT 9, 'y', line, booked_on, method, amount, currency, NULL, NULL, 0, 'credited', NULL, account, 'never paid' FROM statement_line",
    ])
    func `the schema refuses a line that is settled twice, or by no payment`(_ sql: String) throws {
        _ = try take(.sample("X1"))
        #expect(throws: DatabaseError.self) { try books.raw(sql) }
    }

    @Test(.timeLimit(.minutes(2)))
    func `two processes that import the same lines at once credit each once`() async throws {
        await withTaskGroup { group in
            for _ in 0..<2 {
                group.addTask { [path = books.path] in
                    await #expect(processExitsWith: .success) { [path = path as String] in try importAll(path: path) }
                }
            }
        }
        #expect(try balance == 40 * 700)
        #expect(try store.statementLines(openOnly: false).count == 40)
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test(.timeLimit(.minutes(2)))
    func `an import that is killed between two lines, or in one, goes on with the next run`() async throws {
        for round in 0..<4 {
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = books.path as String, round = round as Int] in
                try importAll(path: path, killedAfter: 3 + 7 * round)
            }
            let credited = try store.statementLines(openOnly: false).count
            #expect(try balance == Int64(credited) * 700)
        }
        try importAll(path: books.path)
        #expect(try balance == 40 * 700)
        #expect(try store.verify(under: Sample.book).problems == [])
    }
}

/// Forty lines; killed by another thread somewhere after so many.
private func importAll(path: String, killedAfter limit: Int? = nil) throws {
    let store = try Store.open(at: path)
    for number in 0..<40 {
        if number == limit {
            Thread.detachNewThread {
                usleep(UInt32.random(in: 0...3_000))
                kill(getpid(), SIGKILL)
            }
        }
        _ = try store.take(
            .sample("P\(number)"),
            for: .account(AccountID(number: 1001)),
            at: Sample.start,
            under: Sample.book
        )
    }
    // The end came too early for the killer: it is waited for.
    if limit != nil { while true { pause() } }
}

extension StatementLine {
    fileprivate static func sample(
        _ reference: String?,
        identity: String? = nil,
        amount: Int64 = 700,
        currency: String = "EUR",
        source: String = "FR76",
        on day: Instant = Sample.start,
        note: String? = nil
    ) -> StatementLine {
        StatementLine(
            nature: .payment,
            method: "transfer",
            source: source,
            identity: identity ?? reference ?? "none",
            bookedOn: CivilZone.utc.date(at: day),
            amount: amount,
            currency: currency,
            texts: [],
            references: [],
            bankReference: reference,
            original: nil,
            note: note,
            position: 1
        )
    }
}

import Contract
import Testing

/// R6.11-06, AMB-19.
@Suite struct ChequeTests {
    @Test(arguments: [("2010-02-28 23:59:59", true), ("2010-03-01 00:00", false)])
    func `R6.11-06 a cheque received on the due date renews, a day later it does not`(received: String, isInTime: Bool)
        throws
    {
        var life = try Life.started("2010-01-31", cents: 400)
        try life.cheque(600, "C1", received)
        life.go(to: "2010-03-01 12:00")
        #expect(life.phase() == (isInTime ? .active(period: 2) : .incident(period: 1)))
        if isInTime {
            let debit = try #require(life.posted("debit").first?.transaction)
            #expect(
                debit.quantity(.pending(life.account.id)) == -600 && debit.quantity(.balance(life.account.id)) == -400
            )
        } else {
            #expect(
                refusal { try life.record(.reactivationRequested(s1, standing: false), "2010-03-02") } == "R6.11-16"
            )
            try life.record(.chequeCleared(reference: "C1"), "2010-03-05")
            try life.record(.reactivationRequested(s1, standing: false), "2010-03-05")
            #expect(life.phase() == .active(period: 2))
        }
    }

    @Test func `R6.11-06 received in time, recorded late`() throws {
        var life = try Life.started("2010-01-31")
        try life.cheque(1000, "C1", "2010-03-03", occurred: "2010-02-26")
        #expect(life.phase() == .active(period: 2))
    }

    @Test func `AMB-19 clearing posts what is left and settles what was used`() throws {
        var life = try Life.started("2010-01-31")
        try life.cheque(2500, "C1", "2010-02-20")
        life.go(to: "2010-03-01")
        #expect(life.account.pendingBalance == 1500)
        try life.record(.chequeCleared(reference: "C1"), "2010-03-02")
        #expect(life.account.pendingBalance == 0 && life.account.euroBalance == 1500)
        #expect(life.posted("clear").first?.transaction.quantity(.balance(life.account.id)) == 1500)
    }

    @Test func `AMB-19 a bounce voids the renewal and opens an incident of that day`() throws {
        var life = try Life.started("2010-01-31", cents: 400)
        try life.cheque(800, "C1", "2010-02-20")
        life.go(to: "2010-03-01")
        #expect(life.account.euroBalance == 0 && life.account.pendingBalance == 200)
        try life.record(.chequeBounced(reference: "C1"), "2010-03-15 10:00")
        #expect(life.phase() == .incident(period: 1) && life.state() == .stopped)
        #expect(life.account.euroBalance == 400 && life.account.pendingBalance == 0)
        #expect(life.posted("void").map(\.transaction.key) == ["void/S-1001/2.1"])
        #expect(life.mails("R6.11-12.stop").map(\.notice.key) == ["R6.11-12.stop/S-1001/1.1"])
        #expect(life.mails("R6.11-12.stop").first?.notice.values["lastDay"] == .date(day("2010-03-25")))
        var lost = life
        lost.go(to: "2010-03-25 23:59:59")
        #expect(lost.phase() == .incident(period: 1))
        lost.go(to: "2010-03-26")
        #expect(lost.phase() == .ended(rule: "R6.11-19", erased: false))
        try life.pay(600, "2010-03-25 12:00")
        try life.record(.reactivationRequested(s1, standing: false), "2010-03-25 12:00")
        #expect(life.phase() == .active(period: 2) && life.first.nextDue(under: life.book) == day("2010-03-31"))
        #expect(life.posted("debit").map(\.transaction.key) == ["debit/S-1001/2", "debit/S-1001/2.1"])
        #expect(life.posted("points").count == 1)
    }

    @Test func `AMB-19 a bounce months later asks for the month that was never paid`() throws {
        var life = try Life.started("2010-01-31")
        try life.cheque(1000, "C1", "2010-02-20")
        try life.pay(1000, "2010-03-10")
        life.go(to: "2010-04-10")
        #expect(life.phase() == .active(period: 3))
        try life.record(.chequeBounced(reference: "C1"), "2010-04-10")
        #expect(life.phase() == .incident(period: 1) && life.first.incident?.price == 1000)
        try life.pay(1000, "2010-04-12")
        try life.record(.reactivationRequested(s1, standing: false), "2010-04-12")
        #expect(life.phase() == .active(period: 3) && life.first.nextDue(under: life.book) == day("2010-04-30"))
    }

    /// Two services, whose second month one cheque pays; the second is ended in that month.
    private func endedWithinItsMonth() throws -> Life {
        var life = try Life.open("2010-01-31", cents: 1500)
        try life.order(s1, price: 1000, "2010-01-31")
        try life.order(s2, price: 500, "2010-01-31")
        for id in [s1, s2] { try life.record(.serviceDelivered(id), "2010-01-31 10:00") }
        try life.cheque(1700, "C1", "2010-02-20")
        life.go(to: "2010-03-01")
        #expect(life.phase(s1) == .active(period: 2) && life.phase(s2) == .active(period: 2))
        try life.record(.terminationRequested(s2), "2010-03-02")
        life.effects = []
        return life
    }

    @Test
    func
        `R4-13 AMB-19 one cheque for two services: an incident for the one that lives, a debt of the one that has ended`()
        throws
    {
        var life = try endedWithinItsMonth()
        try life.record(.chequeBounced(reference: "C1"), "2010-03-03")
        #expect(life.phase(s1) == .incident(period: 1) && life.phase(s2) == .ended(rule: "R7.3-01", erased: false))
        #expect(life.posted("void").map(\.transaction.key) == ["void/S-1001/2.1"])
        #expect(life.account.debts.map(\.id) == ["cheque:C1"] && life.account.debts.map(\.cents) == [500])
        #expect(life.account.debts.map(\.due) == [day("2010-03-03")] && life.account.pendingBalance == 0)
        let bank = ["bounce", "debt"].flatMap(life.posted).map { $0.transaction.quantity(.bank(.cheque)) }
        #expect(bank == [1200, 500], "the bank never credited any of it")
        #expect(life.mails("R6.11-06.bounced").map { $0.notice.values["owed"] } == [.amount(.euro(cents: 500))])
        try life.pay(1500, "2010-03-03 12:00")
        #expect(life.account.debts.isEmpty && life.account.euroBalance == 1000, "the debt comes before renewals")
        try life.record(.reactivationRequested(s1, standing: false), "2010-03-03 13:00")
        #expect(life.phase(s1) == .active(period: 2))
    }

    @Test func `R4-13 R6.4-14 the same debt as where a payment is taken back: unpaid that day it suspends the rest`()
        throws
    {
        var life = try endedWithinItsMonth()
        try life.order(s3, price: 0, "2010-03-02 12:00")
        try life.record(.serviceDelivered(s3), "2010-03-02 13:00")
        try life.record(.chequeBounced(reference: "C1"), "2010-03-03")
        #expect(life.state(s3) == .running)
        life.go(to: "2010-03-04")
        #expect(life.account.holds.map(\.cause) == [.unpaidDebt] && life.state(s3) == .stopped)
    }

    @Test func `R4-13 R7.9-01 a month owed after a bounce and refunded afterwards cancels out`() throws {
        var life = try Life.started("2010-01-31")
        try life.cheque(1000, "C1", "2010-02-20")
        life.go(to: "2010-03-15")
        try life.record(.terminationRequested(s1), "2010-03-15")
        try life.record(.chequeBounced(reference: "C1"), "2010-03-16")
        #expect(life.account.debts.map(\.cents) == [1000])
        let lost = Interruption(
            start: at("2010-03-02"),
            confirmedThrough: at("2010-03-10"),
            ended: true,
            cause: .attack
        )
        try life.record(.interruptionMeasured(s1, lost), "2010-03-17", by: .system)
        #expect(life.account.debts.isEmpty && life.account.euroBalance == 0 && life.account.pendingBalance == 0)
    }

    @Test(arguments: [("2010-02-28 23:59:59", []), ("2010-03-01 00:00:01", [1000])] as [(String, [Int64])])
    func `R4-13 a month paid ahead and left before it began was not performed: nothing is owed for it`(
        ended: String,
        owed: [Int64]
    ) throws {
        var life = try Life.started("2010-01-31")
        try life.cheque(1000, "C1", "2010-02-19")
        try life.record(.renewalRequested(s1), "2010-02-20")
        #expect(life.phase() == .active(period: 2))
        try life.record(.terminationRequested(s1), ended)
        try life.record(.chequeBounced(reference: "C1"), "2010-03-05")
        #expect(life.account.debts.map(\.cents) == owed)
        #expect(life.posted("void").count == (owed.isEmpty ? 1 : 0))
    }

    @Test(arguments: [true, false])
    func `R4-13 a month paid ahead is owed once it had begun, though its server did not have to run by then`(
        isHeld: Bool
    ) throws {
        var life = try Life.started("2010-01-31")
        try life.cheque(1000, "C1", "2010-02-19")
        try life.record(.renewalRequested(s1), "2010-02-20")
        if isHeld {
            try life.place(HoldTests.order(.conduct), "2010-02-21")
        } else {
            try life.record(.clientPower(s1, running: false), "2010-02-21")
        }
        try life.record(.terminationRequested(s1), "2010-03-20")
        try life.record(.chequeBounced(reference: "C1"), "2010-03-21")
        #expect(life.account.debts.map(\.cents) == [1000] && life.posted("void").isEmpty)
    }

    @Test func `R6.11-06 the cheque received first pays first, though it was recorded last (T8)`() throws {
        var life = try Life.started("2010-01-31")
        try life.cheque(1000, "C1", "2010-02-22")
        try life.cheque(700, "C2", "2010-02-23", occurred: "2010-02-20")
        life.go(to: "2010-03-01")
        #expect(life.account.cheques.map(\.reference) == ["C2", "C1"])
        #expect(life.account.cheques.map(\.unspent) == [0, 700])
    }

    @Test func `R4-13 a month paid on its due date is owed, though the debit of another service paid it`() throws {
        var life = try Life.open("2010-01-31", cents: 1500)
        try life.order(s1, price: 1000, "2010-01-31")
        try life.order(s2, price: 500, "2010-01-31")
        for id in [s1, s2] { try life.record(.serviceDelivered(id), "2010-01-31 10:00") }
        try life.cheque(1500, "C1", "2010-02-20")
        for id in [s1, s2] { try life.record(.terminationRequested(id), "2010-02-28 12:00") }
        try life.record(.chequeBounced(reference: "C1"), "2010-03-03")
        #expect(life.account.debts.map(\.cents) == [1500] && life.posted("void").isEmpty)
    }
}

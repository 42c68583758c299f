import Contract
import Testing

@Suite struct IncidentTests {
    /// G05 and G07: start, cut-off's last second, notice, due, stop, last day's last second, destruction, next due.
    static let vectors = [
        [
            "2010-01-31", "2010-02-13", "2010-02-18", "2010-02-28", "2010-03-01", "2010-03-10", "2010-03-11",
            "2010-03-31",
        ],
        [
            "2010-02-10", "2010-02-23", "2010-02-28", "2010-03-10", "2010-03-11", "2010-03-20", "2010-03-21",
            "2010-04-10",
        ],
    ]

    @Test(arguments: vectors) func `G05 G07 the time line of a renewal that fails`(dates: [String]) throws {
        var life = try Life.started(dates[0])
        life.go(to: at("\(dates[7]) 12:00"))
        #expect(life.mails("R6.11-02").map(\.at) == [at("\(dates[2]) 09:00")])
        let phases: [(String, Phase)] = [
            (dates[4], .incident(period: 1)), (dates[6], .ended(rule: "R6.11-19", erased: false)),
        ]
        #expect(life.phases.map(\.at) == phases.map { at($0.0) } && life.phases.map(\.phase) == phases.map(\.1))
        #expect(life.mails("R6.11-12.stop").map(\.at) == [at(dates[4])])
        #expect(life.mails("R6.11-12.stop").first?.notice.values["lastDay"] == .date(day(dates[5])))
        #expect(
            life.mails("R6.11-12.reminder").map(\.at) == [
                Book.paris.start(of: day(dates[6]).adding(days: -3), plus: 32_400)
            ]
        )
        #expect(life.mails("R6.11-12.last").map(\.at) == [at("\(dates[5]) 09:00")])
        #expect(life.mails("R6.11-19").count == 1)

        var saved = try Life.started(dates[0])
        try saved.pay(1000, "\(dates[5]) 23:59:58")
        try saved.record(.reactivationRequested(s1, standing: false), "\(dates[5]) 23:59:59")
        #expect(saved.phase() == .active(period: 2))
        #expect(saved.first.nextDue(under: saved.book) == day(dates[7]))

        var off = try Life.started(dates[0])
        try off.record(.renewalSwitched(s1, on: false), "\(dates[1]) 23:59:59")
        #expect(!off.first.autoRenew)
    }

    @Test func `G09 R6.11-15 asked at the stroke of the eleventh day is too late`() throws {
        var life = try Life.started("2010-01-31")
        try life.pay(5000, "2010-03-10 12:00")
        #expect(
            refusal { try life.record(.reactivationRequested(s1, standing: false), "2010-03-11 00:00") } == "R6.11-15"
        )
        #expect(life.phase() == .ended(rule: "R6.11-19", erased: false) && life.account.euroBalance == 5000)
    }

    @Test func `R6.11-13 R6.11-14 only that service is stopped, and it is kept`() throws {
        var life = try Life.started("2010-01-31", cents: 1000)
        try life.order(s2, price: 500, "2010-02-05")
        try life.record(.serviceDelivered(s2), "2010-02-05")
        life.go(to: "2010-03-01")
        #expect(life.state(s1) == .stopped && life.state(s2) == .running)
        life.go(to: "2010-03-10 23:59:59")
        #expect(life.state(s1) == .stopped)
    }

    @Test func `R6.11-16 R6.11-17 funded and asked for`() throws {
        var life = try Life.started("2010-01-31")
        try life.pay(999, "2010-03-05")
        let before = life.account
        do {
            try life.record(.reactivationRequested(s1, standing: false), "2010-03-05")
            Issue.record("not refused")
        } catch let refusal as Refusal {
            #expect(refusal.rule == "R6.11-16" && refusal.message.contains("0.01 EUR more than the balance"))
        }
        #expect(life.account == before)
        try life.pay(1, "2010-03-06")
        #expect(life.phase() == .incident(period: 1))
        try life.record(.reactivationRequested(s1, standing: false), "2010-03-07")
        #expect(life.phase() == .active(period: 2) && life.account.euroBalance == 0 && life.state() == .running)
        #expect(refusal { try life.record(.reactivationRequested(s1, standing: false), "2010-03-08") } == "R6.11-15")
    }

    @Test func `R6.11-18 the full month is debited and the due date stays`() throws {
        var life = try Life.started("2010-01-31", cents: 900)
        try life.pay(200, "2010-03-09")
        try life.record(.reactivationRequested(s1, standing: false), "2010-03-09")
        #expect(life.posted("debit").map(\.transaction.key) == ["debit/S-1001/2"])
        #expect(life.posted("debit").first?.transaction.quantity(.revenue) == 1000)
        #expect(life.mails("R6.11-18").first?.notice.values["due"] == .date(day("2010-03-31")))
        try life.pay(900, "2010-03-10")
        life.go(to: "2010-04-01")
        #expect(life.phase() == .active(period: 3))
        #expect(life.posted("debit").last?.at == at("2010-03-31 00:05"))
    }

    @Test func `R6.11-17 AMB-15 a standing request acts as soon as funded, for every incident`() throws {
        var life = try Life.started("2010-01-31")
        try life.record(.reactivationRequested(s1, standing: true), "2010-02-01")
        try life.pay(999, "2010-03-02")
        #expect(life.phase() == .incident(period: 1))
        try life.pay(1, "2010-03-03")
        #expect(life.phase() == .active(period: 2))
        try life.pay(1000, "2010-04-02")
        #expect(life.phase() == .active(period: 3))
        try life.record(.standingRequestWithdrawn(s1), "2010-04-03")
        #expect(refusal { try life.record(.standingRequestWithdrawn(s1), "2010-04-03") } == "R6.11-17")
        try life.pay(1000, "2010-05-02")
        #expect(life.phase() == .incident(period: 3))
        try life.record(.reactivationRequested(s1, standing: true), "2010-05-03")
        #expect(life.phase() == .active(period: 4) && life.first.standingRequest)
    }

    @Test func `AMB-15 reading B reactivates without a request`() throws {
        var life = try Life.started("2010-01-31", under: Book.reading([.automaticReactivation: .b]))
        try life.pay(1000, "2010-03-05")
        #expect(life.phase() == .active(period: 2))
    }

    @Test func `R6.11-19 R6.11-20 destroyed, closed, erased with proof`() throws {
        var life = try Life.started("2010-01-31", cents: 300)
        life.go(to: "2010-03-12")
        #expect(life.state() == .absent && life.account.euroBalance == 300)
        try life.record(.serviceErased(s1, proof: "gone"), "2010-03-12")
        #expect(life.phases.last?.rule == "R6.11-20")
        #expect(life.phase() == .ended(rule: "R6.11-19", erased: true))
        #expect(life.account.nextDeadline(under: life.book) == nil)
        for event in [
            Event.renewalSwitched(s1, on: false), .renewalRequested(s1), .clientPower(s1, running: true),
            .slotsChangeRequested(s1, slots: 4, monthlyPrice: 1), .serviceDelivered(s1), .terminationRequested(s1),
        ] {
            #expect(refusal { try life.record(event, "2010-03-13") } != nil)
        }
    }

    @Test func `AMB-08 nothing is destroyed while no failure mail was handed over`() throws {
        var life = try Life.started("2010-01-31")
        life.mailWorks = false
        life.go(to: "2010-05-20")
        #expect(life.phase() == .incident(period: 1) && life.account.nextDeadline(under: life.book) == nil)
        try life.record(.noticeHandedOver("R6.11-12.stop/S-1001/1"), "2010-05-20 15:00")
        life.go(to: "2010-05-30 23:59:59")
        #expect(life.phase() == .incident(period: 1))
        var late = life
        life.go(to: "2010-05-31")
        #expect(life.phase() == .ended(rule: "R6.11-19", erased: false))
        try late.pay(1000, "2010-05-30 23:59:59")
        try late.record(.reactivationRequested(s1, standing: false), "2010-05-30 23:59:59")
        // The months that went by while it was stopped are not bought: only the one that runs now (April 30 to May 31).
        #expect(late.posted("debit").map(\.transaction.key) == ["debit/S-1001/4"])
        #expect(late.phase() == .active(period: 4) && late.first.nextDue(under: late.book) == day("2010-05-31"))
    }

    @Test(arguments: [
        ("2010-03-01 23:59:59", "2010-03-11"), ("2010-03-02 00:00", "2010-03-13"), ("2010-03-09 10:00", "2010-03-20"),
    ])
    func `AMB-08 ten full days after the first mail really handed over`(handover: String, destruction: String) throws {
        var life = try Life.started("2010-01-31")
        life.mailWorks = false
        try life.record(.noticeHandedOver("R6.11-12.stop/S-1001/1"), handover)
        life.go(to: at(destruction).adding(seconds: -1))
        #expect(life.phase() == .incident(period: 1))
        life.go(to: at(destruction))
        #expect(life.phase() == .ended(rule: "R6.11-19", erased: false))
    }

    @Test func `AMB-08 any failure mail will do, other mails will not`() throws {
        var life = try Life.started("2010-01-31")
        life.mailWorks = false
        for key: NoticeKey in ["R6.11-02/S-1001/1", "R6.11-12.stop/S-1001/2", "R6.11-12.stop/S-1001/0"] {
            try life.record(.noticeHandedOver(key), "2010-03-01 10:00")
        }
        life.go(to: "2010-03-20")
        #expect(life.phase() == .incident(period: 1))
        try life.record(.noticeHandedOver("R6.11-12.last/S-1001/1"), "2010-03-20")
        life.go(to: "2010-03-31")
        #expect(life.phase() == .ended(rule: "R6.11-19", erased: false))
    }

    @Test func `R6.11-19 the balance is looked at once more before destroying`() throws {
        var life = try Life.open("2010-01-31", cents: 2000)
        try life.order(s1, price: 1000, "2010-01-31")
        try life.order(s2, price: 1000, "2010-01-31")
        for id in [s1, s2] { try life.record(.serviceDelivered(id), "2010-01-31 10:00") }
        try life.pay(1000, "2010-03-03")
        life.go(to: "2010-03-10 23:00")
        #expect(life.phase(s1) == .incident(period: 1) && life.phase(s2) == .incident(period: 1))
        try life.record(.reactivationRequested(s1, standing: false), "2010-03-10 23:00")
        life.go(to: "2010-03-12")
        #expect(life.phase(s1) == .active(period: 2) && life.phase(s2) == .ended(rule: "R6.11-19", erased: false))
    }

    @Test func `T8 money that came in time but was recorded late renews without a request`() throws {
        var life = try Life.started("2010-01-31", cents: 100)
        try life.pay(900, "2010-03-02 09:00", occurred: "2010-02-28 23:59:59")
        #expect(life.phase() == .active(period: 2) && life.mails("R6.11-18").count == 1)
        var late = try Life.started("2010-01-31", cents: 100)
        try late.pay(899, "2010-03-02 09:00", occurred: "2010-02-28 23:59:59")
        try late.pay(5000, "2010-03-02 10:00", occurred: "2010-03-01 00:00")
        #expect(late.phase() == .incident(period: 1))
    }

    @Test func `T9 a week of downtime is played in order, each step at its own instant`() throws {
        let ticked = try Life.started("2010-01-31", cents: 1000)
        var account = ticked.account
        let effects = account.advance(to: at("2010-04-20"), under: ticked.book)
        var daily = ticked.account
        var dailyEffects: [Effect] = []
        for number in day("2010-01-31").epochDay...day("2010-04-20").epochDay {
            let midnight = Book.paris.start(of: CivilDate(epochDay: number))
            dailyEffects += daily.advance(to: midnight, under: ticked.book)
        }
        #expect(effects == dailyEffects && account == daily)
        #expect(effects.map(\.at) == effects.map(\.at).sorted())
        // No mail was handed over during the downtime: stopped, but not destroyed.
        #expect(account.demands[s1]?.state == .stopped)
    }
}

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
}

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

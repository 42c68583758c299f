import Contract
import Testing

@Suite struct RenewalTests {
    static let vectors: [(String, [String])] = [
        (
            "2010-01-31",
            [
                "2010-02-28", "2010-03-31", "2010-04-30", "2010-05-31", "2010-06-30", "2010-07-31", "2010-08-31",
                "2010-09-30", "2010-10-31", "2010-11-30", "2010-12-31", "2011-01-31", "2011-02-28",
            ]
        ),
        ("2010-01-30", ["2010-02-28", "2010-03-30", "2010-04-30", "2010-05-30"]),
        (
            "2012-01-31",
            [
                "2012-02-29", "2012-03-31", "2012-04-30", "2012-05-31", "2012-06-30", "2012-07-31", "2012-08-31",
                "2012-09-30", "2012-10-31", "2012-11-30", "2012-12-31", "2013-01-31", "2013-02-28",
            ]
        ),
    ]

    @Test(arguments: vectors) func `G01 G02 G03 R6.11-18 due dates come from the anchor`(start: String, dues: [String])
        throws
    {
        var life = try Life.started(start, cents: Int64(dues.count) * 1000)
        life.go(to: at("\(dues[dues.count - 1]) 12:00"))
        #expect(life.posted("debit").map(\.at) == dues.map { at("\($0) 00:05") })
        #expect(life.mails("R6.11-11").count == dues.count)
        #expect(life.posted("debit").first?.transaction.key == "debit/S-1001/2")
    }

    @Test func `R6.11-02 one notice ten days before, with what must be paid`() throws {
        var life = try Life.started("2010-01-31", cents: 400)
        life.go(to: "2010-02-18 08:59:59")
        #expect(life.mails("R6.11-02").isEmpty)
        life.go(to: "2010-03-05")
        #expect(life.mails("R6.11-02").map(\.at) == [at("2010-02-18 09:00")])
        let notice = try #require(life.mails("R6.11-02").first?.notice)
        #expect(notice.key == "R6.11-02/S-1001/1")
        let wanted: NoticeValues = [
            "subscription": .text("S-1001"), "product": .text("mumble"), "slots": .number(10),
            "price": .amount(.euro(cents: 1000)), "due": .date(day("2010-02-28")),
            "balance": .amount(.euro(cents: 400)), "shortfall": .amount(.euro(cents: 600)),
        ]
        #expect(notice.values == wanted)
    }

    @Test(arguments: [(999, false), (1000, true), (1001, true)])
    func `R6.11-01 renewed when the balance covers the price to the cent`(cents: Int64, isRenewed: Bool) throws {
        var life = try Life.started("2010-01-31", cents: cents)
        life.go(to: "2010-03-01")
        #expect(life.phase() == (isRenewed ? .active(period: 2) : .incident(period: 1)))
        #expect(life.account.euroBalance == (isRenewed ? cents - 1000 : cents))
        #expect(life.first.nextDue(under: life.book) == day("2010-03-31"))
    }

    @Test(arguments: [
        ("2010-02-28 00:00", true), ("2010-02-28 00:04:59", true), ("2010-02-28 00:05", true),
        ("2010-02-28 12:00", true),
        ("2010-02-28 23:59:59", true), ("2010-03-01 00:00", false),
    ])
    func `R6.11-10 AMB-05 every credit of the due date is in time, up to 24:00`(instant: String, isInTime: Bool) throws
    {
        var life = try Life.started("2010-01-31")
        try life.pay(1000, instant)
        life.go(to: "2010-03-01")
        #expect(life.phase() == (isInTime ? .active(period: 2) : .incident(period: 1)))
        #expect(life.mails("R6.11-12.stop").count == (isInTime ? 0 : 1))
        let decided = life.effects.filter { if case .decided = $0.action { $0.rule == "R6.11-01" } else { false } }
        #expect(
            decided.count == (instant < "2010-02-28 00:05" ? 0 : 1)
                || instant == "2010-02-28 00:05" && decided.count == 1
        )
    }

    @Test func `R6.11-23 R6.5-01 one debit a month, whatever is paid in`() throws {
        var life = try Life.started("2010-01-31", cents: 500)
        for hour in 1...9 { try life.pay(1000, "2010-02-28 0\(hour):00") }
        life.go(to: "2010-03-01")
        #expect(life.posted("debit").count == 1 && life.account.euroBalance == 8500)
    }

    @Test func `R6.11-11 the debit has the prepaid balance as its source`() throws {
        var life = try Life.started("2010-01-31", cents: 1500)
        life.go(to: "2010-03-01")
        let debit = try #require(life.posted("debit").first?.transaction)
        #expect(debit.quantity(.balance(life.account.id)) == -1000 && debit.quantity(.revenue) == 1000)
        let mail = try #require(life.mails("R6.11-11").first?.notice)
        #expect(mail.values["period"] == .number(2) && mail.values["due"] == .date(day("2010-03-31")))
        #expect(mail.values["balance"] == .amount(.euro(cents: 500)))
    }

    @Test func `G21 AMB-42 what is not affordable is skipped`() throws {
        var life = try Life.open("2010-01-31", cents: 2500)
        try life.order(s1, price: 500, "2010-01-31")
        try life.order(s2, price: 700, priority: 1, "2010-01-31")
        try life.order(s3, price: 300, "2010-01-31")
        for id in [s1, s2, s3] { try life.record(.serviceDelivered(id), "2010-01-31 10:00") }
        #expect(life.account.euroBalance == 1000)
        life.go(to: "2010-03-01")
        #expect(life.phase(s2) == .active(period: 2) && life.phase(s3) == .active(period: 2))
        #expect(life.phase(s1) == .incident(period: 1) && life.account.euroBalance == 0)
    }

    @Test func `AMB-42 reading A stops at the first that is not affordable`() throws {
        var life = try Life.open("2010-01-31", cents: 2500, under: Book.reading([.scarceBalance: .a]))
        try life.order(s2, price: 700, "2010-01-31 01:00")
        try life.order(s1, price: 500, priority: 1, "2010-01-31 02:00")
        try life.order(s3, price: 300, "2010-01-31 03:00")
        for id in [s1, s2, s3] { try life.record(.serviceDelivered(id), "2010-01-31 10:00") }
        life.go(to: "2010-03-01")
        #expect(life.phase(s2) == .active(period: 2))
        #expect(life.phase(s1) == .incident(period: 1) && life.phase(s3) == .incident(period: 1))
    }

    @Test(arguments: [
        ("2010-02-13 23:59:59", true), ("2010-02-14 00:00", false), ("2010-02-27 12:00", false),
    ])
    func `R6.11-08 AMB-07 switched off in time for the due date, or for the one after`(instant: String, isInTime: Bool)
        throws
    {
        var life = try Life.started("2010-01-31", cents: 5000)
        #expect(life.first.autoRenew)  // R6.11-07
        try life.record(.renewalSwitched(s1, on: false), instant)
        let mail = try #require(life.mails("R6.11-08").first?.notice)
        #expect(mail.values["effective"] == .date(day(isInTime ? "2010-02-28" : "2010-03-31")))
        #expect(mail.values["state"] == .text("off"))
        life.go(to: "2010-03-01")
        #expect(life.phase() == (isInTime ? .ended(rule: "R7.1-01", erased: false) : .active(period: 2)))
        life.go(to: "2010-04-01")
        #expect(life.phase() == .ended(rule: "R7.1-01", erased: false))
        #expect(life.posted("debit").count == (isInTime ? 0 : 1))
    }

    @Test func `R6.11-08 what the client did in time counts though it was recorded late`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(.renewalSwitched(s1, on: false), "2010-02-14 00:00:02", occurred: "2010-02-13 23:59:59")
        #expect(!life.first.autoRenew)
    }

    @Test func `R6.11-08 AMB-07 reading B takes the switch to the last moment`() throws {
        var life = try Life.started("2010-01-31", cents: 900, under: Book.reading([.lateRenewalSwitch: .b]))
        try life.record(.renewalSwitched(s1, on: false), "2010-02-28 23:00")
        life.go(to: "2010-03-01")
        #expect(life.phase() == .ended(rule: "R7.1-01", erased: false))
    }

    @Test func `R6.11-08 switched on again, also late`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        #expect(refusal { try life.record(.renewalSwitched(s1, on: true), "2010-02-01") } == "R6.11-08")
        try life.record(.renewalSwitched(s1, on: false), "2010-02-01")
        #expect(refusal { try life.record(.renewalSwitched(s1, on: false), "2010-02-02") } == "R6.11-08")
        life.go(to: "2010-02-20")
        #expect(life.mails("R6.11-04").map(\.at) == [at("2010-02-18 09:00")] && life.mails("R6.11-02").isEmpty)
        try life.record(.renewalSwitched(s1, on: true), "2010-02-25")
        life.go(to: "2010-03-01")
        #expect(life.phase() == .active(period: 2) && life.mails("R6.11-02").count == 1)
        #expect(life.mails("R6.11-08").map(\.notice.key) == ["R6.11-08/S-1001/1", "R6.11-08/S-1001/2"])
        // A late switch taken back before it came into force.
        try life.record(.renewalSwitched(s1, on: false), "2010-03-30")
        try life.record(.renewalSwitched(s1, on: true), "2010-03-30")
        life.go(to: "2010-05-01")
        #expect(life.phase() == .active(period: 4))
    }

    @Test func `R6.11-04 AMB-09 no duty to pay where it will not renew`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(.renewalSwitched(s1, on: false), "2010-02-01")
        life.go(to: "2010-04-01")
        #expect(life.mails("R6.11-02").isEmpty && life.mails("R6.11-04").count == 1)
        var silent = try Life.started("2010-01-31", cents: 5000, under: Book.reading([.noticeOfEnd: .a]))
        try silent.record(.renewalSwitched(s1, on: false), "2010-02-01")
        silent.go(to: "2010-04-01")
        #expect(silent.mails("R6.11-04").isEmpty && silent.phase() == .ended(rule: "R7.1-01", erased: false))
    }

    @Test func `R7.1-01 without renewal it ends at 24:00 of the due date, without grace`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(.renewalSwitched(s1, on: false), "2010-02-01")
        life.go(to: "2010-02-28 23:59:59")
        #expect(life.phase() == .active(period: 1) && life.state() == .running)
        life.go(to: "2010-03-01")
        #expect(life.state() == .absent && life.mails("R7.1-01").count == 1)
        #expect(refusal { try life.record(.reactivationRequested(s1, standing: false), "2010-03-02") } == "R6.11-15")
        try life.record(.serviceErased(s1, proof: "x"), "2010-03-02")
        #expect(life.phase() == .ended(rule: "R7.1-01", erased: true))
        #expect(refusal { try life.record(.serviceErased(s1, proof: "x"), "2010-03-02") } == "R6.10-02")
    }

    @Test func `R7.1-02 renewed by hand, one period ahead, the anchor stays`() throws {
        var life = try Life.started("2010-01-31", cents: 2500)
        try life.record(.renewalRequested(s1), "2010-02-05")
        #expect(life.phase() == .active(period: 2) && life.first.anchor == day("2010-01-31"))
        #expect(life.first.nextDue(under: life.book) == day("2010-03-31"))
        #expect(refusal { try life.record(.renewalRequested(s1), "2010-02-06") } == "R7.1-02")
        #expect(refusal { try life.record(.renewalRequested(s1), "2010-02-28 23:59:59") } == "R7.1-02")
        try life.record(.renewalRequested(s1), "2010-03-01")
        #expect(life.phase() == .active(period: 3) && life.account.euroBalance == 500)
        life.go(to: "2010-04-29")
        #expect(life.posted("debit").map(\.transaction.key) == ["debit/S-1001/2", "debit/S-1001/3"])
        #expect(life.mails("R6.11-02").map(\.notice.key) == ["R6.11-02/S-1001/3"])
        #expect(refusal { try life.record(.renewalRequested(s1), "2010-04-29") } == "R6.11-01")
    }

    @Test func `R6.10-01 AMB-44 another number of slots waits for the due date and is never split`() throws {
        var life = try Life.started("2010-01-31", slots: 10, cents: 5000)
        try life.record(.slotsChangeRequested(s1, slots: 20, monthlyPrice: 1900), "2010-02-10")
        #expect(life.account.euroBalance == 5000 && life.account.demands[s1]?.slots == 10)
        #expect(life.mails("R6.10-01.slots").first?.notice.values["effective"] == .date(day("2010-02-28")))
        life.go(to: "2010-02-28 00:04:59")
        #expect(life.account.demands[s1]?.slots == 10)
        life.go(to: "2010-02-28 00:05")
        #expect(life.account.demands[s1] == ServiceDemand(state: .running, slots: 20))
        #expect(life.account.euroBalance == 3100 && life.first.slotsChange == nil)
        life.go(to: "2010-04-01")
        #expect(life.account.euroBalance == 1200)
    }

    @Test func `R6.10-01 a change paid early still waits for its due date`() throws {
        var life = try Life.started("2010-01-31", slots: 10, cents: 5000)
        try life.record(.slotsChangeRequested(s1, slots: 4, monthlyPrice: 400), "2010-02-10")
        try life.record(.renewalRequested(s1), "2010-02-11")
        #expect(life.account.euroBalance == 4600 && life.account.demands[s1]?.slots == 10)
        #expect(
            refusal { try life.record(.slotsChangeRequested(s1, slots: 5, monthlyPrice: 500), "2010-02-12") }
                == "R6.10-01"
        )
        life.go(to: "2010-02-28 00:05")
        #expect(life.account.demands[s1]?.slots == 4 && life.posted("debit").count == 1)
        life.go(to: "2010-04-01")
        #expect(life.account.euroBalance == 4200)
    }

    @Test func `R6.10-01 a change can be taken back, and a cheaper one can save the due date`() throws {
        var life = try Life.started("2010-01-31", slots: 10, cents: 400)
        try life.record(.slotsChangeRequested(s1, slots: 20, monthlyPrice: 1900), "2010-02-10")
        try life.record(.slotsChangeRequested(s1, slots: 10, monthlyPrice: 1000), "2010-02-11")
        #expect(life.first.slotsChange == nil)
        try life.record(.slotsChangeRequested(s1, slots: 4, monthlyPrice: 400), "2010-02-28 18:00")
        #expect(life.phase() == .active(period: 2) && life.account.demands[s1]?.slots == 4)
        for (slots, price) in [(0, Int64(100)), (5, -1), (Int.max, 1)] {
            let event = Event.slotsChangeRequested(s1, slots: slots, monthlyPrice: price)
            #expect(refusal { try life.record(event, "2010-03-05") } == "R6.10-01")
        }
    }

    @Test func `the client may stop his server; the contract goes on`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(.clientPower(s1, running: false), "2010-02-10")
        #expect(life.state() == .stopped)
        #expect(try life.record(.clientPower(s1, running: false), "2010-02-10").isEmpty)
        life.go(to: "2010-03-01")
        #expect(life.phase() == .active(period: 2) && life.state() == .stopped)
        try life.record(.clientPower(s1, running: true), "2010-03-02")
        #expect(life.state() == .running)
    }

    @Test func `R7.3-01 R7.3-02 the client may end it at any time, without refund`() throws {
        var life = try Life.started("2010-01-31", cents: 500)
        try life.record(.terminationRequested(s1), "2010-02-03")
        #expect(life.phase() == .ended(rule: "R7.3-01", erased: false) && life.state() == .absent)
        #expect(life.account.euroBalance == 500 && life.mails("R7.3-01").count == 1)
        #expect(!life.effects.contains { if case .posted = $0.action { true } else { false } })
        #expect(refusal { try life.record(.terminationRequested(s1), "2010-02-04") } == "R7.3-01")
        life.go(to: "2010-06-01")
        #expect(life.posted("debit").isEmpty && life.account.nextDeadline(under: life.book) == nil)
    }

    @Test func `R7.3-01 also before anything was made, while it is made, and while it is stopped`() throws {
        var life = try Life.open()
        try life.order(s1, price: 1000, "2010-01-02")
        try life.record(.terminationRequested(s1), "2010-01-03")
        #expect(life.phase() == .ended(rule: "R7.3-01", erased: true))
        try life.pay(2000, "2010-01-04")
        try life.order(s2, price: 1000, "2010-01-05")
        try life.record(.terminationRequested(s2), "2010-01-06")
        #expect(life.phase(s2) == .ended(rule: "R7.3-01", erased: false) && life.account.euroBalance == 1000)
        var stopped = try Life.started("2010-01-31")
        try stopped.record(.terminationRequested(s1), "2010-03-05")
        #expect(stopped.phase() == .ended(rule: "R7.3-01", erased: false) && stopped.first.incident == nil)
    }
}

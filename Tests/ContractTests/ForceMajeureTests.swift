import Contract
import Testing

@Suite struct ForceMajeureTests {
    private static let notice: NoticeKey = "R4-02/A-1/flood"

    @Test(arguments: ForceMajeureCause.allCases)
    func `R4-01: a case has a cause of the closed list, and "other" a reason`(cause: ForceMajeureCause) throws {
        var life = try Life.started()
        let refused = refusal { try life.declare("2010-02-05", cause: cause) }
        #expect(refused == (cause == .other ? "R4-01" : nil))
        guard cause == .other else { return }
        try life.declare("2010-02-05", cause: cause, reason: "a meteorite")
        #expect(life.mails("R4-02").first?.notice.values["detail"] == .text("a meteorite"))
    }

    @Test func `R4-01 R4-03 R4-06: a case needs an operator, a name, a scope, a beginning and a forecast`() throws {
        var life = try Life.started()
        #expect(refusal { try life.declare("2010-02-05", case: "a/b") } == "R4-01")
        #expect(refusal { try life.declare("2010-02-05", case: "") } == "R4-01")
        #expect(refusal { try life.declare("2010-02-05", of: []) } == "R4-03")
        #expect(refusal { try life.declare("2010-02-05", of: [s1, s1]) } == "R4-03")
        #expect(refusal { try life.declare("2010-02-05", of: [s2]) } == "R4-03")
        #expect(refusal { try life.declare("2010-02-05", forecast: " ") } == "R4-06")
        #expect(refusal { try life.declare("2010-02-05", since: "2010-02-05 00:00:01") } == "R4-01")
        try life.declare("2010-02-05")
        #expect(refusal { try life.declare("2010-02-05") } == "R4-01")
        let byClient = ForceMajeureEvent.ended(case: "flood")
        #expect(refusal { try life.record(.forceMajeure(byClient), "2010-02-06", by: .client) } == "R4-05")
        #expect(refusal { try life.endCase("2010-02-06", case: "fire") } == "R4-05")
        let silent = ForceMajeureEvent.updated(case: "flood", forecast: "")
        #expect(refusal { try life.record(.forceMajeure(silent), "2010-02-06", by: .staff) } == "R4-06")
    }

    @Test func `R4-02: nothing has effect before the notification is handed over`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        life.mailWorks = false
        try life.declare("2010-02-20 10:00")
        #expect(life.state() == .running && life.first.holds.isEmpty)
        life.go(to: "2010-03-02")
        // Not excused: the due date of 28 February is debited as ever.
        #expect(life.phase() == .active(period: 2) && life.posted("debit").count == 1)
        #expect(life.mails("R4-06").isEmpty, "the cadence begins with the notification")
        try life.handOver(Self.notice, "2010-03-02 08:00")
        #expect(life.state() == .stopped && life.first.holds.map(\.reference) == ["flood"])
        #expect(life.account.forceMajeure.first?.notifiedAt == at("2010-03-02 08:00"))
        life.go(to: "2010-04-01")
        #expect(life.first.excusedPeriods == [3] && life.posted("debit").count == 1)
    }

    @Test func `R4-02: a notification handed over after the end has no effect`() throws {
        var life = try Life.started("2010-01-31")
        life.mailWorks = false
        try life.declare("2010-02-10")
        try life.endCase("2010-02-11")
        try life.handOver(Self.notice, "2010-02-12")
        #expect(life.state() == .running && life.account.forceMajeure.first?.isInForce == false)
    }

    @Test func `R4-03: services outside the scope go on as ever`() throws {
        var life = try Life.started("2010-01-31", cents: 3000)
        try life.order(s2, "2010-01-31 13:00")
        try life.record(.serviceDelivered(s2), "2010-01-31 14:00", by: .system)
        try life.declare("2010-02-20", of: [s1])
        #expect(life.state(s1) == .stopped && life.state(s2) == .running)
        life.go(to: "2010-03-02")
        #expect(life.account[s1]?.excusedPeriods == [2] && life.account[s2]?.excusedPeriods == [])
        #expect(life.posted("debit").map(\.transaction.key).suffix(1) == ["debit/S-1002/2"])
    }

    @Test func `R4-03: a case that only disturbs stops nothing and excuses no payment`() throws {
        var life = try Life.started("2010-01-31", cents: 3000)
        try life.declare("2010-02-20", prevents: false)
        #expect(life.state() == .running)
        life.go(to: "2010-03-02")
        #expect(life.first.excusedPeriods.isEmpty && life.posted("debit").count == 1)
        #expect(life.mails("R4-06").count == 1, "the client is kept informed all the same")
    }

    @Test
    func `R4-04 AMB-32: a month that begins while prevented is neither debited nor a default, and the anchor stays`()
        throws
    {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(.slotsChangeRequested(s1, slots: 20, monthlyPrice: 2000), "2010-02-01")
        try life.declare("2010-02-10")
        life.go(to: "2010-03-01")
        #expect(life.phase() == .active(period: 2) && life.first.excusedPeriods == [2])
        #expect(life.posted("debit").isEmpty && life.account.euroBalance == 5000 && life.first.incident == nil)
        #expect(life.mails("R6.11-02").isEmpty, "no duty to pay is announced")
        #expect(life.posted("points").isEmpty && life.first.slots == 20)
        let mail = try #require(life.mails("R4-04").first)
        #expect(mail.at == at("2010-03-01") && mail.notice.key == "R4-04/S-1001/2")
        #expect(mail.notice.values["periodStart"] == .date(day("2010-03-01")))
        #expect(mail.notice.values["periodEnd"] == .date(day("2010-03-31")))
        // It ends in the middle of the month: the rest is his, nothing is caught up, and the next month is due as ever.
        try life.endCase("2010-03-10 15:00")
        #expect(life.state() == .running && life.posted("debit").isEmpty)
        life.go(to: "2010-04-01")
        #expect(life.posted("debit").map(\.transaction.key) == ["debit/S-1001/3"])
        #expect(life.posted("debit").first?.at == at("2010-03-31 00:05"))
        #expect(life.mails("R6.11-02").map(\.at) == [at("2010-03-21 09:00")])
        #expect(life.first.nextDue(under: life.book) == day("2010-04-30"))
    }

    @Test func `AMB-32 reading A: renewals run on`() throws {
        var life = try Life.started("2010-01-31", cents: 5000, under: Book.reading([.excusedRenewal: .a]))
        try life.declare("2010-02-10")
        life.go(to: "2010-03-01")
        #expect(life.first.excusedPeriods.isEmpty && life.posted("debit").count == 1 && life.state() == .stopped)
    }

    @Test(arguments: [("2010-02-28 23:59:59", true), ("2010-03-01 00:00:00", false)])
    func `R4-05 AMB-32: the last second of the due date decides whether the month is excused`(
        end: String,
        isPaid: Bool
    ) throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.declare("2010-02-10")
        try life.endCase(end)
        life.go(to: "2010-03-02")
        #expect(life.first.excusedPeriods == (isPaid ? [] : [2]))
        #expect(life.posted("debit").map(\.at) == (isPaid ? [at(end)] : []))
        // The duty to pay is announced with the end, not before, and never for what is excused.
        #expect(life.mails("R6.11-02").map(\.at) == (isPaid ? [at(end)] : []))
    }

    @Test func `R4-05: the normal timeline goes on the same day, short of money included`() throws {
        var life = try Life.started("2010-01-31")
        try life.declare("2010-02-10")
        try life.endCase("2010-02-28 15:00")
        #expect(life.mails("R6.11-02").map(\.at) == [at("2010-02-28 15:00")])
        life.go(to: "2010-03-01")
        #expect(life.phase() == .incident(period: 1))
        #expect(life.mails("R4-05").first?.notice.values["to"] == .instant(at("2010-02-28 15:00")))
    }

    @Test func `R4-04: what is ordered or renewed by hand while prevented is not debited`() throws {
        var life = try Life.open("2010-01-01", cents: 500)
        try life.order(s1, price: 1000, "2010-01-01 10:00")
        try life.declare("2010-01-02")
        try life.pay(5000, "2010-01-03")
        #expect(life.phase() == .awaitingFunds)
        try life.endCase("2010-01-04")
        #expect(life.phase() == .provisioning)
        try life.record(.serviceDelivered(s1), "2010-01-05")
        try life.declare("2010-01-06", case: "storm")
        #expect(refusal { try life.record(.renewalRequested(s1), "2010-01-07") } == "R4-04")
    }

    @Test func `R4-04: a renewal switched off still ends at its due date`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(.renewalSwitched(s1, on: false), "2010-02-01")
        try life.declare("2010-02-10")
        life.go(to: "2010-03-01")
        #expect(life.phase() == .ended(rule: "R7.1-01", erased: false))
        life.go(to: "2010-06-01")
        #expect(
            life.mails("R4-06").map(\.at) == [at("2010-02-17 09:00"), at("2010-02-24 09:00")],
            "nobody is left to tell"
        )
    }

    @Test
    func `R4-06: news at least every seven days; without fresh ones the last known are mailed and an alert says so`()
        throws
    {
        var life = try Life.started("2010-01-31")
        try life.declare("2010-02-01 22:00")
        life.go(to: "2010-02-08 08:59:59")
        #expect(life.mails("R4-06").isEmpty)
        life.go(to: "2010-02-08 09:00:00")
        #expect(life.mails("R4-06").map(\.notice.key) == ["R4-06/A-1/flood-1"])
        #expect(life.decisions("R4-06").count == 1 && life.decisions("R4-06")[0].hasPrefix("ALERT"))
        let news = ForceMajeureEvent.updated(case: "flood", forecast: "dry by March")
        try life.record(.forceMajeure(news), "2010-02-10 18:00", by: .staff)
        #expect(life.mails("R4-06").last?.notice.values["forecast"] == .text("dry by March"))
        life.go(to: "2010-02-17 08:59:59")
        #expect(life.mails("R4-06").count == 2, "the operator's news begin the seven days anew")
        life.go(to: "2010-02-17 09:00:00")
        #expect(life.mails("R4-06").last?.notice.values["forecast"] == .text("dry by March"))
        #expect(life.decisions("R4-06").count == 2)
        try life.endCase("2010-02-18")
        life.go(to: "2010-04-01")
        #expect(life.mails("R4-06").count == 3)
    }

    @Test func `R4-06: the cadence keeps its hour over both changes of the clock`() throws {
        for (start, first) in [("2010-03-24", "2010-03-31 09:00"), ("2010-10-27", "2010-11-03 09:00")] {
            var life = try Life.started("2010-01-05", cents: 20_000)
            life.go(to: start)
            life.effects = []
            try life.declare(start, prevents: false)
            life.go(to: at(first).adding(seconds: -1))
            #expect(life.mails("R4-06").isEmpty)
            life.go(to: first)
            #expect(life.mails("R4-06").map(\.at) == [at(first)])
        }
    }

    @Test func `two cases hold and excuse each on its own`() throws {
        var life = try Life.started("2010-01-31", cents: 3000)
        try life.declare("2010-02-10", case: "flood")
        try life.declare("2010-02-11", case: "strike", cause: .strike)
        try life.endCase("2010-02-20", case: "flood")
        #expect(life.state() == .stopped && life.first.holds.map(\.reference) == ["strike"])
        life.go(to: "2010-03-02")
        #expect(life.first.excusedPeriods == [2])
        try life.endCase("2010-03-03", case: "strike")
        #expect(life.state() == .running)
    }
}

import Contract
import Testing

@Suite struct ForceMajeureEndTests {
    private func request(_ life: inout Life, _ instant: String, by actor: Actor = .client) -> RuleID? {
        refusal {
            try life.record(.forceMajeure(.terminationRequested(s1, case: "flood")), instant, by: actor)
        }
    }

    /// G12: notified 2010-02-01, thirtieth day 2010-03-03, right opens 2010-03-04 00:00.
    @Test(arguments: [Actor.client, .staff]) func `R4-07 G12: refused on N + 30, accepted from N + 31 00:00`(
        actor: Actor
    )
        throws
    {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.declare("2010-02-01 16:00")
        #expect(request(&life, "2010-03-02", by: actor) == "R4-07", "the month of 7.2 does not open it (AMB-30)")
        #expect(request(&life, "2010-03-03 23:59:59", by: actor) == "R4-07")
        let balance = life.account.euroBalance
        let posted = life.effects.count { if case .posted = $0.action { true } else { false } }
        #expect(request(&life, "2010-03-04 00:00:00", by: actor) == nil)
        #expect(life.phase() == .ended(rule: "R4-07", erased: false) && life.state() == .absent)
        // Without indemnity and without penalty: nothing moved.
        #expect(life.account.euroBalance == balance)
        #expect(life.effects.count { if case .posted = $0.action { true } else { false } } == posted)
        let mail = try #require(life.mails("R4-07").first?.notice)
        #expect(mail.values["party"] == .text(actor == .client ? "client" : "provider"))
        #expect(mail.values["from"] == .instant(at("2010-02-01 16:00")))
        #expect(life.decisions("R4-13").count == 1)
        #expect(request(&life, "2010-03-05", by: actor) == "R4-07", "once")
    }

    @Test(arguments: [
        ("2010-02-28 00:00:00", "2010-03-30 23:59:59", "2010-03-31 00:00:00"),
        ("2010-03-27 23:59:59", "2010-04-26 23:59:59", "2010-04-27 00:00:00"),
        ("2010-03-28 00:00:00", "2010-04-27 23:59:59", "2010-04-28 00:00:00"),
        ("2010-10-30 12:00:00", "2010-11-29 23:59:59", "2010-11-30 00:00:00"),
        ("2012-02-29 23:59:59", "2012-03-30 23:59:59", "2012-03-31 00:00:00"),
    ]) func `R4-07: civil days of Paris, over changes of the clock and leap days`(
        notified: String,
        last: String,
        opens: String
    ) throws {
        var life = try Life.started("2010-01-05", cents: 100_000)
        try life.declare(notified)
        #expect(request(&life, last) == "R4-07")
        #expect(request(&life, opens) == nil)
    }

    @Test func `R4-07: the day of the notification counts, not that of the declaration`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        life.mailWorks = false
        try life.declare("2010-02-01")
        try life.handOver("R4-02/A-1/flood", "2010-02-10 23:59:59")
        #expect(request(&life, "2010-03-12 23:59:59", by: .staff) == "R4-07")
        #expect(request(&life, "2010-03-13 00:00:00", by: .staff) == nil)
    }

    @Test func `AMB-30 R7.2-01: never told, the client alone may rely on the month of 7.2`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        life.mailWorks = false
        try life.declare("2010-02-03", since: "2010-02-01 08:00")
        #expect(request(&life, "2010-03-01 23:59:59") == "R7.2-01")
        #expect(request(&life, "2010-03-02 00:00:00", by: .staff) == "R4-02", "he who did not tell has no right")
        #expect(request(&life, "2010-03-02 00:00:00") == nil)
        #expect(life.phase() == .ended(rule: "R7.2-01", erased: false))
        #expect(life.mails("R7.2-01").first?.notice.values["from"] == .instant(at("2010-02-01 08:00")))
    }

    @Test func `AMB-30: a notification that comes after the month does not take the client's right away`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        life.mailWorks = false
        try life.declare("2010-02-03", since: "2010-02-01")
        try life.handOver("R4-02/A-1/flood", "2010-03-02 00:00:00")
        #expect(request(&life, "2010-03-02 01:00:00") == nil)
    }

    @Test func `AMB-30: told on the last day of the month, article 4 governs`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        life.mailWorks = false
        try life.declare("2010-02-03", since: "2010-02-01")
        try life.handOver("R4-02/A-1/flood", "2010-03-01 23:59:59")
        #expect(request(&life, "2010-03-31 23:59:59") == "R4-07")
        #expect(request(&life, "2010-04-01 00:00:00") == nil)
        #expect(life.phase() == .ended(rule: "R4-07", erased: false))
    }

    @Test(arguments: [Actor.client, .staff]) func `AMB-30 reading A: the earlier of both rights, for either party`(
        actor: Actor
    ) throws {
        var life = try Life.started("2010-01-31", cents: 5000, under: Book.reading([.forceMajeureRights: .a]))
        try life.declare("2010-02-01")
        #expect(request(&life, "2010-03-01 23:59:59", by: actor) == "R7.2-01")
        #expect(request(&life, "2010-03-02 00:00:00", by: actor) == nil)
    }

    @Test func `AMB-31: never automatic, and only while it lasts`() throws {
        var life = try Life.started("2010-01-31", cents: 50_000)
        try life.declare("2010-02-01")
        life.go(to: "2010-08-01")
        #expect(life.phase() == .active(period: 7) && life.first.excusedPeriods == [2, 3, 4, 5, 6, 7])
        try life.endCase("2010-08-02")
        #expect(request(&life, "2010-08-02") == "R4-05")
    }

    @Test func `R4-03: only what the case concerns, and only a case that was declared`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.order(s2, "2010-01-31 13:00")
        #expect(request(&life, "2010-02-01") == "R4-07")
        try life.declare("2010-02-01", of: [s2])
        #expect(request(&life, "2010-04-01") == "R4-03")
    }

    @Test func `R4-13: neither an excuse nor an early end gives back or forgives what was paid before`() throws {
        var life = try Life.started("2010-01-31")
        let paid = life.first.damagesCap(of: 1)
        try life.declare("2010-02-10")
        #expect(request(&life, "2010-03-13 00:00:00") == nil)
        #expect(paid == 1000 && life.first.damagesCap(of: 1) == 1000 && life.posted("refund").isEmpty)
    }
}

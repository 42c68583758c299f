import Contract
import Testing

@Suite struct InterruptionTests {
    private func measure(
        _ life: inout Life,
        _ start: Instant,
        hours: Int64,
        seconds: Int64 = 0,
        cause: InterruptionCause = .technical,
        ended: Bool = true
    ) throws {
        let end = start.adding(seconds: hours * 3600 + seconds)
        let found = Interruption(start: start, confirmedThrough: end, ended: ended, cause: cause)
        let now = max(life.account.now, end)
        try life.record(.interruptionMeasured(s1, found), at: now, occurred: now, by: .system)
    }

    @Test(arguments: [(0, false), (1, true)])
    func `R7.9-01 five days are not more than five days; a second more is`(seconds: Int64, isRefunded: Bool) throws {
        var life = try Life.started("2010-01-31")
        try measure(&life, at("2010-02-03"), hours: 120, seconds: seconds)
        #expect(life.posted("refund").map(\.transaction.key) == (isRefunded ? ["refund/S-1001/1"] : []))
        #expect(life.account.euroBalance == (isRefunded ? 1000 : 0))
        guard isRefunded else { return }
        let mail = try #require(life.mails("R7.9-01").first?.notice)
        #expect(
            mail.values["periodStart"] == .date(day("2010-01-31"))
                && mail.values["periodEnd"] == .date(day("2010-02-28"))
        )
        #expect(mail.values["hours"] == .number(120) && mail.values["from"] == .instant(at("2010-02-03")))
        #expect(life.posted("refund").first?.transaction.quantity(.revenue) == -1000)
    }

    @Test(arguments: InterruptionCause.allCases) func `AMB-29 R8-01 only technical causes count`(
        cause: InterruptionCause
    ) throws {
        var life = try Life.started("2010-01-31")
        try measure(&life, at("2010-02-03"), hours: 200, cause: cause)
        #expect(life.posted("refund").count == (cause.isRefundable ? 1 : 0))
    }

    @Test func `R7.9-01 classified later, refunded later; once for ever`() throws {
        var life = try Life.started("2010-01-31", cents: 3000)
        try measure(&life, at("2010-02-03"), hours: 200, cause: .provider)
        life.go(to: "2010-04-10")
        try measure(&life, at("2010-02-03"), hours: 200, cause: .technical)
        #expect(life.posted("refund").map(\.transaction.key) == ["refund/S-1001/1"])
        try measure(&life, at("2010-02-03"), hours: 200, cause: .client)
        try measure(&life, at("2010-02-03"), hours: 210, cause: .technical)
        try measure(&life, at("2010-02-13"), hours: 130, cause: .technical)
        #expect(life.posted("refund").count == 1 && life.first.refundedPeriods == [1])
    }

    @Test func `AMB-27 the month is that in which the threshold is passed`() throws {
        var life = try Life.started("2010-01-31", cents: 1000)
        // Two days before the due date's end and six in all: passed in period 2.
        try measure(&life, at("2010-02-27"), hours: 144)
        #expect(life.posted("refund").map(\.transaction.key) == ["refund/S-1001/2"])
        // The 120 hours end exactly at 24:00 of the due date; the next second is of period 3.
        var border = try Life.started("2010-01-31", cents: 2000)
        try measure(&border, at("2010-03-27"), hours: 119 + 24)
        #expect(border.posted("refund").map(\.transaction.key) == ["refund/S-1001/3"])
    }

    @Test(arguments: [Reading.Letter.b, .a])
    func `AMB-27 a second month lost to the same outage`(reading: Reading.Letter) throws {
        var life = try Life.started("2010-01-31", cents: 3000, under: Book.reading([.refundedPeriods: reading]))
        try measure(&life, at("2010-02-10"), hours: 24 * 24, ended: false)
        #expect(life.first.refundedPeriods == [1])
        try measure(&life, at("2010-02-10"), hours: 40 * 24)
        #expect(life.first.refundedPeriods == (reading == .b ? [1, 2] : [1]))
    }

    @Test func `AMB-27 a later month needs more than five days of its own`() throws {
        // Period 2 begins 2010-03-01 00:00; clocks change on 03-28 and do not matter here.
        for (seconds, wanted) in [(Int64(0), [1]), (1, [1, 2])] {
            var life = try Life.started("2010-01-31", cents: 1000)
            let start = at("2010-02-10")
            let hours = at("2010-03-06").seconds(since: start) / 3600
            try measure(&life, start, hours: hours, seconds: seconds)
            #expect(life.first.refundedPeriods == wanted)
        }
    }

    @Test func `T6 the 120 hours are elapsed time, whatever the clocks show`() throws {
        // The night of 2010-03-28 has an hour less: five civil days are 119 hours.
        var life = try Life.started("2010-03-10")
        let days = at("2010-03-31").seconds(since: at("2010-03-26"))
        #expect(days == 119 * 3600)
        try measure(&life, at("2010-03-26"), hours: 119, seconds: 3600)
        #expect(life.posted("refund").isEmpty)
    }

    @Test func `AMB-29 time in an incident, after the end, or stopped by the client does not count`() throws {
        var life = try Life.started("2010-01-31")
        life.go(to: "2010-03-10")
        // Four days before the stop, nine after it.
        try measure(&life, at("2010-02-25"), hours: 13 * 24)
        #expect(life.posted("refund").isEmpty)
        var stopped = try Life.started("2010-01-31")
        try stopped.record(.clientPower(s1, running: false), "2010-02-05")
        try stopped.record(.clientPower(s1, running: true), "2010-02-06")
        try measure(&stopped, at("2010-02-01"), hours: 9 * 24)
        #expect(stopped.posted("refund").isEmpty)
        try measure(&stopped, at("2010-02-07"), hours: 6 * 24)
        #expect(stopped.posted("refund").count == 1)
    }

    @Test func `AMB-26 the refund undoes what was really debited`() throws {
        var life = try Life.started("2010-01-31", slots: 10, price: 1000, cents: 700)
        try life.record(.slotsChangeRequested(s1, slots: 7, monthlyPrice: 700), "2010-02-05")
        life.go(to: "2010-03-01")
        try measure(&life, at("2010-03-05"), hours: 121)
        #expect(life.account.euroBalance == 700)
        #expect(life.mails("R7.9-01").first?.notice.values["amount"] == .amount(.euro(cents: 700)))
    }

    @Test func `AMB-26 a month paid by a cheque goes back to the cheque`() throws {
        var life = try Life.started("2010-01-31", cents: 400)
        try life.cheque(600, "C1", "2010-02-20")
        life.go(to: "2010-03-01")
        try measure(&life, at("2010-03-05"), hours: 121)
        #expect(life.account.euroBalance == 400 && life.account.pendingBalance == 600)
        try life.record(.chequeBounced(reference: "C1"), "2010-03-20")
        #expect(life.account.pendingBalance == 0 && life.phase() == .active(period: 2))
    }

    @Test func `R2-04 a free month has nothing to refund`() throws {
        var life = try Life.started("2010-01-31", price: 0)
        try measure(&life, at("2010-02-05"), hours: 200)
        #expect(life.posted("refund").isEmpty && life.first.refundedPeriods.isEmpty)
    }

    @Test func `a refund may pay what waits`() throws {
        var life = try Life.started("2010-01-31")
        try life.order(s2, price: 900, "2010-02-01")
        try measure(&life, at("2010-02-03"), hours: 121)
        #expect(life.phase(s2) == .provisioning && life.account.euroBalance == 100)
    }

    @Test func `what cannot be is refused`() throws {
        var life = try Life.open("2010-01-31", cents: 1000)
        try life.order(s1, price: 1000, "2010-01-31")
        #expect(refusal { try measure(&life, at("2010-02-03"), hours: 1) } == "R7.9-01")
        try life.record(.serviceDelivered(s1), "2010-02-10")
        #expect(refusal { try measure(&life, at("2010-02-03"), hours: -1) } == "R7.9-01")
        let future = Interruption(
            start: at("2010-02-03"),
            confirmedThrough: at("2010-06-01"),
            ended: true,
            cause: .technical
        )
        #expect(refusal { try life.record(.interruptionMeasured(s1, future), "2010-02-12") } == "R7.9-01")
        life.go(to: "2011-03-01")
        #expect(refusal { try measure(&life, at("2010-02-20"), hours: 200) } == "R7.9-01")
    }

    @Test func `the same start again replaces, and old ones are forgotten`() throws {
        var life = try Life.started("2010-01-31", cents: 30_000)
        try measure(&life, at("2010-02-03"), hours: 2, ended: false)
        try measure(&life, at("2010-02-03"), hours: 5)
        try measure(&life, at("2010-02-02"), hours: 5)
        #expect(life.first.interruptions.map(\.start) == [at("2010-02-02"), at("2010-02-03")])
        #expect(life.first.interruptions[1].ended)
        // As long as the contract would take it again, it must know that it has it.
        life.go(to: "2011-01-31 12:00")
        #expect(life.first.interruptions.count == 2)
        life.go(to: "2011-04-01")
        #expect(life.first.interruptions.isEmpty)
    }
}

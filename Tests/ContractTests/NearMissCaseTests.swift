import Contract
import Testing

/// Rules that nearly applied and did not: articles 4, 5, 7, 8 and 10; and what holds for all of them.
@Suite struct NearMissCaseTests {
    @Test(
        arguments: [
            (431_940, ["not refunded: interrupted 119 h 59 min, more than 120 h needed (from 2010-02-03)"]),
            (432_000, ["not refunded: interrupted 120 h, more than 120 h needed (from 2010-02-03)"]),
            (432_001, []),
        ] as [(Int64, [String])]
    ) func `R7.9-01: five days to the second, and one second more`(seconds: Int64, expected: [String]) throws {
        var life = try Life.started()
        try life.interrupt(.technical, seconds: seconds)
        #expect(life.misses("R7.9-01") == expected)
    }

    @Test(arguments: InterruptionCause.allCases.filter { !$0.isRefundable })
    func `AMB-29 R7.9-01: a cause that 7.9 does not cover, under its own rule`(cause: InterruptionCause) throws {
        var life = try Life.started()
        try life.interrupt(cause, seconds: 500_000)
        #expect(
            life.misses(cause.rule) == [
                "not refunded: the interruption of 2010-02-03 is due to \(cause.rawValue), which 7.9 does not cover"
            ]
        )
    }

    @Test(arguments: [
        (
            "2010-03-03 23:59:59",
            "no end because of flood: day 30 after its notification is 2010-03-03, the right opens on 2010-03-04"
        ),
        ("2010-03-04 00:00", "not ended because of flood: the right is open since 2010-03-04, and nobody asked"),
    ]) func `R4-07: day 30 and the day after`(instant: String, expected: String) throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.declare("2010-02-01")
        life.go(to: instant)
        #expect(life.misses("R4-07") == [expected])
        try life.endCase("2010-03-05")
        #expect(life.misses("R4-07").isEmpty)
    }

    @Test func `R4-02 R4-03 R4-04: a case that nobody was told of, that concerns others, that prevents nothing`() throws
    {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.order(s2, "2010-01-31 13:00")
        try life.declare("2010-02-01", prevents: false)
        #expect(life.misses("R4-03", of: s1).isEmpty && life.misses("R4-03", of: s2).count == 1)
        #expect(life.misses("R4-04", of: s1).count == 1 && life.misses("R4-02").isEmpty)
        life.mailWorks = false
        try life.declare("2010-02-02", case: "fire", cause: .fire)
        #expect(life.misses("R4-02") == ["no effect of fire: its notification has not been handed over"])
    }

    @Test(arguments: [
        (172_800, "no late report on record: the change of 2010-02-01 was reported after 48 h, 48 h allowed"),
        (
            172_801,
            "no sanction of the late report: the change of 2010-02-01 was reported after 48 h 0 min 1 s, "
                + "more than 48 h; only 7.4 and 8 sanction it"
        ),
    ]) func `R5-11: reported after 48 h, and after a second more`(seconds: Int64, expected: String) throws {
        var life = try Life.started()
        let changed = at("2010-02-01")
        let reported = changed.adding(seconds: seconds)
        let change = ContactChange([.email], changedAt: changed)
        try life.record(.contact(.changed(change)), at: reported, occurred: reported, by: .client)
        #expect(life.misses("R5-11") == [expected])
    }

    @Test func `R7.4-01 R10-01: a breach whose cure runs, was made, was let go or was not told`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(BreachTests.notice(), "2010-02-03", by: .staff)
        life.go(to: "2010-02-10 23:59:59")
        #expect(life.misses("R7.4-01") == ["not ended for breach B-1: its cure runs until 2010-02-10, 24:00"])
        var cured = life
        try cured.record(BreachTests.cure(), "2010-02-10 23:59:59", by: .staff)
        #expect(cured.misses("R7.4-01") == ["not ended for breach B-1: it was cured in time"])
        var waived = life
        let waiver = Event.breach(.waived(s1, reference: "B-1", reason: "a good client"))
        try waived.record(waiver, "2010-02-10 23:59:59", by: .staff)
        #expect(waived.misses("R10-01").count == 1 && waived.misses("R7.4-01").isEmpty)
        life.go(to: "2010-02-11")
        #expect(life.misses("R7.4-01").isEmpty && life.misses("R7.3-02").count == 1)
        var untold = try Life.started("2010-01-31", cents: 5000)
        untold.mailWorks = false
        try untold.record(BreachTests.notice(), "2010-02-03", by: .staff)
        #expect(untold.misses("R7.4-01").allSatisfy { $0.hasPrefix("cure of breach B-1 does not run yet") })
        #expect(untold.misses("R7.4-01").count == 1)
    }

    @Test(arguments: zip(HoldOrder.Cause.allCases, ["R7.5-01", "R7.5-03", "R8-02", "R8-03", "R8-04"]))
    func `R7.5-01 R7.5-03 R8-02 R8-03 R8-04: a paid server does not run while a hold stands, and paying lifts none`(
        cause: HoldOrder.Cause,
        rule: RuleID
    ) throws {
        var life = try HoldTests.held(cause)
        try life.pay(5000, "2010-02-04")
        let expected =
            "server does not run although paid: hold \(cause.hold.rawValue) C-1 stands, and paying lifts no such hold"
        #expect(life.misses(rule).contains(expected))
        try life.lift(cause, "2010-02-05")
        #expect(!life.misses(rule).contains(expected))
    }

    @Test(arguments: [("2010-02-05 11:59:59", true), ("2010-02-05 12:00", false)])
    func `R7.5-02: an announced hold before and after it begins`(instant: String, isAhead: Bool) throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.place(HoldTests.order(.maintenance, from: at("2010-02-05 12:00")), "2010-02-03")
        life.go(to: instant)
        #expect(life.misses("R7.5-02").isEmpty != isAhead)
        #expect(life.misses("R7.5-03").isEmpty == isAhead)
    }

    @Test func `R8-04 AMB-37: doubted data hold nothing by themselves`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(.contact(.doubted(reference: "ID-1", reason: "no such street")), "2010-02-03", by: .staff)
        #expect(life.misses("R8-04") == ["not suspended for ID-1: the data are doubted, and nobody ordered a hold"])
        try life.record(.contact(.confirmed), "2010-02-04", by: .staff)
        #expect(life.misses("R8-04").isEmpty)
    }

    @Test(arguments: [
        ("2010-02-13", []),
        (
            "2010-02-14",
            [
                "not ended on 2010-02-28: notice was given on 2010-02-14, 14 days before, 15 needed; "
                    + "it ends on 2010-03-31"
            ]
        ),
    ]) func `R7.6-01: notice fifteen days before, and fourteen`(noticed: String, expected: [String]) throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(NonRenewalTests.notice, noticed, by: .staff)
        #expect(life.misses("R7.6-01") == expected)
        life.go(to: "2010-03-01")
        #expect(life.misses("R7.6-01").isEmpty)
    }

    @Test(arguments: UInt64(1)...30)
    func `what nearly happened cites a rule of the terms, and the facts played again give the same account`(
        seed: UInt64
    )
        throws
    {
        History.expect(of: seed, under: Book.standard) { history, found in
            for (fact, account) in zip(history.facts, history.states) {
                for miss in account.nearMisses(at: fact.recordedAt, told: history.facts, under: history.book) {
                    found.expect(Book.shipped.citation(of: miss.rule) != nil, "\(miss.rule): \(miss.text)")
                }
            }
            let middle = history.facts.count / 2
            let instant = history.facts[middle].recordedAt
            let last = history.facts.lastIndex { $0.recordedAt <= instant } ?? middle
            let replay = AccountReplay(of: history.account.id, facts: history.facts, under: history.book)
            found.expect(try replay.play(until: instant) == history.states[last])
            found.expect(try replay.play(until: history.facts[0].recordedAt.adding(seconds: -1)) == nil)
        }
    }
}

extension Life {
    /// Measures an interruption that began on 2010-02-03 at midnight.
    fileprivate mutating func interrupt(_ cause: InterruptionCause, seconds: Int64) throws {
        let start = at("2010-02-03")
        let end = start.adding(seconds: seconds)
        let found = Interruption(start: start, confirmedThrough: end, ended: true, cause: cause)
        try record(.interruptionMeasured(s1, found), at: end, occurred: end, by: .system)
    }
}

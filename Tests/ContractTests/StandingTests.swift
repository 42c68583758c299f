import Contract
import Testing

/// RULES section 6: how a service stood, found again from the facts of its account.
@Suite struct StandingTests {
    private func replay(_ life: Life) -> AccountReplay {
        AccountReplay(of: life.account.id, facts: life.facts, under: life.book)
    }

    /// Delivered on 2010-01-31, stopped by the client, held twice, unpaid, destroyed.
    private func life() throws -> Life {
        var life = try Life.started("2010-01-31")
        try life.record(.clientPower(s1, running: false), "2010-02-01 10:00")
        try life.place(HoldTests.order(.maintenance, "M-1"), "2010-02-02 10:00")
        try life.place(HoldTests.order(.conduct, "C-1"), "2010-02-03 10:00")
        try life.lift(.conduct, "2010-02-04 10:00")
        try life.lift(.maintenance, "2010-02-05 10:00", "M-1")
        try life.record(.clientPower(s1, running: true), "2010-02-06 10:00")
        life.go(to: "2010-03-20")
        return life
    }

    @Test func `a hold comes before the client's wish, another cause before maintenance, an unpaid month before all`()
        throws
    {
        let life = try life()
        let spans = try #require(try replay(life).standings(until: at("2010-03-20"))[s1])
        let expected: [(String, ServiceStanding)] = [
            ("2010-01-31 11:30", .absent), ("2010-01-31 12:00", .running), ("2010-02-01 10:00", .clientStopped),
            ("2010-02-02 10:00", .maintenance), ("2010-02-03 10:00", .held), ("2010-02-04 10:00", .maintenance),
            ("2010-02-05 10:00", .clientStopped), ("2010-02-06 10:00", .running), ("2010-03-01", .unpaid),
            ("2010-03-11", .absent),
        ]
        #expect(spans == expected.map { StandingSpan(from: at($0.0), standing: $0.1, slots: 10) })
    }

    @Test(arguments: ["2010-01-31 12:00", "2010-02-03 12:00", "2010-03-01", "2010-03-20"])
    func `a replay comes to the account as it was then`(instant: String) throws {
        var then = try life()
        let replayed = try #require(try replay(then).play(until: at(instant)))
        if instant == "2010-03-20" { #expect(replayed == then.account) }
        let earlier = try replay(then).play(until: at(instant))
        then.go(to: "2010-04-01")
        #expect(earlier == replayed && replayed.now == at(instant))
        #expect(try replay(then).play(until: at("2010-01-30")) == nil, "not open yet")
    }
}

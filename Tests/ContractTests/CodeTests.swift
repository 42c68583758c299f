import Contract
import Testing

@Suite struct CodeTests {
    static let code = OpaqueID(7, 7)

    private func validated(_ life: inout Life, _ instant: String, obtained: String? = nil, code: OpaqueID = code) throws
    {
        try life.record(
            .codes(.validated(method: "allopass", code: code, cents: 300, obtainedAt: obtained.map { at($0) })),
            instant
        )
    }

    /// Thirty days after each day, some over the nights on which the clocks change.
    private static let spans = [
        ("2010-01-10", "2010-02-09"), ("2010-03-01", "2010-03-31"), ("2010-03-28", "2010-04-27"),
        ("2010-10-01", "2010-10-31"), ("2010-10-31", "2010-11-30"), ("2012-01-31", "2012-03-01"),
        ("2010-12-31", "2011-01-30"),
    ]

    @Test(arguments: spans)
    func `R6.8-02: a code converts until 24:00 of the thirtieth day`(start: String, last: String) throws {
        var life = try Life.open(start)
        try validated(&life, "\(start) 23:59:59")
        #expect(
            life.account.euroBalance == 0
                && life.posted("code").first?.transaction.quantity(.codes(life.account.id)) == 300
        )
        #expect(life.mails("R6.8-02").first?.notice.values["lastDay"] == .date(day(last)))
        try life.record(.codes(.converted(code: Self.code)), "\(last) 23:59:59")
        #expect(life.account.euroBalance == 300)
        #expect(life.posted("convert").map { $0.transaction.quantity(.codes(life.account.id)) } == [-300])
        #expect(life.mails("R6.2-02").count == 1)
    }

    @Test(arguments: spans)
    func `R6.8-03: on the thirty-first day it is dead, and its value is breakage`(start: String, last: String) throws {
        var life = try Life.open(start)
        try validated(&life, "\(start) 00:00:00")
        let next = Book.paris.start(of: day(last).adding(days: 1))
        life.go(to: next.adding(seconds: -1))
        #expect(life.posted("breakage").isEmpty)
        life.go(to: next)
        #expect(life.posted("breakage").map(\.at) == [next])
        #expect(life.posted("breakage").map { $0.transaction.quantity(.breakage) } == [300])
        #expect(life.mails("R6.8-03").count == 1 && life.account.euroBalance == 0)
        let event = Event.codes(.converted(code: Self.code))
        #expect(refusal { try life.record(event, at: next, occurred: next, by: .client) } == "R6.8-03")
        life.go(to: next.adding(seconds: 86_400 * 400))
        #expect(life.posted("breakage").count == 1)
    }

    @Test func `AMB-20: the days run from the call where it is known, under reading B from the validation`() throws {
        var life = try Life.open()
        try validated(&life, "2010-01-20", obtained: "2010-01-05 18:00")
        #expect(life.account.codes.map(\.lastDay) == [day("2010-02-04")])
        var other = try Life.open(under: Book.reading([.codeStart: .b]))
        try validated(&other, "2010-01-20", obtained: "2010-01-05 18:00")
        #expect(other.account.codes.map(\.lastDay) == [day("2010-02-19")])
        #expect(
            refusal { try validated(&life, "2010-01-20", obtained: "2010-01-21", code: OpaqueID(1, 1)) } == "R12.1-01"
        )
    }

    @Test func `R6.8-03: a code validated after its days is dead at once, and what it brought is booked`() throws {
        var life = try Life.open()
        try validated(&life, "2010-03-01", obtained: "2010-01-29 12:00")
        #expect(life.posted("code").count == 1 && life.posted("breakage").count == 1)
        #expect(life.account.codes.map(\.state) == [.dead])
    }

    @Test func `R6.8-06: a second conversion gives the first result and moves nothing`() throws {
        var life = try Life.open()
        try validated(&life, "2010-01-02")
        try life.record(.codes(.converted(code: Self.code)), "2010-01-03")
        let before = life.account
        for instant in ["2010-01-03", "2010-05-01"] {
            let effects = try life.record(.codes(.converted(code: Self.code)), instant)
            #expect(effects.map(\.rule) == ["R6.8-06"])
            guard case .decided(let text) = effects.first?.action else { Issue.record("nothing said"); return }
            #expect(text.contains("2010-01-03") && text.contains("3.00 EUR"))
        }
        #expect(life.account.euroBalance == before.euroBalance && life.posted("convert").count == 1)
        #expect(refusal { try validated(&life, "2010-05-02") } == "R6.5-01", "nor is it validated again")
        #expect(refusal { try life.record(.codes(.converted(code: OpaqueID(9, 9))), "2010-05-02") } == "R6.8-02")
    }

    @Test func `T8: a conversion made in time and recorded late is taken back from the breakage`() throws {
        var life = try Life.open()
        try validated(&life, "2010-01-02")
        life.go(to: "2010-02-02")
        #expect(life.account.codes.map(\.state) == [.dead])
        try life.record(.codes(.converted(code: Self.code)), "2010-02-02 08:00", occurred: "2010-02-01 23:59:59")
        #expect(life.posted("convert").map { $0.transaction.quantity(.breakage) } == [-300])
        #expect(life.account.euroBalance == 300)
    }

    @Test
    func `R6.8-05: a free code needs an operator and a reason, converts like any, and leaves no income when it dies`()
        throws
    {
        var life = try Life.open()
        func given(_ reason: String, _ code: OpaqueID) -> Event {
            .codes(.given(method: "allopass", code: code, cents: 300, reason: reason))
        }
        #expect(refusal { try life.record(given("call dropped", OpaqueID(1, 0)), "2010-01-02") } == "R6.8-05")
        #expect(refusal { try life.record(given(" ", OpaqueID(1, 0)), "2010-01-02", by: .staff) } == "R6.8-05")
        try life.record(given("call dropped", OpaqueID(1, 0)), "2010-01-02", by: .staff)
        try life.record(given("call dropped", OpaqueID(2, 0)), "2010-01-02", by: .staff)
        #expect(life.posted("code").map { $0.transaction.quantity(.gestures) } == [-300, -300])
        #expect(life.mails("R6.8-05").first?.notice.values["reason"] == .text("call dropped"))
        try life.record(.codes(.converted(code: OpaqueID(1, 0))), "2010-01-03")
        life.go(to: "2010-03-01")
        #expect(life.account.euroBalance == 300)
        #expect(life.posted("breakage").map { $0.transaction.quantity(.gestures) } == [300])
        #expect(life.posted("breakage").map { $0.transaction.quantity(.breakage) } == [0])
    }

    @Test(arguments: [0, -1, 1_000_000_001] as [Int64])
    func `R6.8-02: a code without a face value is refused`(cents: Int64) throws {
        var life = try Life.open()
        let event = Event.codes(.validated(method: "allopass", code: Self.code, cents: cents, obtainedAt: nil))
        #expect(refusal { try life.record(event, "2010-01-02") } == "R6.8-02")
    }

    @Test func `R6.3-02: a converted code pays what waited for money`() throws {
        var life = try Life.open()
        try life.order(s1, price: 300, "2010-01-02")
        try validated(&life, "2010-01-02")
        #expect(life.phase() == .awaitingFunds)
        try life.record(.codes(.converted(code: Self.code)), "2010-01-03")
        #expect(life.phase() == .provisioning)
    }
}

import Contract
import Testing

@Suite struct LoyaltyTests {
    private func grants(_ life: Life) -> [Int64] {
        life.posted("points").map { $0.transaction.quantity(.points(life.account.id)) }
    }

    @Test func `R6.12-01 G19 50 slots at 3 percent give 1.50 points, at the first renewal and not before`() throws {
        var life = try Life.started("2010-01-31", slots: 50, cents: 1000)
        life.go(to: "2010-02-27")
        #expect(grants(life).isEmpty)
        life.go(to: "2010-02-28 23:59:59")
        #expect(grants(life) == [150] && life.account.points == 150)
        let mail = try #require(life.mails("R6.12-01").first?.notice)
        #expect(mail.values["granted"] == .amount(.points(hundredths: 150)) && mail.values["rate"] == .number(3))
        #expect(life.posted("points").map(\.transaction.key) == ["points/S-1001/1"])
    }

    @Test func `R6.12-02 R6.12-03 slots times the table's percentage`() throws {
        var life = try Life.started("2010-01-15", slots: 10, cents: 30_000)
        life.go(to: "2012-03-16")
        let wanted = [3, 3, 3, 4, 4, 4] + Array(repeating: 5, count: 6) + Array(repeating: 6, count: 12) + [7, 7]
        #expect(grants(life) == wanted.map { Int64($0 * 10) })
        #expect(life.mails("R6.12-01").count == 26)
    }

    @Test func `R6.12-04 R6.12-05 a downgrade keeps the points and falls back to 3 percent`() throws {
        var life = try Life.started("2010-01-15", slots: 10, cents: 30_000)
        life.go(to: "2010-09-01")  // seven renewals: the eighth would give 5 %
        let before = life.account.points
        try life.record(.slotsChangeRequested(s1, slots: 8, monthlyPrice: 800), "2010-09-02")
        #expect(life.account.points == before)
        life.go(to: "2011-01-16")
        #expect(grants(life).suffix(5) == [24, 24, 24, 32, 32])
        #expect(life.account.points == before + 136)
    }

    @Test func `R6.12-05 more slots do not reset, and only what is applied counts`() throws {
        var life = try Life.started("2010-01-15", slots: 10, cents: 30_000)
        life.go(to: "2010-09-01")
        try life.record(.slotsChangeRequested(s1, slots: 8, monthlyPrice: 800), "2010-09-02")
        try life.record(.slotsChangeRequested(s1, slots: 20, monthlyPrice: 2000), "2010-09-03")
        life.go(to: "2010-09-16")
        #expect(grants(life).last == 100)
    }

    @Test func `R6.12-05 a cheaper product with equal slots is no downgrade`() throws {
        var life = try Life.started("2010-01-15", slots: 10, cents: 30_000)
        life.go(to: "2010-09-01")
        try life.record(.slotsChangeRequested(s1, slots: 10, monthlyPrice: 500), "2010-09-02")
        life.go(to: "2010-09-16")
        #expect(grants(life).last == 50)
    }

    @Test(arguments: [8, 20]) func `R6.12-05 R4-04 a downgrade in an excused month shows in the next grant`(later: Int)
        throws
    {
        var life = try Life.started("2010-01-15", slots: 10, cents: 30_000)
        try life.record(.slotsChangeRequested(s1, slots: 8, monthlyPrice: 800), "2010-09-02")
        try life.declare("2010-09-05")
        life.go(to: "2010-09-16")
        #expect(life.first.excusedPeriods == [9] && life.first.slots == 8 && grants(life).count == 7)
        try life.endCase("2010-09-20")
        if later != 8 { try life.record(.slotsChangeRequested(s1, slots: later, monthlyPrice: 900), "2010-09-21") }
        life.go(to: "2011-01-16")
        #expect(grants(life).dropFirst(7) == [3, 3, 3, 4].map { Int64($0 * later) }[...])
    }

    @Test func `R6.12-05 R4-04 more slots in an excused month, or as many, reset nothing`() throws {
        for slots in [10, 11] {
            var life = try Life.started("2010-01-15", slots: 10, cents: 30_000)
            try life.record(.slotsChangeRequested(s1, slots: slots, monthlyPrice: 800), "2010-09-02")
            try life.declare("2010-09-05")
            life.go(to: "2010-09-16")
            try life.endCase("2010-09-20")
            life.go(to: "2010-10-16")
            #expect(grants(life).last == Int64(5 * slots))
        }
    }

    @Test func `R6.12-05 a table that falls with the slots resets to the row of 3 percent`() throws {
        typealias Row = Terms.LoyaltyRow
        let table = [
            Row(fromRenewal: 1, bands: [.init(fromSlots: 1, percent: 9), .init(fromSlots: 20, percent: 8)]),
            Row(fromRenewal: 3, bands: [.init(fromSlots: 1, percent: 3), .init(fromSlots: 20, percent: 3)]),
            Row(fromRenewal: 5, bands: [.init(fromSlots: 1, percent: 2), .init(fromSlots: 20, percent: 1)]),
        ]
        let terms = Book.copy(loyalty: table)
        try terms.validate()
        let book = Rulebook(terms: [terms.id: terms], current: terms.id, zone: Book.paris)
        var life = try Life.started("2010-01-15", slots: 20, cents: 30_000, under: book)
        try life.record(.slotsChangeRequested(s1, slots: 10, monthlyPrice: 500), "2010-02-16")
        life.go(to: "2010-06-16")
        #expect(grants(life) == [160, 30, 30, 20, 20])
    }

    @Test func `R6.12-06 a reactivation grants like any renewal, whatever paid`() throws {
        var life = try Life.started("2010-01-31", slots: 50)
        life.go(to: "2010-03-05")
        #expect(grants(life).isEmpty)
        let code = OpaqueID(1, 2)
        try life.record(
            .codes(.validated(method: "allopass", code: code, cents: 1000, obtainedAt: nil)),
            "2010-03-05"
        )
        try life.record(.codes(.converted(code: code)), "2010-03-05")
        try life.record(.reactivationRequested(s1, standing: false), "2010-03-05")
        #expect(grants(life) == [150])
    }
}

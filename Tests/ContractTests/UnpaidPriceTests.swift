import Contract
import Testing

/// New prices while a month is unpaid, before its reactivation.
@Suite struct UnpaidPriceTests {
    typealias Told = (cents: Int64, effective: String)

    @Test func `AMB-43: a reactivation costs what was in force at its due date`() throws {
        #expect(try debits(during: (900, "2010-02-17")) == [1000, 900])
    }

    @Test
    func `AMB-43 R6.4-09: a lower price told while a month is unpaid is for the months after it, whatever its day`()
        throws
    {
        #expect(try debits(during: (900, "2010-02-10")) == [1000, 900])
    }

    @Test func `AMB-43: the price that a month failed at gives way to a lower one told afterwards`() throws {
        #expect(try debits(before: (900, "2010-02-12"), during: (800, "2010-02-10")) == [900, 800])
    }

    @Test func `AMB-11: while a month is unpaid a new price is judged on the slots that it was to have`() throws {
        var life = try Life.started("2010-01-15", slots: 20, price: 2000)
        try life.record(.slotsChangeRequested(s1, slots: 5, monthlyPrice: 500), "2010-02-01")
        life.go(to: "2010-02-16 12:00")
        #expect(refusal { try life.record(announced(800, "2010-02-20"), "2010-02-17") } == "R6.4-05")
        try life.record(announced(500, "2010-02-20"), "2010-02-17")
    }

    /// What the failed month, which was due on the 15th of February at 10.00, and the one after it cost.
    private func debits(before: Told? = nil, during: Told) throws -> [Int64] {
        var life = try Life.started("2010-01-15", price: 1000)
        if let before { try life.record(announced(before.cents, before.effective), "2010-02-01 12:00") }
        life.go(to: "2010-02-16 12:00")
        try life.record(announced(during.cents, during.effective), "2010-02-17")
        try life.pay(5000, "2010-02-18")
        try life.record(.reactivationRequested(s1, standing: false), "2010-02-18")
        life.go(to: "2010-03-16")
        return life.debits
    }
}

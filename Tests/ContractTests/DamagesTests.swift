import Contract
import Testing

@Suite struct DamagesTests {
    private func record(
        _ life: inout Life,
        _ cents: Int64,
        period: Int = 1,
        category: Damages.Category = .direct,
        cause: InterruptionCause = .provider,
        reference: String = "INC-7",
        _ instant: String = "2010-02-10"
    ) -> RuleID? {
        let damages = Damages(period: period, category: category, cents: cents, cause: cause, reference: reference)
        return refusal { try life.record(.liability(.damagesRecorded(s1, damages: damages)), instant, by: .staff) }
    }

    @Test(arguments: Damages.Category.allCases) func `R4-10: only direct loss`(category: Damages.Category) throws {
        var life = try Life.started()
        #expect(record(&life, 100, category: category) == (category == .direct ? nil : "R4-10"))
        #expect(record(&life, 100, reference: " ") == "R4-10")
    }

    @Test(arguments: InterruptionCause.allCases) func `R4-08: nothing for what is not the provider's to answer for`(
        cause: InterruptionCause
    ) throws {
        var life = try Life.started()
        let refused = record(&life, 100, cause: cause)
        #expect(refused == (cause.excludesLiability ? cause.rule : nil))
        #expect(
            cause.excludesLiability == !cause.isRefundable && ![.provider, .maintenance].contains(cause)
                || !cause.excludesLiability
        )
    }

    @Test(arguments: [(1000, nil), (1001, "R4-11"), (0, "R4-11"), (-1, "R4-11")] as [(Int64, RuleID?)])
    func `R4-11: up to the price of the month, to the cent, and not a cent more`(cents: Int64, refused: RuleID?) throws
    {
        var life = try Life.started()
        #expect(record(&life, cents) == refused)
        #expect(life.posted("damages").isEmpty && life.account.euroBalance == 0, "the ledger is not touched")
    }

    @Test func `R4-11: over all records of a period, and each period on its own`() throws {
        var life = try Life.started("2010-01-31", cents: 1000)
        #expect(record(&life, 600) == nil)
        #expect(record(&life, 401) == "R4-11")
        #expect(record(&life, 400) == nil)
        #expect(record(&life, 1, period: 2) == "R4-11", "nothing was paid for a month that is not there yet")
        life.go(to: "2010-03-01")
        #expect(record(&life, 1000, period: 2, "2010-03-02") == nil)
    }

    @Test func `R4-11 R6.3-02: a cheque that is not credited is not paid yet`() throws {
        var life = try Life.started("2010-01-31", cents: 400)
        try life.cheque(600, "C1", "2010-02-20")
        life.go(to: "2010-03-01")
        #expect(life.phase() == .active(period: 2))
        #expect(record(&life, 401, period: 2, "2010-03-02") == "R4-11")
        try life.record(.chequeCleared(reference: "C1"), "2010-03-03")
        #expect(record(&life, 1000, period: 2, "2010-03-04") == nil)
    }

    @Test func `R7.9-02: no damages for a month that was refunded`() throws {
        var life = try Life.started("2010-01-31")
        let lost = Interruption(
            start: at("2010-02-01"),
            confirmedThrough: at("2010-02-07"),
            ended: true,
            cause: .technical
        )
        try life.record(.interruptionMeasured(s1, lost), "2010-02-08", by: .system)
        #expect(record(&life, 1) == "R7.9-02")
    }

    @Test func `R4-04: nothing for a month that was excused`() throws {
        var life = try Life.started("2010-01-31", cents: 1000)
        try life.declare("2010-02-10")
        life.go(to: "2010-03-02")
        #expect(record(&life, 1, period: 2, "2010-03-03") == "R4-11")
    }

    @Test(arguments: PropertyTests.seeds) func `R4-11: recorded damages never exceed what was paid, invoiced or asked`(
        seed: UInt64
    ) {
        let history = History(seed: seed, under: PropertyTests.book(seed))
        for (fact, state) in zip(history.facts, history.states) {
            guard case .liability(.damagesRecorded(let id, let damages)) = fact.event, let subscription = state[id]
            else { continue }
            #expect(subscription.damages(of: damages.period) <= subscription.damagesCap(of: damages.period))
        }
    }
}

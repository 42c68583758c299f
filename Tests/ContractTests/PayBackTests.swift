import Contract
import Testing

@Suite struct PayBackTests {
    private func refunded() throws -> Life {
        var life = try Life.started("2010-01-31", cents: 200)
        let outage = Interruption(
            start: at("2010-02-03"),
            confirmedThrough: at("2010-02-09"),
            ended: true,
            cause: .technical
        )
        try life.record(.interruptionMeasured(s1, outage), "2010-02-09", by: .system)
        return life
    }

    private func paidBack(_ period: Int = 1, method: String = "transfer", document: String = "VIR-OUT-3") -> Event {
        .payments(.refundPaidBack(s1, period: period, method: method, document: document))
    }

    @Test func `AMB-26 a refund of 7.9 can be paid back by hand, once`() throws {
        var life = try refunded()
        #expect(life.account.euroBalance == 1200)
        try life.record(paidBack(), "2010-02-10", by: .staff)
        #expect(life.account.euroBalance == 200)
        #expect(life.posted("payback").map(\.transaction.key) == ["payback/S-1001/1"])
        #expect(life.mails("R7.9-01.paid").first?.notice.values["reference"] == .text("VIR-OUT-3"))
        #expect(refusal { try life.record(paidBack(), "2010-02-11", by: .staff) } == "R6.6-06")
        #expect(life.account.euroBalance == 200)
    }

    @Test func `R6.6-06 nothing else is paid back, and not what was used`() throws {
        var life = try refunded()
        #expect(refusal { try life.record(paidBack(), "2010-02-10") } == "R6.6-06", "a client cannot help himself")
        #expect(refusal { try life.record(paidBack(document: " "), "2010-02-10", by: .staff) } == "R6.6-06")
        #expect(refusal { try life.record(paidBack(2), "2010-02-10", by: .staff) } == "R6.6-06")
        #expect(
            refusal { try life.record(paidBack(method: "allopass"), "2010-02-10", by: .staff) } == "R6.6-05",
            "R6.8-04"
        )
        #expect(refusal { try life.record(paidBack(method: "cash"), "2010-02-10", by: .staff) } == "R6.6-05")
        life.go(to: "2010-03-01")
        #expect(life.phase() == .active(period: 2) && life.account.euroBalance == 200)
        #expect(
            refusal { try life.record(paidBack(), "2010-03-02", by: .staff) } == "R6.6-06",
            "it paid the next month"
        )
    }

    @Test func `R6.6-06 an account never refunded has nothing to pay back`() throws {
        var life = try Life.started("2010-01-31", cents: 9000)
        #expect(refusal { try life.record(paidBack(), "2010-02-10", by: .staff) } == "R6.6-06")
    }
}

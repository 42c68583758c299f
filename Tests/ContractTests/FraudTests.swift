import Contract
import Testing

@Suite struct FraudTests {
    @Test func `R12.2-02: a case cannot be closed without a filing`() throws {
        var life = try Life.open()
        let event = Event.fraud(.suspected(case: "F-1", what: "stolen card"))
        try life.record(event, "2010-02-01", by: .system)
        #expect(life.account.frauds.map(\.filing) == [nil] && life.decisions("R12.2-02").count == 1)
        func close(_ filing: String, by actor: Actor = .staff, case id: String = "F-1") -> RuleID? {
            refusal { try life.record(.fraud(.closed(case: id, filing: filing)), "2010-02-02", by: actor) }
        }
        #expect(close("") == "R12.2-02" && close("  ") == "R12.2-02")
        #expect(close("PV 2010/123", by: .client) == "R12.2-02")
        #expect(close("PV 2010/123", case: "F-2") == "R12.2-02")
        #expect(close("PV 2010/123") == nil)
        #expect(life.account.frauds.map(\.filing) == ["PV 2010/123"])
        #expect(close("PV 2010/123") == "R12.2-02", "once")
    }

    @Test func `R12.2-02: a case says what happened, under a name of its own`() throws {
        var life = try Life.open()
        func open(_ id: String, _ what: String) -> RuleID? {
            refusal { try life.record(.fraud(.suspected(case: id, what: what)), "2010-02-01", by: .staff) }
        }
        #expect(open("F-1", "") == "R12.2-02" && open("F 1", "x") == "R12.2-02")
        #expect(open("F-1", "x") == nil)
        #expect(open("F-1", "y") == "R12.2-02")
    }
}

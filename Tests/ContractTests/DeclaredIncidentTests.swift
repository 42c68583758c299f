import Contract
import Testing

/// Incidents that a person declares and closes.
@Suite struct DeclaredIncidentTests {
    private func life() throws -> Life { try .started("2010-01-31", cents: 3000) }

    private func declare(
        _ life: inout Life,
        _ instant: String,
        from start: String = "2010-02-03",
        _ cause: InterruptionCause = .supplierNetwork,
        words: String = "transit lost",
        by actor: Actor = .staff
    ) throws {
        let event = LiabilityEvent.incidentDeclared(s1, start: at(start), cause: cause, words: words)
        try life.record(.liability(event), instant, by: actor)
    }

    private func close(_ life: inout Life, _ instant: String, end: String? = nil) throws {
        try life.record(.liability(.incidentClosed(s1, end: at(end ?? instant))), instant, by: .staff)
    }

    private func measure(_ life: inout Life, through: String, ended: Bool) throws {
        let found = Interruption(
            start: at("2010-02-03"),
            confirmedThrough: at(through),
            ended: ended,
            cause: .technical
        )
        let now = max(life.account.now, at(through))
        try life.record(.interruptionMeasured(s1, found), at: now, occurred: now, by: .system)
    }

    @Test(arguments: [("2010-02-08", 0), ("2010-02-08 00:00:01", 1)])
    func `R7.9-01: a declared incident is refunded after more than five days, as far as it is confirmed`(
        now: String,
        refunds: Int
    ) throws {
        var life = try life()
        try declare(&life, now)
        #expect(life.posted("refund").count == refunds)
        #expect(life.first.interruptions.map(\.ended) == [false] && life.first.openIncident?.cause == .supplierNetwork)
        life.go(to: at("2010-02-20"))
        #expect(life.posted("refund").count == refunds, "nobody confirmed that it lasts")
    }

    @Test func `R7.9-01: declared again it is confirmed further, and closing it decides too`() throws {
        var life = try life()
        try declare(&life, "2010-02-04")
        try declare(&life, "2010-02-05")
        #expect(life.posted("refund").isEmpty && life.first.interruptions.count == 1)
        try close(&life, "2010-02-10", end: "2010-02-09")
        #expect(life.posted("refund").count == 1)
        #expect(life.first.interruptions.first?.confirmedThrough == at("2010-02-09") && life.first.openIncident == nil)
        #expect(life.decisions("R7.9-01").contains { $0.contains("over after 144 h") })
    }

    @Test func `R7.9-01: a shorter end takes nothing back that was refunded`() throws {
        var life = try life()
        try declare(&life, "2010-02-09")
        let balance = life.account.euroBalance
        try close(&life, "2010-02-10", end: "2010-02-04")
        #expect(life.posted("refund").count == 1 && life.account.euroBalance == balance)
    }

    @Test func `R4-08: a declared cause that 7.9 does not cover refunds nothing, and is classified like any other`()
        throws
    {
        var life = try life()
        try declare(&life, "2010-02-09", .clientMisuse)
        #expect(life.posted("refund").isEmpty && life.decisions("R12.6-03").contains { $0.contains("transit lost") })
        let event = LiabilityEvent.interruptionClassified(s1, start: at("2010-02-03"), cause: .attack)
        try life.record(.liability(event), "2010-02-10", by: .staff)
        #expect(life.posted("refund").count == 1 && life.first.openIncident?.cause == .attack)
        try close(&life, "2010-02-11")
        #expect(life.first.interruptions.map(\.cause) == [.attack] && life.posted("refund").count == 1)
    }

    @Test func `what is measured from the same instant on confirms it, and does not open again what a person closed`()
        throws
    {
        var life = try life()
        try declare(&life, "2010-02-04")
        try measure(&life, through: "2010-02-06", ended: true)
        #expect(life.first.openIncident?.confirmedThrough == at("2010-02-06"))
        #expect(life.first.interruptions.map(\.cause) == [.supplierNetwork])
        try close(&life, "2010-02-07")
        try measure(&life, through: "2010-02-09", ended: false)
        #expect(
            life.first.interruptions.map(\.confirmedThrough) == [at("2010-02-07")] && life.first.openIncident == nil
        )
    }

    @Test(arguments: [
        ("2010-02-09", "2010-01-30", "transit lost", "was not delivered when the incident began"),
        ("2010-02-09", "2010-02-10", "transit lost", "begins in the future"),
        ("2010-02-09", "2010-02-03", " ", "describe what happened"),
        ("2011-12-01", "2010-02-03", "transit lost", "months ago"),
    ])
    func `R7.9-01: what cannot be is refused with the reason`(now: String, start: String, words: String, reason: String)
    {
        let error = #expect(throws: Refusal.self) {
            var life = try life()
            try declare(&life, now, from: start, words: words)
        }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }

    @Test func `R7.9-01: one incident at a time; another cause is a classification; only an operator says so`() throws {
        var life = try life()
        try measure(&life, through: "2010-02-04", ended: true)
        func refuses(_ reason: String, _ body: (inout Life) throws -> Void) {
            let error = #expect(throws: Refusal.self) { try body(&life) }
            #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
        }
        refuses("began at that instant is known") { try declare(&$0, "2010-02-05") }
        refuses("No declared incident") { try close(&$0, "2010-02-05") }
        try declare(&life, "2010-02-05", from: "2010-02-04 12:00")
        refuses("Another incident") { try declare(&$0, "2010-02-06", from: "2010-02-05") }
        refuses("lessor incident classify") { try declare(&$0, "2010-02-06", from: "2010-02-04 12:00", .attack) }
        refuses("ends before it began, or in the future") { try close(&$0, "2010-02-06", end: "2010-02-04 12:00") }
        refuses("ends before it began, or in the future") { try close(&$0, "2010-02-06", end: "2010-02-07") }
        refuses("can only be settled by an operator") {
            try declare(&$0, "2010-02-06", from: "2010-02-04 12:00", by: .client)
        }
        #expect(life.first.interruptions.count == 2)
    }
}

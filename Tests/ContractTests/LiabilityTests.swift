import Contract
import Testing

@Suite struct LiabilityTests {
    private func measured(_ cause: InterruptionCause, hours: Int64, start: String = "2010-02-03") throws -> Life {
        var life = try Life.started("2010-01-31", cents: 3000)
        try measure(&life, cause, hours: hours, start)
        return life
    }

    private func measure(_ life: inout Life, _ cause: InterruptionCause, hours: Int64, _ start: String) throws {
        let end = at(start).adding(seconds: hours * 3600)
        let found = Interruption(start: at(start), confirmedThrough: end, ended: true, cause: cause)
        let now = max(life.account.now, end)
        try life.record(.interruptionMeasured(s1, found), at: now, occurred: now, by: .system)
    }

    private func classify(_ life: inout Life, _ cause: InterruptionCause, _ instant: String) throws {
        let event = LiabilityEvent.interruptionClassified(s1, start: at("2010-02-03"), cause: cause)
        try life.record(.liability(event), instant, by: .staff)
    }

    private static let inside: Set<InterruptionCause> = [.technical, .supplierNetwork, .supplierHardware, .attack]

    @Test(arguments: InterruptionCause.allCases)
    func `R4-08 R4-09 R5-03 R5-05 R5-06 R8-01 AMB-53: only suppliers, hardware and attacks are inside 7.9`(
        cause: InterruptionCause
    ) throws {
        var life = try measured(.maintenance, hours: 200)
        #expect(life.posted("refund").isEmpty)
        try classify(&life, cause, "2010-02-20")
        #expect(life.posted("refund").count == (Self.inside.contains(cause) ? 1 : 0))
        #expect(life.decisions(cause.rule).count == (Self.inside.contains(cause) ? 0 : 1))
        #expect(life.account.euroBalance == (Self.inside.contains(cause) ? 4000 : 3000))
    }

    @Test func `each cause on the client's side has its rule`() {
        let rules: [InterruptionCause: RuleID] = [
            .client: "R4-08", .clientDeterioration: "R4-08", .clientAdvice: "R4-08", .clientData: "R4-08",
            .thirdParty: "R4-08", .clientMisuse: "R12.6-03", .clientCredential: "R5-03", .clientStaff: "R5-05",
            .clientLostPassword: "R5-06", .authority: "R4-09", .lcenNotice: "R4-09", .bandwidth: "R8-01",
            .maintenance: "R7.5-03", .provider: "R7.4-01",
        ]
        for cause in InterruptionCause.allCases {
            #expect(cause.rule == rules[cause] ?? "R7.9-01")
            #expect(cause.isRefundable == (rules[cause] == nil))
        }
    }

    @Test func `R7.9-01: classified months after the facts, refunded then, once`() throws {
        var life = try measured(.client, hours: 121)
        try classify(&life, .supplierHardware, "2010-04-20")
        #expect(life.posted("refund").map(\.at) == [at("2010-04-20")])
        try classify(&life, .attack, "2010-04-21")
        #expect(life.posted("refund").count == 1)
    }

    @Test func `R7.9-01: five days exactly are not refunded, whatever the cause is found to be`() throws {
        var life = try measured(.client, hours: 120)
        try classify(&life, .supplierNetwork, "2010-04-20")
        #expect(life.posted("refund").isEmpty)
    }

    @Test func `R7.9-01: what was refunded stays refunded, and that is recorded`() throws {
        var life = try measured(.technical, hours: 200)
        #expect(life.posted("refund").count == 1)
        let balance = life.account.euroBalance
        try classify(&life, .clientMisuse, "2010-02-20")
        #expect(life.account.euroBalance == balance && life.first.refundedPeriods == [1])
        #expect(life.decisions("R7.9-01").contains { $0.contains("stays refunded: month 1") })
    }

    @Test func `measuring on does not undo what a person found out`() throws {
        var life = try measured(.technical, hours: 100)
        try classify(&life, .clientCredential, "2010-02-10")
        try measure(&life, .technical, hours: 300, "2010-02-03")
        #expect(life.posted("refund").isEmpty && life.first.interruptions.map(\.cause) == [.clientCredential])
        try classify(&life, .attack, "2010-02-20")
        #expect(life.posted("refund").count == 1)
    }

    @Test func `R7.9-01: only an operator classifies, and only what was measured`() throws {
        var life = try measured(.technical, hours: 10)
        let unknown = LiabilityEvent.interruptionClassified(s1, start: at("2010-02-04"), cause: .attack)
        #expect(refusal { try life.record(.liability(unknown), "2010-02-20", by: .staff) } == "R7.9-01")
        let known = LiabilityEvent.interruptionClassified(s1, start: at("2010-02-03"), cause: .attack)
        #expect(refusal { try life.record(.liability(known), "2010-02-20", by: .client) } == "R4-08")
    }

    @Test(arguments: [true, false])
    func `7.9 against 4: a notified case leaves the refund as it is, unless the terms say otherwise`(keeps: Bool) throws
    {
        let terms = Book.shipped.with(\.forceMajeureKeepsRefund, keeps)
        let book = Rulebook(terms: [terms.id: terms], current: terms.id, zone: Book.paris)
        var life = try Life.started("2010-01-31", cents: 3000, under: book)
        try life.declare("2010-02-05", cause: .powerFailure, since: "2010-02-03")
        life.go(to: "2010-02-20")
        try measure(&life, .technical, hours: 300, "2010-02-03")
        #expect(life.posted("refund").map(\.transaction.key) == (keeps ? ["refund/S-1001/1"] : []))
        // A month that was excused was never debited, so there is nothing to give back.
        life.go(to: "2010-03-20")
        try measure(&life, .technical, hours: 1000, "2010-02-03")
        #expect(life.first.excusedPeriods == [2])
        #expect(life.posted("refund").count == (keeps ? 1 : 0) && life.account.euroBalance == (keeps ? 4000 : 3000))
    }

    @Test func `another hold beside force majeure breaks the row of days`() throws {
        var life = try Life.started("2010-01-31", cents: 3000)
        try life.declare("2010-02-05")
        try life.record(.clientPower(s1, running: false), "2010-02-06")
        #expect(life.first.demandedSpans.last?.to == at("2010-02-06"))
        try life.record(.clientPower(s1, running: true), "2010-02-07")
        #expect(life.first.demandedSpans.count == 2 && life.state() == .stopped)
    }

    private static let ownFault = "outage-2010-02-03-0000"

    @Test func `R7.4-03: the provider's own fault is a breach on record, and no days run by themselves`() throws {
        var life = try measured(.technical, hours: 200)
        try classify(&life, .provider, "2010-02-20")
        try measure(&life, .technical, hours: 210, "2010-02-03")
        let breaches = life.account.casework.breaches
        #expect(breaches.map(\.notice.reference) == [Self.ownFault] && breaches.map(\.notice.by) == [.client])
        #expect(breaches.map(\.state) == [.open] && breaches.map(\.endsOn) == [nil])
        #expect(life.decisions("R7.4-03").count == 1)
        life.go(to: "2010-05-01")
        #expect(!life.first.isEnded, "nobody complained")
        #expect(life.misses("R7.4-03").contains { $0.contains("the client has not complained of it") })
    }

    @Test(arguments: [true, false]) func `R7.4-01 R7.4-03: the client's notice of that name starts its days, once`(
        isCured: Bool
    ) throws {
        var life = try measured(.provider, hours: 200)
        try life.record(.noticeHandedOver("R7.4-02/S-1001/1"), "2010-02-12", by: .system)
        #expect(life.account.casework.breaches.map(\.endsOn) == [nil], "no mail of the provider's starts them")
        let notice = BreachTests.notice(Self.ownFault, by: .client)
        #expect(
            refusal { try life.record(BreachTests.notice(Self.ownFault), "2010-02-14", by: .staff) } == "R7.4-01"
        )
        try life.record(notice, "2010-02-15")
        #expect(life.account.casework.breaches.count == 1 && life.mails("R7.4-03").count == 1)
        #expect(refusal { try life.record(notice, "2010-02-16") } == "R7.4-01")
        if isCured { try life.record(BreachTests.cure(Self.ownFault), "2010-02-20", by: .staff) }
        life.go(to: "2010-02-24")
        #expect(life.phase() == (isCured ? .active(period: 1) : .ended(rule: "R7.4-01", erased: false)))
    }

    @Test func `R7.4-03: a fault that proves to be none is dropped, and found again it is on record again`() throws {
        var life = try measured(.provider, hours: 50)
        for (cause, state) in [
            (.clientMisuse, .dropped), (.provider, .open), (.attack, .dropped),
        ] as [(InterruptionCause, Breach.State)] {
            try classify(&life, cause, "2010-02-20")
            #expect(life.account.casework.breaches.map(\.state) == [state])
        }
        try life.record(BreachTests.notice(Self.ownFault, by: .client), "2010-02-21")
        #expect(life.account.casework.breaches.map(\.state) == [.dropped, .open], "a complaint of his own")
        try classify(&life, .clientMisuse, "2010-02-22")
        #expect(life.account.casework.breaches.map(\.state) == [.dropped, .open], "what he complained of runs on")
    }

    @Test func `R7.4-03: a declared incident of the provider's is on record too, one that has ended a service is not`()
        throws
    {
        var life = try Life.started("2010-01-31", cents: 3000)
        let declared = LiabilityEvent.incidentDeclared(s1, start: at("2010-02-03"), cause: .provider, words: "cut")
        try life.record(.liability(declared), "2010-02-03 08:00", by: .staff)
        #expect(life.account.casework.breaches.map(\.notice.reference) == [Self.ownFault])
        var ended = try measured(.technical, hours: 50)
        try ended.record(.terminationRequested(s1), "2010-02-10")
        try classify(&ended, .provider, "2010-02-20")
        #expect(ended.account.casework.breaches.isEmpty)
    }
}

extension Terms {
    /// The same terms with another value of one parameter.
    func with(_ path: KeyPath<Parameters, Parameter<Bool>>, _ value: Bool) -> Terms {
        precondition(path == \.forceMajeureKeepsRefund)
        let source = "forceMajeureKeepsRefund: {value: true"
        return Book.decoded(
            Book.contents("\(id).yaml")
                .replacing(source, with: source.replacing("true", with: "\(value)"))
        )
    }
}

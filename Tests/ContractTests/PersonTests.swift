import Contract
import Testing

@Suite struct PersonTests {
    private static let hash = String(repeating: "a", count: 64)

    @Test(arguments: ClientKind.allCases) func `R1-02: every kind of client can order, and the kind is kept`(
        kind: ClientKind
    ) throws {
        var life = Life()
        try life.record(.accountOpened(kind), "2010-01-01")
        try life.pay(1000, "2010-01-01")
        try life.order(s1, "2010-01-01")
        #expect(life.phase() == .provisioning && life.account.kind == kind)
    }

    @Test func `R2-01 R9-01 R5-01 R0-01: the acceptance names version, text and instant`() throws {
        var life = try Life.open()
        let terms = life.book.current
        try life.record(.person(.termsAccepted(terms: terms, hash: Self.hash)), "2010-01-02 10:00")
        #expect(life.account.acceptances.map(\.terms) == [terms])
        #expect(life.account.acceptances.map(\.hash) == [Self.hash])
        #expect(life.account.acceptances.map(\.at) == [at("2010-01-02 10:00")])
        #expect(life.decisions("R2-01").count == 1 && life.decisions("R5-01").count == 1)
    }

    @Test func `R0-01: only the version in force, and never without its text`() throws {
        var life = try Life.open()
        #expect(
            refusal { try life.record(.person(.termsAccepted(terms: "old", hash: Self.hash)), "2010-01-02") } == "R0-01"
        )
        let current = life.book.current
        #expect(refusal { try life.record(.person(.termsAccepted(terms: current, hash: "")), "2010-01-02") } == "R0-01")
    }

    @Test func `R11-04: refused while a service lives, then the account is closed and orders no more`() throws {
        var life = try Life.started()
        #expect(refusal { try life.record(.person(.dataErased), "2010-02-01", by: .staff) } == "R11-04")
        try life.record(.terminationRequested(s1), "2010-02-02")
        try life.record(.person(.dataErased), "2010-02-02", by: .staff)
        #expect(life.account.status == .closed)
        #expect(refusal { try life.order(s2, "2010-02-04") } == "R6.1-01")
    }

    @Test
    func `R11-04 R4-13: who owes, or whose payments are on their way, is still needed; once settled he is erased`()
        throws
    {
        let erased = Event.person(.dataErased)
        var life = try Life.open()
        try life.cheque(100, "C1", "2010-01-02")
        #expect(refusal { try life.record(erased, "2010-01-03", by: .staff) } == "R6.3-02")
        try life.record(.chequeCleared(reference: "C1"), "2010-01-04")
        try life.order(s1, price: 100, "2010-01-04")
        try life.record(.terminationRequested(s1), "2010-01-04")
        let reversed = PaymentEvent.reversed(method: "cheque", reference: "C1", reason: "forged")
        try life.record(.payments(reversed), "2010-01-05")
        #expect(refusal { try life.record(erased, "2010-01-06", by: .staff) } == "R4-13")
        try life.pay(100, "2010-01-07")
        try life.record(erased, "2010-01-08", by: .staff)
        #expect(life.account.status == .closed && life.account.debts.isEmpty)
    }

    @Test func `R11-04: at any time, also once the account is closed`() throws {
        var life = try Life.open()
        try life.record(.accountClosed(reason: "asked by letter"), "2010-01-02", by: .staff)
        let effects = try life.record(.person(.dataErased), "2010-01-03", by: .staff)
        #expect(effects.map(\.rule) == ["R11-04"] && life.account.status == .closed)
    }

    @Test func `R12.2-02 R11-04: a complaint that is not filed yet needs the data`() throws {
        var life = try Life.open()
        try life.record(.fraud(.suspected(case: "F-1", what: "stolen card")), "2010-02-01", by: .staff)
        #expect(refusal { try life.record(.person(.dataErased), "2010-02-02", by: .staff) } == "R12.2-02")
        try life.record(.fraud(.closed(case: "F-1", filing: "PV 1")), "2010-02-03", by: .staff)
        try life.record(.person(.dataErased), "2010-02-04", by: .staff)
        #expect(life.account.status == .closed)
    }
}

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
        #expect(refusal { try life.record(.person(.dataErased), "2010-02-03", by: .staff) } == "R11-04")
        #expect(refusal { try life.order(s2, "2010-02-04") } == "R6.1-01")
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

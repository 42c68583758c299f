import Contract
import Testing

@Suite struct MethodTests {
    /// The shipped terms with one more method.
    private func book(_ name: String, _ crediting: Crediting) throws -> Rulebook {
        let more = Terms.ManagedMethod(
            id: try #require(PaymentMethod(rawValue: name)),
            name: name,
            creditedOn: crediting,
            latencyDays: 3,
            tokenPriceCents: 110,
            article: "6.6",
            line: 131
        )
        let terms = Book.copy(methods: Book.shipped.methods + [more])
        try terms.validate()
        return Rulebook(terms: [terms.id: terms], current: terms.id, zone: Book.paris)
    }

    @Test func `R6.3-02 R6.5-03 each method has its crediting event and its delay`() {
        let rows = Book.shipped.methods.map { "\($0.id.rawValue) \($0.creditedOn.rawValue) \($0.latencyDays)" }
        #expect(
            rows == ["paypal completed 0", "cheque clearing 10", "transfer bank credit 2", "allopass conversion 0"]
        )
    }

    @Test(arguments: [Crediting.completed, .bankCredit])
    func `R6.6-04 a further method is one more row: credited at once`(crediting: Crediting) throws {
        var life = try Life.open(under: try book("card", crediting))
        let payment = Payment(method: "Card", currency: "EUR", amount: 700, reference: "k1")
        try life.record(.paymentReceived(payment), "2010-01-02")
        #expect(life.account.euroBalance == 700)
        #expect(life.posted("payment").first?.transaction.postings.first?.account.description == "provider:bank:card")
    }

    @Test func `R6.6-04 a further method is one more row: credited on clearing, it may fund a renewal and bounce`()
        throws
    {
        var life = try Life.started("2010-01-31", under: try book("direct-debit", .clearing))
        let payment = Payment(method: "direct-debit", currency: "EUR", amount: 1000, reference: "d1")
        try life.record(.paymentReceived(payment), "2010-02-20")
        life.go(to: "2010-03-01")
        #expect(life.phase() == .active(period: 2) && life.account.pendingBalance == 0)
        #expect(refusal { try life.record(.paymentReceived(cheque("d1")), "2010-03-01") } == "R6.5-01")
        try life.record(.chequeBounced(reference: "d1"), "2010-03-02")
        #expect(life.phase() == .incident(period: 1))
        #expect(life.posted("bounce").first?.transaction.key == "bounce/direct-debit/d1")
        try life.record(.paymentReceived(cheque("d1")), "2010-03-03")
        try life.record(.chequeCleared(reference: "d1"), "2010-03-04")
        #expect(life.account.euroBalance == 1000)
    }

    private func cheque(_ reference: String) -> Payment {
        Payment(
            method: "cheque",
            currency: "EUR",
            amount: 1000,
            reference: reference,
            bank: DrawingBank(reading: "30004")
        )
    }

    @Test func `R6.3-02 a method credited on conversion takes codes, not payments`() throws {
        var life = try Life.open()
        let payment = Payment(method: "allopass", currency: "EUR", amount: 300, reference: "X")
        #expect(refusal { try life.record(.paymentReceived(payment), "2010-01-02") } == "R6.3-02")
        #expect(
            refusal {
                try life.record(
                    .codes(.validated(method: "paypal", code: OpaqueID(1, 1), cents: 300, obtainedAt: nil)),
                    "2010-01-02"
                )
            } == "R6.6-05"
        )
    }

    @Test func `a ledger account names any method, and nothing that could be read as two`() {
        for name in ["paypal", "sepa-2"] {
            let account = LedgerAccount("provider:bank:\(name)")
            #expect(account?.description == "provider:bank:\(name)")
        }
        for name in ["", "Card", "a:b", "a/b", "é", String(repeating: "a", count: 33)] {
            #expect(PaymentMethod(rawValue: name) == nil)
            #expect(LedgerAccount("provider:bank:\(name)") == nil)
        }
    }

    @Test func `terms whose tokens cannot be priced are refused`() {
        let yaml = Book.contents("serveurts-2010-02-02.yaml")
        for (old, new) in [
            ("tokenPriceCents: 180", "tokenPriceCents: 0"),
            ("tokenValueCents: {value: 100", "tokenValueCents: {value: 0"),
            ("value: [1, 5, 10, 20]", "value: [5, 1]"), ("value: [1, 5, 10, 20]", "value: []"),
            ("reversalMonths: {value: 13", "reversalMonths: {value: 0"),
            ("alloPassConversionDays: {value: 30", "alloPassConversionDays: {value: 0"),
        ] {
            #expect(yaml.contains(old))
            let terms = Book.decoded(yaml.replacing(old, with: new))
            #expect(throws: TermsError.self) { try terms.validate() }
        }
    }
}

import Contract
import Testing

@Suite struct PaymentTests {
    @Test(arguments: ["paypal", "transfer", "PayPal"])
    func `R6.3-02 R6.6-04 a managed method credits at once`(method: String) throws {
        var life = try Life.open()
        try life.record(
            .paymentReceived(.init(method: method, currency: "EUR", amount: 1234, reference: "r")),
            "2010-01-02"
        )
        #expect(life.account.euroBalance == 1234)
        let found = try #require(life.posted("payment").first?.transaction)
        #expect(found.key == "payment/\(method.lowercased())/r")
        #expect(found.quantity(.balance(life.account.id)) == 1234)
    }

    @Test(arguments: [
        ("paypal", "USD", "currency"), ("paypal", "eur", "currency"), ("paypal", "", "currency"),
        ("bitcoin", "EUR", "method"), ("", "EUR", "method"), ("bitcoin", "USD", "method"),
        ("cheque", "CHF", "currency"),
    ])
    func `R6.6-05 R6.6-03 any other method or currency is rejected`(method: String, currency: String, reason: String)
        throws
    {
        var life = try Life.open()
        try life.record(
            .paymentReceived(.init(method: method, currency: currency, amount: 1050, reference: "r/1")),
            "2010-01-02"
        )
        #expect(life.account.euroBalance == 0 && life.account.pendingBalance == 0 && life.posted("payment").isEmpty)
        let mail = try #require(life.mails("R6.6-05").first?.notice)
        #expect(mail.key == "R6.6-05/A-1/\(method):r/1")
        #expect(mail.values["reason"] == .text(reason) && mail.values["amount"] == .text("10.50"))
        #expect(
            life.effects.contains { effect in
                if case .decided = effect.action { effect.rule == "R6.6-05" } else { false }
            }
        )
    }

    @Test(arguments: [0, -1, Int64.min, Int64.max, 1_000_000_001])
    func `an amount that cannot be is refused`(amount: Int64) throws {
        var life = try Life.open()
        let payment = Payment(method: "paypal", currency: "EUR", amount: amount, reference: "r")
        #expect(refusal { try life.record(.paymentReceived(payment), "2010-01-02") } == "R6.11-05")
    }

    @Test(arguments: [("paypal", "EUR"), ("paypal", "USD"), ("bitcoin", "EUR"), ("cheque", "EUR")])
    func `a reference counts once, for ever`(method: String, currency: String) throws {
        var life = try Life.open()
        let bank = method == "cheque" ? DrawingBank(reading: "30004") : nil
        let payment = Payment(method: method, currency: currency, amount: 100, reference: "r", bank: bank)
        try life.record(.paymentReceived(payment), "2010-01-02")
        let before = life.account
        #expect(refusal { try life.record(.paymentReceived(payment), "2010-01-02") } == "R6.5-01")
        #expect(life.account == before)
        let other = Payment(method: "transfer", currency: "EUR", amount: 100, reference: "r")
        try life.record(.paymentReceived(other), "2010-01-02")
    }

    @Test func `R6.11-05 money without a reference waits in suspense and renews nothing`() throws {
        var life = try Life.open()
        try life.order(s1, price: 1000, "2010-01-02")
        for _ in 1...2 {
            try life.record(
                .paymentReceived(.init(method: "transfer", currency: "EUR", amount: 1000, reference: "")),
                "2010-01-03"
            )
        }
        #expect(life.phase() == .awaitingFunds && life.account.euroBalance == 0)
        #expect(life.posted("suspense").map(\.transaction.key) == ["suspense/A-1/1", "suspense/A-1/2"])
        #expect(life.posted("suspense").allSatisfy { $0.transaction.quantity(.suspense) == 1000 })
        #expect(Set(life.mails("R6.11-05").map(\.notice.key)).count == 2)
    }

    @Test func `R6.11-05 an amount other than the price is a top-up`() throws {
        var life = try Life.open()
        try life.order(s1, price: 1000, "2010-01-02")
        try life.pay(400, "2010-01-03")
        try life.pay(700, "2010-01-04")
        #expect(life.phase() == .provisioning && life.account.euroBalance == 100)
    }

    @Test func `a payment dated in the future is refused`() throws {
        var life = try Life.open()
        let fact = Fact(
            .paymentReceived(.init(method: "paypal", currency: "EUR", amount: 1, reference: "r")),
            occurredAt: at("2010-01-03"),
            recordedAt: at("2010-01-02"),
            actor: .system
        )
        #expect(refusal { _ = try life.account.record(fact, under: life.book) } == "R12.1-01")
    }

    @Test func `a fact recorded in the past is played now`() throws {
        var life = try Life.open()
        life.go(to: "2010-03-01")
        let fact = Fact(
            .paymentReceived(.init(method: "paypal", currency: "EUR", amount: 1, reference: "r")),
            occurredAt: at("2010-01-02"),
            recordedAt: at("2010-01-02"),
            actor: .system
        )
        let effects = try life.account.record(fact, under: life.book)
        #expect(effects.allSatisfy { $0.at == at("2010-03-01") } && life.account.now == at("2010-03-01"))
    }

    @Test func `R6.3-02 a cheque is no payment of an order before it clears`() throws {
        var life = try Life.open()
        try life.order(s1, price: 1000, "2010-01-02")
        try life.cheque(1500, "C1", "2010-01-03")
        #expect(life.phase() == .awaitingFunds && life.account.euroBalance == 0 && life.account.pendingBalance == 1500)
        #expect(life.mails("R6.3-02.pending").count == 1 && life.mails("R6.2-02").isEmpty)
        try life.record(.chequeCleared(reference: "C1"), "2010-01-10")
        #expect(life.phase() == .provisioning && life.account.euroBalance == 500 && life.account.pendingBalance == 0)
        #expect(life.mails("R6.2-02").map(\.notice.key) == ["R6.2-02/A-1/cheque:C1"])
        for event in [
            Event.chequeCleared(reference: "C1"), .chequeBounced(reference: "C1"), .chequeCleared(reference: "C2"),
        ] {
            #expect(refusal { try life.record(event, "2010-01-11") } == "R6.3-02")
        }
    }

    @Test func `R6.11-06 a cheque that bounces unused leaves nothing`() throws {
        var life = try Life.open()
        try life.cheque(1500, "C1", "2010-01-03")
        try life.record(.chequeBounced(reference: "C1"), "2010-01-10")
        #expect(life.account.pendingBalance == 0 && life.account.euroBalance == 0)
        #expect(life.mails("R6.11-06.bounced").count == 1)
        #expect(life.posted("bounce").map { $0.transaction.quantity(.bank(.cheque)) } == [1500])
    }

    @Test func `R7.9-03 a gesture needs an operator, an amount and a reason`() throws {
        var life = try Life.open()
        #expect(
            refusal { try life.record(.gestureGranted(cents: 100, reason: "sorry"), "2010-01-02", by: .system) }
                == "R7.9-03"
        )
        #expect(
            refusal { try life.record(.gestureGranted(cents: 0, reason: "sorry"), "2010-01-02", by: .staff) }
                == "R7.9-03"
        )
        #expect(
            refusal { try life.record(.gestureGranted(cents: 100, reason: " \n"), "2010-01-02", by: .staff) }
                == "R7.9-03"
        )
        try life.record(.gestureGranted(cents: 100, reason: "sorry"), "2010-01-02", by: .staff)
        #expect(life.account.euroBalance == 100)
        #expect(life.posted("gesture").first?.transaction.quantity(.gestures) == -100)
    }

    @Test func `R6.6-08 a debit goes to revenue and nowhere else`() throws {
        var life = try Life.started(cents: 12_000)
        try life.cheque(5000, "C1", "2010-03-01")
        life.go(to: "2012-01-01")
        #expect(life.posted("debit").count == 17)
        for (_, transaction) in life.posted("debit") {
            #expect(transaction.quantity(.revenue) == 1000)
            #expect(
                transaction.postings.allSatisfy { posting in
                    [.revenue, .balance(life.account.id), .pending(life.account.id)].contains(posting.account)
                }
            )
        }
    }
}

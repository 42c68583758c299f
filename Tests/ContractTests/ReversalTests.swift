import Contract
import Testing

@Suite struct ReversalTests {
    private func paid(_ cents: Int64, _ reference: String) -> Event {
        .paymentReceived(.init(method: "paypal", currency: "EUR", amount: cents, reference: reference))
    }

    private func reversed(_ reference: String, method: String = "paypal", reason: String = "chargeback") -> Event {
        .payments(.reversed(method: method, reference: reference, reason: reason))
    }

    @Test func `R6.3-02 a payment taken back leaves the balance, once, and its reference stays used`() throws {
        var life = try Life.open()
        try life.record(paid(1000, "X"), "2010-01-02")
        try life.record(paid(500, "Y"), "2010-01-02")
        try life.record(reversed("X", method: "PayPal"), "2010-01-05")
        #expect(life.account.euroBalance == 500 && life.account.debts.isEmpty)
        #expect(life.posted("reverse").map { $0.transaction.quantity(.bank(.paypal)) } == [1000])
        #expect(life.mails("R6.3-02.reversed").count == 1)
        #expect(refusal { try life.record(reversed("X"), "2010-01-06") } == "R6.3-02")
        #expect(refusal { try life.record(paid(1000, "X"), "2010-01-06") } == "R6.5-01")
        #expect(life.account.euroBalance == 500)
    }

    @Test func `R6.4-12 R6.4-14 what is spent already is owed today, and unpaid it suspends everything`() throws {
        var life = try Life.started("2010-01-31")
        try life.record(paid(1300, "X"), "2010-02-01")
        life.go(to: "2010-03-05")
        #expect(life.phase() == .active(period: 2) && life.account.euroBalance == 300)
        try life.record(reversed("X"), "2010-03-06 10:00")
        #expect(life.account.euroBalance == 0)
        #expect(life.account.debts.map(\.cents) == [1000] && life.account.debts.map(\.due) == [day("2010-03-06")])
        #expect(life.state() == .running)
        life.go(to: "2010-03-07")
        #expect(life.account.holds.map(\.cause) == [.unpaidDebt] && life.state() == .stopped)
        #expect(refusal { try life.record(reversed("X"), "2010-03-07") } == "R6.3-02")
        try life.record(paid(1000, "Z"), "2010-03-08")
        #expect(life.account.debts.isEmpty && life.account.holds.isEmpty && life.state() == .running)
        #expect(life.account.euroBalance == 0)
    }

    @Test func `R6.4-12 tokens taken back are the client's debt, never the payer's`() throws {
        var life = try Life.open()
        let request = OpaqueID(1, 1)
        try life.record(.requests(.opened(request: request, suggested: nil)), "2010-01-02")
        let payment = Payment(method: "paypal", currency: "EUR", amount: 1000, reference: "P")
        try life.record(
            .requests(.tokensBought(request: request, payment: payment, receipt: OpaqueID(2, 2))),
            "2010-01-03"
        )
        try life.order(s1, price: 700, "2010-01-03")
        life.effects = []
        try life.record(reversed("P"), "2010-01-05")
        #expect(life.posted("reverse").map { $0.transaction.quantity(.tokenSales) } == [300])
        #expect(life.posted("unsell").map { $0.transaction.quantity(.bank(.paypal)) } == [1000])
        #expect(life.account.debts.map(\.cents) == [700])
        #expect(
            !life.effects.contains { if case .notice(let notice) = $0.action { notice.payer != nil } else { false } }
        )
    }

    @Test func `a cheque credited and taken back, and one only pending`() throws {
        var life = try Life.open()
        try life.cheque(900, "C1", "2010-01-02")
        #expect(refusal { try life.record(reversed("C1", method: "cheque"), "2010-01-03") } == "R6.3-02")
        try life.record(.chequeCleared(reference: "C1"), "2010-01-09")
        try life.record(reversed("C1", method: "cheque"), "2010-01-10")
        #expect(life.account.euroBalance == 0 && life.posted("reverse").count == 1)
    }

    /// The last day is that of the same number, or the last of a shorter month.
    @Test(arguments: [
        ("2010-01-02", "2011-02-02"), ("2010-01-31", "2011-02-28"), ("2010-02-28", "2011-03-28"),
        ("2011-01-30", "2012-02-29"),
    ])
    func `R6.3-02 a payment can be taken back for thirteen months, whatever else was paid`(
        credited: String,
        last: String
    ) throws {
        for isAlone in [true, false] {
            var life = try Life.open("2010-01-01")
            try life.record(paid(1000, "X"), "\(credited) 12:00")
            var late = life
            if !isAlone { try life.record(paid(1, "Y"), "\(last) 23:58") }
            try life.record(reversed("X"), "\(last) 23:59:59")
            #expect(life.account.euroBalance == (isAlone ? 0 : 1))
            let next = day(last).adding(days: 1).description
            if !isAlone { try late.record(paid(1, "Y"), next) }
            #expect(refusal { try late.record(reversed("X"), next) } == "R6.3-02")
            #expect(late.account.euroBalance == (isAlone ? 1000 : 1001))
        }
    }

    @Test func `R6.3-02 the refusal names the day of the payment and the last day to take it back`() throws {
        var life = try Life.open()
        try life.record(paid(1000, "X"), "2010-01-02 12:00")
        let error = #expect(throws: Refusal.self) { try life.record(reversed("X"), "2011-02-03") }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("credited on 2010-01-02") && text.contains("13 months, until 2011-02-02"))
    }

    @Test func `a reversal needs a reason and a payment that was credited`() throws {
        var life = try Life.open()
        try life.record(paid(1000, "X"), "2010-01-02")
        for event in [reversed("X", reason: " "), reversed("Y"), reversed("X", method: "transfer")] {
            #expect(refusal { try life.record(event, "2010-01-03") } == "R6.3-02")
        }
    }

    @Test func `R6.7-03 a payment that did not go through credits nothing and says whom to ask`() throws {
        var life = try Life.open()
        let payment = Payment(method: "paypal", currency: "EUR", amount: 1000, reference: "X")
        try life.record(.payments(.failed(payment, reason: "denied")), "2010-01-02")
        #expect(
            life.account.euroBalance == 0 && life.mails("R6.7-03").first?.notice.values["paypal"] == .text("support")
        )
        #expect(refusal { try life.record(.payments(.failed(payment, reason: "denied")), "2010-01-02") } == "R6.5-01")
        #expect(refusal { try life.record(paid(1000, "X"), "2010-01-02") } == "R6.5-01")
        let transfer = Payment(method: "transfer", currency: "EUR", amount: 1000, reference: "X")
        try life.record(.payments(.failed(transfer, reason: "closed")), "2010-01-02")
        #expect(life.mails("R6.7-03").last?.notice.values["paypal"] == nil)
        for (method, reference, rule) in [
            ("bitcoin", "Z", "R6.6-05"), ("paypal", "", "R6.7-02"), ("paypal", "a@b", "R6.7-02"),
        ] {
            let other = Payment(method: method, currency: "EUR", amount: 1000, reference: reference)
            #expect(refusal { try life.record(.payments(.failed(other, reason: "denied")), "2010-01-03") } == rule)
        }
        let usd = Payment(method: "paypal", currency: "USD", amount: 1000, reference: "W")
        try life.record(.paymentReceived(usd), "2010-01-04")
        #expect(life.mails("R6.6-05").last?.notice.values["paypal"] == .text("support"))
    }
}

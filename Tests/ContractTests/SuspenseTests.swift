import Contract
import Testing

@Suite struct SuspenseTests {
    private func unnamed(_ cents: Int64, method: String = "transfer") -> Event {
        .paymentReceived(
            .init(
                method: method,
                currency: "EUR",
                amount: cents,
                reference: "",
                bank: method == "cheque" ? DrawingBank(reading: "30004") : nil
            )
        )
    }

    @Test func `AMB-18 R6.11-05 regularised it becomes balance, once`() throws {
        var life = try Life.open()
        try life.order(s1, price: 1000, "2010-01-02")
        try life.record(unnamed(1000), "2010-01-03")
        #expect(life.account.suspended.map(\.name) == ["transfer:#1"] && life.phase() == .awaitingFunds)
        let event = Event.payments(.regularised(name: "transfer:#1", reference: "V7"))
        try life.record(event, "2010-01-05", by: .staff)
        #expect(life.phase() == .provisioning && life.account.suspended.isEmpty)
        #expect(life.posted("payment").map { $0.transaction.quantity(.suspense) } == [-1000])
        #expect(life.mails("R6.2-02").map(\.notice.key) == ["R6.2-02/A-1/transfer:V7"])
        #expect(refusal { try life.record(event, "2010-01-06", by: .staff) } == "R6.11-05")
        let same = Payment(method: "transfer", currency: "EUR", amount: 1000, reference: "V7")
        #expect(refusal { try life.record(.paymentReceived(same), "2010-01-06") } == "R6.5-01")
        try life.record(.payments(.reversed(method: "transfer", reference: "V7", reason: "wrong")), "2010-01-07")
        #expect(life.account.debts.map(\.cents) == [1000], "a credited payment like any other")
    }

    @Test func `AMB-18 it counts from its regularisation: the renewal that it missed stays missed`() throws {
        var life = try Life.started("2010-01-31")
        try life.record(unnamed(1000), "2010-02-20")
        life.go(to: "2010-03-02")
        #expect(life.phase() == .incident(period: 1))
        try life.record(.payments(.regularised(name: "transfer:#1", reference: "V7")), "2010-03-02", by: .staff)
        #expect(life.phase() == .incident(period: 1) && life.account.euroBalance == 1000)
    }

    @Test func `AMB-18 returned it goes back to the bank, once, by an operator with a reason`() throws {
        var life = try Life.open()
        try life.record(unnamed(1000), "2010-01-03")
        let event = Event.payments(.returned(name: "transfer:#1", reason: "sender unknown"))
        #expect(refusal { try life.record(event, "2010-01-05") } == "R6.11-05")
        #expect(
            refusal { try life.record(.payments(.returned(name: "transfer:#1", reason: "")), "2010-01-05", by: .staff) }
                == "R6.11-05"
        )
        try life.record(event, "2010-01-05", by: .staff)
        #expect(life.posted("return").map { $0.transaction.quantity(.suspense) } == [-1000])
        #expect(life.mails("R6.11-05.returned").count == 1)
        #expect(refusal { try life.record(event, "2010-01-06", by: .staff) } == "R6.11-05")
        #expect(
            refusal { try life.record(.payments(.regularised(name: "transfer:#1", reference: "V")), "2010-01-06") }
                == "R6.11-05"
        )
    }

    @Test func `R6.3-02 a cheque regularised is pending until it clears`() throws {
        var life = try Life.open()
        try life.record(unnamed(1000, method: "cheque"), "2010-01-03")
        try life.record(.payments(.regularised(name: "cheque:#1", reference: "C9")), "2010-01-05", by: .staff)
        #expect(life.account.euroBalance == 0 && life.account.pendingBalance == 1000)
        try life.record(.chequeCleared(reference: "C9"), "2010-01-12")
        #expect(life.account.euroBalance == 1000)
    }

    @Test func `a reference is still needed, and one that was used is not enough`() throws {
        var life = try Life.open(cents: 100)
        try life.record(unnamed(1000), "2010-01-03")
        for (reference, rule) in [("", "R6.11-05"), ("T1", "R6.5-01")] {
            let event = Event.payments(.regularised(name: "transfer:#1", reference: reference))
            #expect(refusal { try life.record(event, "2010-01-05", by: .staff) } == rule)
        }
        #expect(life.account.suspended.count == 1)
    }
}

import Contract
import Testing

@Suite struct ClosingTests {
    private let closed = Event.accountClosed(reason: "asked by letter of 3 March, identity card seen")

    @Test func `R7.3-01 an account with a living service is not closed`() throws {
        var life = try Life.started(cents: 500)
        #expect(refusal { try life.record(closed, "2010-02-05", by: .staff) } == "R7.3-01")
        try life.record(.terminationRequested(s1), "2010-02-05")
        try life.record(closed, "2010-02-05", by: .staff)
        #expect(life.account.status == .closed && life.account.euroBalance == 500)
        #expect(life.mails("R7.5-04.account").first?.notice.values["balance"] == .amount(.euro(cents: 500)))
        #expect(refusal { try life.record(closed, "2010-02-06", by: .staff) } == "R7.5-04")
    }

    @Test func `R4-13 a debt is paid before the account is closed`() throws {
        var life = try Life.started("2010-01-31")
        let payment = Payment(method: "paypal", currency: "EUR", amount: 1000, reference: "X")
        try life.record(.paymentReceived(payment), "2010-02-01")
        life.go(to: "2010-03-01")
        try life.record(.terminationRequested(s1), "2010-03-01")
        try life.record(.payments(.reversed(method: "paypal", reference: "X", reason: "chargeback")), "2010-03-02")
        #expect(refusal { try life.record(closed, "2010-03-05", by: .staff) } == "R4-13")
        try life.pay(1000, "2010-03-06")
        try life.record(closed, "2010-03-06", by: .staff)
        #expect(life.account.status == .closed)
    }

    @Test func `R6.3-02 payments that wait are settled first, and a reason is needed`() throws {
        var life = try Life.open()
        try life.cheque(100, "C1", "2010-01-02")
        #expect(refusal { try life.record(closed, "2010-01-03", by: .staff) } == "R6.3-02")
        try life.record(.chequeCleared(reference: "C1"), "2010-01-04")
        #expect(refusal { try life.record(.accountClosed(reason: "\n"), "2010-01-05", by: .staff) } == "R7.5-04")
        try life.record(closed, "2010-01-05", by: .staff)
    }

    @Test func `R6.6-06 money for a closed account is kept aside and can only go back`() throws {
        var life = try Life.open(cents: 50)
        try life.record(.requests(.opened(request: OpaqueID(1, 1), suggested: 500)), "2010-01-02")
        try life.record(closed, "2010-01-03", by: .staff)
        #expect(life.account.requests.map { $0.closedAt != nil } == [true])
        try life.pay(700, "2010-01-04")
        #expect(life.account.euroBalance == 50 && life.account.suspended.map(\.name) == ["transfer:T2"])
        #expect(life.mails("R6.11-05").last?.notice.values["reason"] == .text("closed"))
        #expect(
            refusal { try life.record(.payments(.regularised(name: "transfer:T2", reference: "V")), "2010-01-05") }
                == "R6.11-05"
        )
        try life.record(.payments(.returned(name: "transfer:T2", reason: "account closed")), "2010-01-05", by: .staff)
        #expect(life.account.suspended.isEmpty)
        for (event, rule) in [
            (Event.gestureGranted(cents: 1, reason: "r"), "R7.9-03"), (.pointsRedeemed(hundredths: 100), "R6.12-09"),
            (.codes(.validated(method: "allopass", code: OpaqueID(1, 1), cents: 1, obtainedAt: nil)), "R6.8-02"),
            (.codes(.converted(code: OpaqueID(1, 1))), "R6.8-02"),
            (.codes(.given(method: "allopass", code: OpaqueID(1, 1), cents: 1, reason: "r")), "R6.8-05"),
        ] {
            #expect(refusal { try life.record(event, "2010-01-06", by: .staff) } == rule)
        }
        #expect(refusal { try life.order(s2, "2010-01-06") } == "R6.1-01")
    }

    /// Closed, with 10.00 that were spent and are taken back afterwards.
    private func owingAfterClosing() throws -> Life {
        var life = try Life.started("2010-01-31")
        let payment = Payment(method: "paypal", currency: "EUR", amount: 1000, reference: "X")
        try life.record(.paymentReceived(payment), "2010-02-01")
        life.go(to: "2010-03-01")
        try life.record(.terminationRequested(s1), "2010-03-01")
        try life.record(closed, "2010-03-02", by: .staff)
        try life.record(.payments(.reversed(method: "paypal", reference: "X", reason: "chargeback")), "2010-03-05")
        #expect(life.account.debts.map(\.cents) == [1000])
        life.effects = []
        return life
    }

    @Test func `R4-13 AMB-49 a closed account takes what it owes, in parts too, and not a cent more`() throws {
        var life = try owingAfterClosing()
        try life.pay(400, "2010-03-06")
        #expect(life.account.euroBalance == 400 && life.account.suspended.isEmpty)
        try life.pay(700, "2010-03-07")
        #expect(life.account.debts.isEmpty && life.account.euroBalance == 0 && life.account.holds.isEmpty)
        #expect(life.account.suspended.map(\.cents) == [100], "the rest can only go back")
        #expect(life.mails("R6.4-12").count == 1 && life.mails("R6.2-02").count == 2)
        try life.pay(50, "2010-03-08")
        #expect(life.account.euroBalance == 0 && life.account.suspended.map(\.cents) == [100, 50])
        for name in life.account.suspended.map(\.name) {
            try life.record(.payments(.returned(name: name, reason: "nothing is owed")), "2010-03-09", by: .staff)
        }
        let suspense = life.effects.compactMap { effect in
            if case .posted(let transaction) = effect.action { transaction.quantity(.suspense) } else { nil }
        }
        #expect(suspense.filter { $0 != 0 } == [100, 50, -100, -50])
    }

    @Test func `R4-13 AMB-18 what waits aside is regularised for what the closed account owes`() throws {
        var life = try owingAfterClosing()
        let unnamed = Payment(method: "transfer", currency: "EUR", amount: 1300, reference: "")
        try life.record(.paymentReceived(unnamed), "2010-03-06")
        #expect(life.account.suspended.map(\.cents) == [1300])
        let event = Event.payments(.regularised(name: "transfer:#1", reference: "V"))
        try life.record(event, "2010-03-07", by: .staff)
        #expect(life.account.debts.isEmpty && life.account.suspended.map(\.cents) == [300])
        let again = Event.payments(.regularised(name: "transfer:#1", reference: "W"))
        #expect(refusal { try life.record(again, "2010-03-08", by: .staff) } == "R6.11-05")
    }

    @Test func `R4-13 a cheque pays the debt of a closed account once it clears`() throws {
        var life = try owingAfterClosing()
        try life.cheque(1200, "C1", "2010-03-06")
        #expect(life.account.pendingBalance == 1000 && life.account.suspended.map(\.cents) == [200])
        try life.pay(100, "2010-03-07")
        #expect(life.account.suspended.map(\.cents) == [200, 100], "what is on its way is counted once")
        try life.record(.chequeCleared(reference: "C1"), "2010-03-12")
        #expect(life.account.debts.isEmpty && life.account.euroBalance == 0 && life.account.pendingBalance == 0)
    }
}

import Contract
import Testing

@Suite struct DebtTests {
    private func cost(
        _ id: String = "EXP-1",
        _ cents: Int64 = 2500,
        due: String,
        on subscription: SubscriptionID? = s1,
        proof: String = "report.pdf"
    ) -> Event {
        .debts(
            .extraCostInvoiced(
                ExtraCost(
                    id: id,
                    subscription: subscription,
                    cents: cents,
                    taxRate: 1960,
                    reason: "expert",
                    proof: proof,
                    due: day(due)
                )
            )
        )
    }

    private func deferral(_ target: DeferralTarget, asked: String, until: String) -> Event {
        .debts(.deferralGranted(to: target, asked: at(asked), until: day(until), document: "letter of today"))
    }

    @Test func `R6.4-17: informed with proof and invoice, then owed, and never part of the balance`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 500)
        try life.record(cost(due: "2010-02-10"), "2010-01-20", by: .staff)
        let mail = try #require(life.mails("R6.4-17").first).notice.values
        #expect(mail["proof"] == .text("report.pdf") && mail["due"] == .date(day("2010-02-10")))
        #expect(mail["net"] == .amount(.euro(cents: 2090)) && mail["tax"] == .amount(.euro(cents: 410)))
        let claim = try #require(life.posted("debt").first).transaction
        #expect(claim.quantity(.debt(life.account.id)) == -2500 && claim.quantity(.revenue) == 2500)
        #expect(life.account.euroBalance == 500 && life.account.debts.map(\.cents) == [2500])
        #expect(life.invoices.map(\.gross) == [2500])
    }

    @Test func `R6.4-17: without proof, reason, a name of its own or an operator it cannot be booked`() throws {
        var life = try Life.started("2010-01-15")
        let on = "2010-01-20"
        #expect(refusal { try life.record(cost(due: "2010-02-10", proof: " \n"), on, by: .staff) } == "R6.4-17")
        #expect(refusal { try life.record(cost(due: "2010-02-10"), on, by: .client) } == "R6.4-17")
        #expect(refusal { try life.record(cost("a/b", due: "2010-02-10"), on, by: .staff) } == "R6.4-17")
        #expect(refusal { try life.record(cost(due: "2010-01-19"), on, by: .staff) } == "R6.4-17")
        #expect(refusal { try life.record(cost("E", 0, due: "2010-02-10"), on, by: .staff) } == "R6.4-17")
        #expect(refusal { try life.record(cost(due: "2010-02-10", on: s2), on, by: .staff) } == "R6.4-17")
        try life.record(cost(due: "2010-02-10"), on, by: .staff)
        #expect(refusal { try life.record(cost(due: "2010-02-10"), on, by: .staff) } == "R6.4-17")
        try life.pay(5000, "2010-02-10 12:00")
        #expect(life.account.debts.isEmpty)
        #expect(
            refusal { try life.record(cost(due: "2010-03-10"), "2010-02-11", by: .staff) } == "R6.4-17",
            "once for ever"
        )
    }

    @Test func `R6.4-12: taken from the balance on its due date, not before, and before the renewal of that day`()
        throws
    {
        var life = try Life.started("2010-01-15", price: 1000, cents: 2600)
        try life.record(cost(due: "2010-02-15"), "2010-01-20", by: .staff)
        life.go(to: "2010-02-15 00:04:59")
        #expect(life.account.euroBalance == 2600)
        life.go(to: "2010-02-15 00:05")
        #expect(life.posted("settle").map(\.at) == [at("2010-02-15 00:05")])
        #expect(life.account.euroBalance == 100 && life.posted("debit").isEmpty && life.mails("R6.4-12").count == 1)
    }

    @Test func `R6.4-13, R6.4-14: unpaid at 24:00 of its due date it suspends every service, and paying lifts that`()
        throws
    {
        var life = try Life.started("2010-01-15", price: 1000, cents: 3000)
        try life.order(s2, "2010-01-15 13:00")
        try life.record(.serviceDelivered(s2), "2010-01-15 14:00")
        try life.record(cost(due: "2010-02-10"), "2010-01-20", by: .staff)
        life.go(to: "2010-02-10 23:59:59")
        #expect(life.state(s1) == .running && life.state(s2) == .running)
        life.go(to: "2010-02-11")
        #expect(life.state(s1) == .stopped && life.state(s2) == .stopped)
        #expect(life.account.holds.map(\.cause) == [.unpaidDebt] && life.mails("R6.4-14").count == 1)
        #expect(life.effects.contains { $0.rule == "R6.4-13" && $0.at == at("2010-02-11") })
        try life.pay(499, "2010-02-12")
        #expect(life.state(s1) == .stopped, "partial payment leaves the default")
        try life.pay(1, "2010-02-13")
        #expect(life.state(s1) == .running && life.state(s2) == .running && life.account.holds.isEmpty)
        #expect(life.account.euroBalance == 0)
    }

    @Test func `R6.4-13, AMB-13: the other sums invoiced for that service are due at once, and nothing beyond`() throws
    {
        var life = try Life.started("2010-01-15", price: 1000, cents: 0)
        try life.order(s2, price: 0, "2010-01-15 13:00")
        try life.record(cost("A", due: "2010-01-25"), "2010-01-20", by: .staff)
        try life.record(cost("B", due: "2010-06-25"), "2010-01-20", by: .staff)
        try life.record(cost("C", due: "2010-06-25", on: s2), "2010-01-20", by: .staff)
        life.go(to: "2010-01-26")
        #expect(life.mails("R6.4-13").map { $0.notice.values["reference"] } == [.text("B")])
        #expect(life.account.debts.map(\.due) == [day("2010-01-25"), day("2010-01-26"), day("2010-06-25")])
        life.go(to: "2010-01-27")
        #expect(life.account.debts.map(\.isInDefault) == [true, true, false])
        #expect(life.posted("debit").isEmpty, "no month is accelerated")
    }

    @Test func `paying a debt lifts no other hold`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 0)
        try life.record(cost("A", 100, due: "2010-01-25"), "2010-01-20", by: .staff)
        try life.record(cost("B", 900, due: "2010-01-25", on: nil), "2010-01-20", by: .staff)
        life.go(to: "2010-01-26")
        #expect(life.account.holds.map(\.reference) == ["A", "B"])
        try life.pay(150, "2010-01-27")
        #expect(life.account.holds.map(\.reference) == ["B"] && life.state() == .stopped)
    }

    @Test func `R4-13: ending a service cancels no debt`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 0)
        try life.record(cost(due: "2010-02-10"), "2010-01-20", by: .staff)
        try life.record(.terminationRequested(s1), "2010-01-21")
        #expect(life.account.debts.map(\.cents) == [2500])
        try life.pay(2500, "2010-02-20")
        #expect(life.account.debts.isEmpty && life.account.euroBalance == 0)
    }

    @Test func `R6.4-14: an order waits while a debt is in default, and goes on when it is paid`() throws {
        var life = try Life.open("2010-01-01", cents: 1000)
        try life.record(cost("A", 1500, due: "2010-01-10", on: nil), "2010-01-02", by: .staff)
        life.go(to: "2010-01-11")
        try life.order(s1, price: 1000, "2010-01-12")
        #expect(life.phase() == .awaitingFunds)
        try life.pay(1500, "2010-01-13")
        #expect(life.phase() == .provisioning && life.account.euroBalance == 0)
    }

    @Test func `AMB-12: under reading A a failed renewal suspends every service too`() throws {
        for (letter, other) in [(Reading.Letter.b, ServiceDemand.State.running), (.a, .stopped)] {
            var life = try Life.started("2010-01-15", price: 1000, under: Book.reading([.scopeOfStop: letter]))
            try life.order(s2, price: 0, "2010-01-15 13:00")
            try life.record(.serviceDelivered(s2), "2010-01-15 14:00")
            life.go(to: "2010-02-16")
            #expect(life.state(s1) == .stopped && life.state(s2) == other)
            var ended = life
            try life.pay(1000, "2010-02-17")
            try life.record(.reactivationRequested(s1, standing: false), "2010-02-17")
            #expect(life.state(s1) == .running && life.state(s2) == .running && life.account.holds.isEmpty)
            ended.go(to: "2010-02-26")
            #expect(ended.state(s1) == .absent && ended.state(s2) == .running)
        }
    }

    @Test(arguments: [("2010-02-10 23:59:59", nil), ("2010-02-11 00:00", "R6.4-15")] as [(String, RuleID?)])
    func `R6.4-15: a deferral must be asked for by the due date`(asked: String, expected: RuleID?) throws {
        var life = try Life.started("2010-01-15", price: 1000)
        try life.record(cost(due: "2010-02-10"), "2010-01-20", by: .staff)
        let grant = deferral(.debt(id: "EXP-1"), asked: asked, until: "2010-03-10")
        #expect(refusal { try life.record(grant, "2010-02-11 09:00", by: .staff) } == expected)
    }

    @Test func `R6.4-15: no default before the new date, and then as before`() throws {
        var life = try Life.started("2010-02-01", price: 0)
        try life.record(cost(due: "2010-02-10"), "2010-02-02", by: .staff)
        let grant = deferral(.debt(id: "EXP-1"), asked: "2010-02-09", until: "2010-03-10")
        try life.record(grant, "2010-02-10", by: .staff)
        #expect(life.mails("R6.4-15").count == 1)
        life.go(to: "2010-03-10 23:59:59")
        #expect(life.state() == .running)
        life.go(to: "2010-03-11")
        #expect(life.state() == .stopped && life.mails("R6.4-14").count == 1)
    }

    @Test func `R6.4-15: granted after the default for a request made in time, it takes the default back`() throws {
        var life = try Life.started("2010-02-01", price: 0)
        try life.record(cost(due: "2010-02-10"), "2010-02-02", by: .staff)
        life.go(to: "2010-02-11 08:00")
        #expect(life.state() == .stopped)
        let grant = deferral(.debt(id: "EXP-1"), asked: "2010-02-10 22:00", until: "2010-02-20")
        try life.record(grant, "2010-02-11 09:00", by: .staff)
        #expect(life.state() == .running && life.account.holds.isEmpty)
        life.go(to: "2010-02-21")
        #expect(life.state() == .stopped && life.mails("R6.4-14").count == 2)
    }

    @Test func `R6.4-15: granted by the provider alone, in a document, to a later day`() throws {
        var life = try Life.started("2010-01-15", price: 1000)
        try life.record(cost(due: "2010-02-10"), "2010-01-20", by: .staff)
        let good = deferral(.debt(id: "EXP-1"), asked: "2010-01-20", until: "2010-03-10")
        #expect(refusal { try life.record(good, "2010-01-21", by: .client) } == "R6.4-15")
        let silent = Event.debts(
            .deferralGranted(to: .debt(id: "EXP-1"), asked: at("2010-01-20"), until: day("2010-03-10"), document: "")
        )
        #expect(refusal { try life.record(silent, "2010-01-21", by: .staff) } == "R6.4-15")
        for (target, until) in [("EXP-1", "2010-02-10"), ("EXP-2", "2010-03-10")] {
            let event = deferral(.debt(id: target), asked: "2010-01-20", until: until)
            #expect(refusal { try life.record(event, "2010-01-21", by: .staff) } == "R6.4-15")
        }
    }

    @Test func `R6.4-15: a deferred renewal runs on, and fails at 24:00 of the new day`() throws {
        var life = try Life.started("2010-01-15", price: 1000)
        let grant = deferral(.renewal(subscription: s1), asked: "2010-02-14", until: "2010-02-17")
        try life.record(grant, "2010-02-15 12:00", by: .staff)
        var paid = life
        life.go(to: "2010-02-17 23:59:59")
        #expect(life.state() == .running && life.phase() == .active(period: 1))
        life.go(to: "2010-02-18")
        #expect(life.phase() == .incident(period: 1) && life.state() == .stopped)
        // Its grace closes before the cutoff of the next due date, 2010-02-28.
        life.go(to: "2010-02-27 23:59:59")
        #expect(life.phase() == .incident(period: 1))
        life.go(to: "2010-02-28")
        #expect(life.phase() == .ended(rule: "R6.11-19", erased: false))
        try paid.pay(1000, "2010-02-17 18:00")
        #expect(paid.phase() == .active(period: 2) && paid.first.nextDue(under: paid.book) == day("2010-03-15"))
        paid.go(to: "2010-02-19")
        #expect(paid.state() == .running)
    }

    @Test func `R6.4-15: a renewal is deferred by two days at most, and only while it can still be paid in time`()
        throws
    {
        var life = try Life.started("2010-01-15", price: 1000)
        let tooLong = deferral(.renewal(subscription: s1), asked: "2010-02-01", until: "2010-02-18")
        #expect(refusal { try life.record(tooLong, "2010-02-01", by: .staff) } == "R6.4-15")
        life.go(to: "2010-02-16")
        let late = deferral(.renewal(subscription: s1), asked: "2010-02-15", until: "2010-02-17")
        #expect(refusal { try life.record(late, "2010-02-16", by: .staff) } == "R6.4-15")
    }

    @Test func `R6.4-15: price and due dates stay`() throws {
        var life = try Life.started("2010-01-15", price: 1000)
        let lower = AnnouncedPrice(catalogue: "v2", monthlyPrice: 900, taxRate: 1960, effective: day("2010-02-16"))
        try life.record(.prices(.announced(subscription: s1, price: lower, channel: .page)), "2010-02-10")
        let grant = deferral(.renewal(subscription: s1), asked: "2010-02-14", until: "2010-02-17")
        try life.record(grant, "2010-02-14", by: .staff)
        try life.pay(5000, "2010-02-17")
        life.go(to: "2010-03-16")
        #expect(life.invoices.map(\.gross) == [1000, 900])
        #expect(life.first.nextDue(under: life.book) == day("2010-04-15"))
    }
}

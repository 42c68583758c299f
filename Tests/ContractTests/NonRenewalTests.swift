import Contract
import Testing

/// Articles 7.3, 7.5 (identification), 7.6 and 7.7, and the two formulas of 6.11.
@Suite struct NonRenewalTests {
    static let notice = Event.provider(.nonRenewalNoticed(s1))

    /// S = 2010-01-31: E_1 = 02-28, E_2 = 03-31.
    @Test(arguments: [
        ("2010-02-13 00:00", "2010-02-28"), ("2010-02-13 23:59:59", "2010-02-28"), ("2010-02-14 00:00", "2010-03-31"),
        ("2010-02-28 12:00", "2010-03-31"), ("2010-03-16 23:59:59", "2010-03-31"), ("2010-03-17 00:00", "2010-04-30"),
        // E_9 = 10-31, on which the clocks go back; E_14 = 2011-03-31, after they went forward.
        ("2010-10-16 23:59:59", "2010-10-31"), ("2010-10-17 00:00", "2010-11-30"),
        ("2011-03-16 23:59:59", "2011-03-31"), ("2011-03-17 00:00", "2011-04-30"),
    ]) func `R7.6-01 AMB-28: effective at the first due date 15 days or more after the notice`(
        noticed: String,
        last: String
    ) throws {
        var life = try Life.started("2010-01-31", cents: 100_000)
        try life.record(Self.notice, noticed, by: .staff)
        #expect(life.mails("R7.6-01").map(\.notice.values["due"]) == [.date(day(last))])
        #expect(life.mails("R7.6-01.later").isEmpty)
        life.go(to: "\(last) 23:59:59")
        #expect(!life.first.isEnded && life.state() == .running)
        life.go(to: at("\(last) 23:59:59").adding(seconds: 1))
        #expect(life.phase() == .ended(rule: "R7.6-02", erased: false) && life.state() == .absent)
        #expect(life.phases.last?.rule == "R7.6-02" && life.mails("R7.6-02").count == 1)
        #expect(life.account.nextDeadline(under: life.book) == nil, "no ten days")
    }

    @Test func `R7.6-01 R6.11-04: due dates before renew as usual, the last asks for no payment and takes none`() throws
    {
        var life = try Life.started("2010-01-31", cents: 100_000)
        try life.record(Self.notice, "2010-02-14", by: .staff)
        life.go(to: "2010-04-01")
        #expect(life.posted("debit").map(\.transaction.key) == ["debit/S-1001/2"])
        #expect(life.mails("R6.11-02").map(\.notice.key) == ["R6.11-02/S-1001/1"])
        #expect(life.mails("R6.11-04").map(\.notice.key) == ["R6.11-04/S-1001/2"])
        #expect(life.account.euroBalance == 99_000)
    }

    @Test func `R7.6-01: N is the day on which the mail is handed over, and a later end is told`() throws {
        var life = try Life.started("2010-01-31", cents: 100_000)
        life.mailWorks = false
        try life.record(Self.notice, "2010-02-13", by: .staff)
        life.go(to: "2010-03-05")
        #expect(life.phase() == .active(period: 2), "a mail that is not given ends nothing")
        life.mailWorks = true
        try life.record(.noticeHandedOver("R7.6-01/S-1001/1"), "2010-03-05", by: .system)
        #expect(life.mails("R7.6-01.later").map(\.notice.values["due"]) == [.date(day("2010-03-31"))])
        life.go(to: "2010-04-01")
        #expect(life.phase() == .ended(rule: "R7.6-02", erased: false))
    }

    @Test func `R7.6-01: a month paid early is the paid period at whose end it closes`() throws {
        var life = try Life.started("2010-01-31", cents: 100_000)
        try life.record(.renewalRequested(s1), "2010-02-05")
        try life.record(Self.notice, "2010-02-06", by: .staff)
        life.go(to: "2010-03-31 23:59:59")
        #expect(!life.first.isEnded)
        life.go(to: "2010-04-01")
        #expect(life.phase() == .ended(rule: "R7.6-02", erased: false) && life.posted("debit").count == 1)
    }

    @Test func `R7.6-02: nothing reaches beyond the end`() throws {
        var life = try Life.started("2010-01-31", cents: 100_000)
        try life.record(Self.notice, "2010-02-05", by: .staff)
        #expect(!life.first.autoRenew)
        for event in [
            Event.renewalRequested(s1), .renewalSwitched(s1, on: false),
            .slotsChangeRequested(s1, slots: 5, monthlyPrice: 500),
        ] { #expect(refusal { try life.record(event, "2010-02-06") } == "R7.6-02") }
        try life.pay(1000, "2010-02-28 12:00")
        life.go(to: "2010-03-01")
        #expect(life.first.isEnded && life.posted("debit").isEmpty)
        #expect(refusal { try life.record(.reactivationRequested(s1, standing: false), "2010-03-01") } == "R6.11-15")
    }

    @Test func `R7.6-01: the client may still end it earlier`() throws {
        var life = try Life.started("2010-01-31", cents: 100_000)
        try life.record(Self.notice, "2010-02-14", by: .staff)
        life.go(to: "2010-03-02")
        try life.record(.terminationRequested(s1), "2010-03-03")
        #expect(life.phase() == .ended(rule: "R7.3-01", erased: false))
        var silent = try Life.started("2010-01-31", cents: 100_000)
        try silent.record(.renewalSwitched(s1, on: false), "2010-02-05")
        try silent.record(Self.notice, "2010-02-14", by: .staff)
        silent.go(to: "2010-03-01")
        #expect(silent.phase() == .ended(rule: "R7.1-01", erased: false))
    }

    @Test func `R7.6-01: an incident keeps its own course, and never outlives the end`() throws {
        var unpaid = try Life.started("2010-01-31")
        try unpaid.record(Self.notice, "2010-02-20", by: .staff)
        unpaid.go(to: "2010-03-11")
        #expect(unpaid.phase() == .ended(rule: "R6.11-19", erased: false))
        var paid = try Life.started("2010-01-31")
        try paid.record(Self.notice, "2010-03-05", by: .staff)
        try paid.pay(9000, "2010-03-06")
        try paid.record(.reactivationRequested(s1, standing: false), "2010-03-06")
        #expect(paid.phase() == .active(period: 2))
        paid.go(to: "2010-04-01")
        #expect(paid.phase() == .ended(rule: "R7.6-02", erased: false) && paid.posted("debit").count == 1)
        // The cheque that paid the last month bounces shortly before its end.
        var bounced = try Life.started("2010-01-31")
        try bounced.cheque(1000, "C1", "2010-02-25")
        try bounced.record(Self.notice, "2010-03-05", by: .staff)
        try bounced.record(.chequeBounced(reference: "C1"), "2010-03-29")
        bounced.go(to: "2010-03-31 23:59:59")
        #expect(bounced.phase() == .incident(period: 1))
        bounced.go(to: "2010-04-01")
        #expect(bounced.phase() == .ended(rule: "R7.6-02", erased: false) && bounced.first.incident == nil)
    }

    @Test func `R7.6-01: given by an operator, once, for a service that was delivered`() throws {
        var life = try Life.started("2010-01-31", cents: 100_000)
        #expect(refusal { try life.record(Self.notice, "2010-02-01", by: .client) } == "R7.6-01")
        try life.record(Self.notice, "2010-02-01", by: .staff)
        #expect(refusal { try life.record(Self.notice, "2010-02-02", by: .staff) } == "R7.6-01")
        try life.order(s2, "2010-02-03")
        let early = Event.provider(.nonRenewalNoticed(s2))
        #expect(refusal { try life.record(early, "2010-02-03", by: .staff) } == "R7.6-01")
    }

    @Test(
        arguments: [
            ([], "account's number"), ([.accountNumber, .name], "e-mail address"), ([.accountNumber, .email], "name"),
            ([.name, .email], "account's number"),
        ] as [([Identification.Proof], String)]
    )
    func `R7.5-04: a request to end that does not identify the client is refused and says what is missing`(
        given: [Identification.Proof],
        missing: String
    ) throws {
        var life = try Life.started("2010-01-31", cents: 500)
        let request = Event.terminationRequested(s1, identification: Identification(given))
        do {
            try life.record(request, "2010-02-03")
            Issue.record("not refused")
        } catch let refusal as Refusal {
            #expect(refusal.rule == "R7.5-04" && refusal.message.contains(missing))
        }
        #expect(!life.first.isEnded)
    }

    @Test(arguments: [[.manager], [.accountNumber, .name, .email]] as [[Identification.Proof]])
    func `R7.5-04: identified, the client ends it at any time`(given: [Identification.Proof]) throws {
        for instant in ["2010-02-01", "2010-02-28 23:59:59", "2010-03-05"] {
            var life = try Life.started("2010-01-31")
            try life.record(.terminationRequested(s1, identification: Identification(given)), instant)
            #expect(life.phase() == .ended(rule: "R7.3-01", erased: false))
        }
    }

    @Test func `R7.7-01 AMB-35: a move keeps contract, due date and price, and tells the new address`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        let move = Event.provider(.relocated(s1, address: "192.0.2.7", port: 20_001))
        let before = life.first
        try life.record(move, "2010-02-03", by: .staff)
        #expect(life.first == before)
        let mail = try #require(life.mails("R7.7-01").first?.notice)
        #expect(mail.values["newAddress"] == .text("192.0.2.7") && mail.values["newPort"] == .number(20_001))
        try life.record(move, "2010-02-04", by: .system)
        #expect(life.mails("R7.7-01").map(\.notice.key) == ["R7.7-01/S-1001/1", "R7.7-01/S-1001/2"])
        for (address, port) in [("", 1), ("x", 0), ("x", 65_536)] {
            let bad = Event.provider(.relocated(s1, address: address, port: port))
            #expect(refusal { try life.record(bad, "2010-02-05", by: .staff) } == "R7.7-01")
        }
        try life.record(.terminationRequested(s1), "2010-02-06")
        #expect(refusal { try life.record(move, "2010-02-07", by: .staff) } == "R7.7-01")
    }

    @Test func `R7.7-01 AMB-35 reading A: a move is on record and mails nothing`() throws {
        var life = try Life.started("2010-01-31", under: Book.reading([.relocation: .a]))
        try life.record(.provider(.relocated(s1, address: "192.0.2.7", port: 1)), "2010-02-03", by: .staff)
        #expect(life.mails("R7.7-01").isEmpty && life.decided("R7.7-01"))
    }

    static func order(_ kind: Order.Kind, _ sale: Order.Sale) -> Event {
        .orderPlaced(
            Order(
                subscription: s1,
                product: "mumble",
                slots: 10,
                monthlyPrice: 1000,
                taxRate: 1960,
                catalogue: "c",
                terms: Book.shipped.id,
                kind: kind,
                sale: sale
            )
        )
    }

    @Test(arguments: Order.Kind.allCases, [Order.Sale.anyKind, .subscriptionOnly])
    func `R6.11-09: a service sold by subscription only is not ordered otherwise`(kind: Order.Kind, sale: Order.Sale)
        throws
    {
        var life = try Life.open()
        let refused = refusal { try life.record(Self.order(kind, sale), "2010-01-02") }
        #expect(refused == (kind == .fixedTerm && sale == .subscriptionOnly ? "R6.11-09" : nil))
    }

    @Test func `AMB-51: both formulas run under the same conditions; reading B renews only the subscription`() throws {
        for (kind, letter) in [(Order.Kind.subscription, Reading.Letter.a), (.fixedTerm, .a), (.subscription, .b)] {
            var life = try Life.open("2010-01-31", cents: 5000, under: Book.reading([.formulas: letter]))
            try life.record(Self.order(kind, .anyKind), "2010-01-31")
            try life.record(.serviceDelivered(s1), "2010-01-31 12:00")
            life.go(to: "2010-03-01")
            #expect(life.phase() == .active(period: 2), "\(kind) \(letter)")
        }
        var life = try Life.open("2010-01-31", cents: 5000, under: Book.reading([.formulas: .b]))
        try life.record(Self.order(.fixedTerm, .anyKind), "2010-01-31")
        try life.record(.serviceDelivered(s1), "2010-01-31 12:00")
        #expect(refusal { try life.record(.renewalSwitched(s1, on: true), "2010-02-01") } == "R6.11-07")
        try life.record(.renewalRequested(s1), "2010-02-02")
        life.go(to: "2010-04-01")
        #expect(life.phase() == .ended(rule: "R7.1-01", erased: false) && life.mails("R6.11-04").count == 1)
    }
}

import Contract
import Foundation
import Testing

/// Holds that are not about money: articles 7.5 and 8.
@Suite struct HoldTests {
    /// An order that has all it needs.
    static func order(
        _ cause: HoldOrder.Cause,
        _ reference: String = "C-1",
        on subscription: SubscriptionID? = s1,
        from: Instant? = nil
    ) -> HoldOrder {
        HoldOrder(
            cause,
            reference: reference,
            subscription: subscription,
            reason: "what was seen",
            evidence: "file 12",
            from: from,
            unannounced: "it could not wait"
        )
    }

    /// A service under a hold, placed on `instant`; an identity hold with the case that it needs.
    static func held(
        _ cause: HoldOrder.Cause,
        on subscription: SubscriptionID? = s1,
        cents: Int64 = 5000,
        _ instant: String = "2010-02-03 10:00"
    ) throws -> Life {
        var life = try Life.started("2010-01-31", cents: cents)
        try life.place(order(cause, on: subscription), instant)
        return life
    }

    @Test(
        arguments: zip(
            HoldOrder.Cause.allCases,
            ["R7.5-01", "R7.5-03", "R8-02", "R8-03", "R8-04"]
        )
    )
    func `R7.5-01 R7.5-03 R8-02 R8-03 R8-04: a hold of each cause stops the server, says so, and is lifted by its own`(
        cause: HoldOrder.Cause,
        rule: RuleID
    ) throws {
        var life = try Self.held(cause)
        #expect(life.state() == .stopped && life.phase() == .active(period: 1))
        #expect(life.first.holds == [Hold(cause: cause.hold, reference: "C-1", since: at("2010-02-03 10:00"))])
        let stop = life.effects.filter { if case .service = $0.action { true } else { false } }
        #expect(stop.map(\.rule) == [rule])
        let mail = try #require(life.mails(rule).first?.notice)
        #expect(mail.values["service"] == .text("S-1001") && mail.values["reference"] == .text("C-1"))
        #expect(mail.values["reason"] == .text("what was seen"))
        try life.lift(cause, "2010-02-04")
        #expect(life.state() == .running && life.first.holds.isEmpty)
        #expect(life.mails("R7.5-02.lifted").count == 1)
    }

    @Test
    func `R7.5-03 R7.9-01 AMB-35: a maintenance that is eased lets the server run, and its time still does not count`()
        throws
    {
        var life = try Self.held(.maintenance)
        try life.ease("2010-02-03 11:00")
        #expect(life.state() == .running && life.account.standing(of: s1) == .maintenance)
        #expect(life.first.holds.map(\.isEased) == [true])
        #expect(life.first.demandedSpans.last?.to == at("2010-02-03 10:00"))
        try life.lift(.maintenance, "2010-02-03 12:00")
        #expect(life.state() == .running && life.account.standing(of: s1) == .running)
        #expect(life.first.demandedSpans.last?.from == at("2010-02-03 12:00"))
        #expect(life.first.demandedSpans.last?.to == nil)
        #expect(life.mails("R7.5-02.lifted").count == 1)
    }

    @Test func `R7.5-03: easing one hold lets nothing else run, and there must be one to ease`() throws {
        var life = try Self.held(.maintenance)
        try life.place(Self.order(.conduct, "C-2"), "2010-02-03 10:30")
        try life.ease("2010-02-03 11:00")
        #expect(life.state() == .stopped)
        try life.lift(.conduct, "2010-02-03 11:30", "C-2")
        #expect(life.state() == .running && life.account.standing(of: s1) == .maintenance)
        var other = try Self.held(.conduct)
        #expect(throws: Refusal.self) { try other.ease("2010-02-03 11:00") }
        #expect(throws: Refusal.self) { try life.ease("2010-02-03 12:00", by: .client) }
    }

    @Test(arguments: HoldOrder.Cause.allCases) func `lifting one hold never lifts another, and paying lifts none`(
        cause: HoldOrder.Cause
    ) throws {
        for other in HoldOrder.Cause.allCases where other != cause {
            var life = try Self.held(cause)
            try life.place(Self.order(other), "2010-02-04")
            try life.lift(cause, "2010-02-05")
            #expect(life.first.holds.map(\.cause) == [other.hold] && life.state() == .stopped)
            try life.pay(100_000, "2010-02-06")
            life.go(to: "2010-03-02")
            #expect(life.first.holds.map(\.cause) == [other.hold] && life.state() == .stopped)
            try life.lift(other, "2010-03-03")
            #expect(life.state() == .running)
        }
    }

    @Test func `two holds of one cause stand on their own references`() throws {
        var life = try Self.held(.conduct)
        try life.place(Self.order(.conduct, "C-2"), "2010-02-04")
        #expect(refusal { try life.place(Self.order(.conduct, "C-2"), "2010-02-04") } == "R8-02")
        try life.lift(.conduct, "2010-02-05")
        #expect(life.first.holds.map(\.reference) == ["C-2"] && life.state() == .stopped)
        #expect(refusal { try life.lift(.conduct, "2010-02-05") } == "R8-02")
        #expect(refusal { try life.lift(.security, "2010-02-05", "C-2") } == "R7.5-01")
        #expect(refusal { try life.lift(.conduct, "2010-02-05", "C-2", on: nil) } == "R8-02")
    }

    @Test func `a hold on the account holds every service, those ordered later too`() throws {
        var life = try Self.held(.conduct, on: nil, cents: 9000)
        #expect(life.state() == .stopped && life.account.holds.count == 1)
        try life.order(s2, price: 500, "2010-02-04")
        #expect(life.phase(s2) == .awaitingFunds, "no money is taken for what may not run")
        try life.lift(.conduct, "2010-02-05", on: nil)
        #expect(life.state() == .running && life.phase(s2) == .provisioning)
        #expect(life.mails("R8-02").map(\.notice.values["service"]) == [.text("A-1")])
    }

    @Test func `an order of its own is not paid while it is held`() throws {
        var life = try Life.open("2010-01-31")
        try life.order(s1, "2010-01-31")
        try life.place(Self.order(.conduct), "2010-02-01")
        try life.pay(1000, "2010-02-02")
        #expect(life.phase() == .awaitingFunds && life.account.euroBalance == 1000)
        try life.lift(.conduct, "2010-02-03")
        #expect(life.phase() == .provisioning && life.account.euroBalance == 0)
    }

    @Test func `the contract goes on under a hold: renewed, reminded, stopped for lack of money, destroyed`() throws {
        var paid = try Self.held(.conduct)
        paid.go(to: "2010-04-01")
        #expect(paid.phase() == .active(period: 3) && paid.state() == .stopped && paid.mails("R6.11-02").count == 2)
        var unpaid = try Self.held(.conduct, cents: 0)
        unpaid.go(to: "2010-03-11")
        #expect(unpaid.phase() == .ended(rule: "R6.11-19", erased: false))
        var incident = try Self.held(.conduct, cents: 0)
        incident.go(to: "2010-03-02")
        try incident.pay(1000, "2010-03-02 10:00")
        try incident.record(.reactivationRequested(s1, standing: false), "2010-03-02 11:00")
        #expect(incident.phase() == .active(period: 2) && incident.state() == .stopped)
    }

    @Test func `a server made while a hold stands is delivered stopped, and its time does not count as running`() throws
    {
        var life = try Life.open("2010-01-31", cents: 1000)
        try life.order(s1, "2010-01-31")
        try life.place(Self.order(.security), "2010-01-31 10:00")
        #expect(life.state() == .stopped)
        try life.record(.serviceDelivered(s1), "2010-01-31 11:00")
        #expect(life.state() == .stopped && life.first.demandedSpans.isEmpty)
        try life.lift(.security, "2010-02-01")
        #expect(life.first.demandedSpans.map(\.from) == [at("2010-02-01")])
    }

    @Test func `R7.5-02: a hold for a later instant is announced, and begins at that instant and not before`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.place(Self.order(.maintenance, from: at("2010-02-10 03:00")), "2010-02-08 12:00")
        #expect(life.state() == .running && life.first.holds.isEmpty && life.mails("R7.5-03").isEmpty)
        let mail = try #require(life.mails("R7.5-02").first?.notice)
        #expect(mail.values["from"] == .instant(at("2010-02-10 03:00")))
        #expect(mail.values["holdCause"] == .text("maintenance"))
        life.go(to: "2010-02-10 02:59:59")
        #expect(life.state() == .running)
        life.go(to: "2010-02-10 03:00")
        #expect(life.state() == .stopped && life.first.holds.first?.since == at("2010-02-10 03:00"))
        #expect(!life.decided("R7.5-02"))
        try life.lift(.maintenance, "2010-02-10 05:00")
        #expect(life.state() == .running && life.account.casework.announced.isEmpty)
    }

    @Test func `R7.5-02: an announcement that could not be handed over is on record when the hold begins`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        life.mailWorks = false
        try life.place(Self.order(.maintenance, from: at("2010-02-10 03:00")), "2010-02-08 12:00")
        life.go(to: "2010-02-10 03:00")
        #expect(life.state() == .stopped && life.decided("R7.5-02"))
    }

    @Test func `R7.5-02: a hold is called off before it begins, and nothing else with it`() throws {
        var life = try Self.held(.conduct)
        try life.place(Self.order(.maintenance, from: at("2010-02-10 03:00")), "2010-02-08")
        #expect(refusal { try life.place(Self.order(.maintenance), "2010-02-08") } == "R7.5-03")
        try life.lift(.maintenance, "2010-02-09")
        #expect(life.mails("R7.5-02.lifted").map(\.notice.values["state"]) == [.text("cancelled")])
        life.go(to: "2010-02-12")
        #expect(life.first.holds.map(\.cause) == [.conduct])
    }

    @Test func `R7.5-02: an announced hold of a service that ended meanwhile does nothing`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.place(Self.order(.maintenance, from: at("2010-02-10 03:00")), "2010-02-08")
        try life.record(.terminationRequested(s1), "2010-02-09")
        life.effects = []
        life.go(to: "2010-02-11")
        #expect(life.effects.isEmpty && life.account.nextDeadline(under: life.book) == nil)
    }

    @Test(arguments: [HoldOrder.Cause.security, .maintenance])
    func `R7.5-02: at once only with the reason why the client could not be told before`(cause: HoldOrder.Cause) throws
    {
        var life = try Life.started("2010-01-31")
        for silence in [nil, "", " \n"] {
            let order = HoldOrder(cause, reference: "C-1", subscription: s1, reason: "x", unannounced: silence)
            #expect(refusal { try life.place(order, "2010-02-03") } == "R7.5-02")
        }
        let order = HoldOrder(cause, reference: "C-1", subscription: s1, reason: "x", unannounced: "an attack")
        try life.place(order, "2010-02-03")
        #expect(life.state() == .stopped)
    }

    @Test func `R7.5-01 R8-02 R8-03: what a hold stands on is mandatory`() throws {
        var life = try Life.started("2010-01-31")
        for cause in HoldOrder.Cause.allCases where cause != .identity {
            for (reference, reason) in [("", "x"), (" ", "x"), ("C-1", ""), ("C-1", "\t")] {
                let order = HoldOrder(
                    cause,
                    reference: reference,
                    subscription: s1,
                    reason: reason,
                    evidence: "e",
                    unannounced: "u"
                )
                #expect(refusal { try life.place(order, "2010-02-03") } == cause.rule)
            }
        }
        for cause in [HoldOrder.Cause.conduct, .authority] {
            for evidence in [nil, " "] {
                let order = HoldOrder(cause, reference: "C", subscription: s1, reason: "x", evidence: evidence)
                #expect(refusal { try life.place(order, "2010-02-03") } == cause.rule)
            }
        }
        #expect(refusal { try life.place(Self.order(.conduct, from: at("2010-02-02")), "2010-02-03") } == "R8-02")
        #expect(refusal { try life.place(Self.order(.conduct, on: s2), "2010-02-03") } == "no rule")
        #expect(refusal { try life.place(Self.order(.conduct), "2010-02-03", by: .client) } == "R8-02")
        #expect(refusal { try life.place(Self.order(.conduct), "2010-02-03", by: .system) } == "R8-02")
        #expect(life.first.holds.isEmpty && life.state() == .running)
    }

    @Test
    func `R4-09: an interruption that an authority demands is no breach, refunds nothing, and names its document`()
        throws
    {
        var life = try Self.held(.authority)
        #expect(life.decided("R4-09"))
        let outage = Interruption(
            start: at("2010-02-03 10:00"),
            confirmedThrough: at("2010-02-20"),
            ended: true,
            cause: .technical
        )
        try life.record(.interruptionMeasured(s1, outage), "2010-02-20", by: .system)
        #expect(life.posted("refund").isEmpty)
    }

    @Test func `R7.5-03 AMB-29: maintenance does not count for 7.9 and breaks the row of days`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.place(Self.order(.maintenance), "2010-02-05")
        try life.lift(.maintenance, "2010-02-06")
        let outage = Interruption(
            start: at("2010-02-01"),
            confirmedThrough: at("2010-02-10"),
            ended: true,
            cause: .technical
        )
        try life.record(.interruptionMeasured(s1, outage), "2010-02-10", by: .system)
        #expect(life.posted("refund").isEmpty, "four days, maintenance, four days")
        var straight = try Life.started("2010-01-31", cents: 5000)
        try straight.record(.interruptionMeasured(s1, outage), "2010-02-10", by: .system)
        #expect(straight.posted("refund").count == 1)
    }

    @Test(arguments: ["2010-03-28 02:00", "2010-03-28 03:00", "2010-10-31 02:00", "2010-10-31 03:00"])
    func `R7.5-02: an announced hold begins at its instant on the days on which the clocks change`(instant: String)
        throws
    {
        var life = try Life.started("2010-01-31", cents: 50_000)
        life.go(to: at(instant).adding(seconds: -90_000))
        try life.place(Self.order(.maintenance, from: at(instant)), at: at(instant).adding(seconds: -90_000))
        life.go(to: at(instant).adding(seconds: -1))
        #expect(life.state() == .running)
        life.go(to: at(instant))
        #expect(life.state() == .stopped)
    }
}

extension Life {
    mutating func place(_ order: HoldOrder, _ instant: String, by actor: Actor = .staff) throws {
        if order.cause == .identity, !account.casework.identity.contains(order.reference), actor == .staff {
            try record(.contact(.doubted(reference: order.reference, reason: "mail came back")), instant, by: .staff)
        }
        try record(.hold(.placed(order)), instant, by: actor)
    }

    mutating func place(_ order: HoldOrder, at instant: Instant) throws {
        try record(.hold(.placed(order)), at: instant, occurred: instant, by: .staff)
    }

    mutating func ease(_ instant: String, by actor: Actor = .staff) throws {
        try record(.hold(.eased(reference: "C-1", subscription: s1)), instant, by: actor)
    }

    /// By its own cause: an identity hold by confirming the data.
    mutating func lift(
        _ cause: HoldOrder.Cause,
        _ instant: String,
        _ reference: String = "C-1",
        on subscription: SubscriptionID? = s1
    ) throws {
        guard cause != .identity else { return _ = try record(.contact(.confirmed), instant, by: .staff) }
        try record(.hold(.lifted(cause, reference: reference, subscription: subscription)), instant, by: .staff)
    }

    /// Whether the contract decided something in words under this rule.
    func decided(_ rule: RuleID) -> Bool {
        effects.contains { if case .decided = $0.action { $0.rule == rule } else { false } }
    }
}

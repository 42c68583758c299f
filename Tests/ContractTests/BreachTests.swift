import Contract
import Testing

/// Article 7.4 both ways, offences (5, 7.8), checks (9) and waivers (10).
@Suite struct BreachTests {
    static let breaches = ["the relay is open", "the server sends spam"]

    static func notice(
        _ reference: String = "B-1",
        by party: BreachNotice.Party = .provider,
        stating breaches: [String] = breaches
    ) -> Event {
        .breach(.notified(BreachNotice(reference, by: party, subscription: s1, breaches: breaches)))
    }

    static func cure(_ reference: String = "B-1") -> Event { .breach(.cured(s1, reference: reference)) }

    @Test(arguments: BreachNotice.Party.allCases)
    func `R7.4-01 R7.4-03: notified on N, ended at N+8 00:00 and not a second before, both ways`(
        party: BreachNotice.Party
    ) throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(Self.notice(by: party), "2010-02-03 23:59:59", by: party == .client ? .client : .staff)
        life.go(to: "2010-02-10 23:59:59")
        #expect(life.phase() == .active(period: 1) && life.state() == .running)
        life.go(to: "2010-02-11 00:00")
        #expect(life.phase() == .ended(rule: "R7.4-01", erased: false) && life.state() == .absent)
        #expect(life.phases.last?.at == at("2010-02-11 00:00"))
        #expect(life.account.euroBalance == 5000 && life.posted("refund").isEmpty)
        #expect(life.mails("R7.4-01").count == 1 && life.account.nextDeadline(under: life.book) == nil)
    }

    @Test(arguments: [("2010-02-10 23:59:59", true), ("2010-02-11 00:00", false)])
    func `R7.4-01: cured up to N+7 24:00 nothing follows, from N+8 00:00 it is over`(instant: String, isInTime: Bool)
        throws
    {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(Self.notice(), "2010-02-03", by: .staff)
        let refused = refusal { try life.record(Self.cure(), instant, by: .staff) }
        #expect(refused == (isInTime ? nil : "R7.4-01"))
        life.go(to: "2010-02-20")
        #expect(life.phase() == (isInTime ? .active(period: 1) : .ended(rule: "R7.4-01", erased: false)))
        #expect(life.mails("R7.4-01.cured").count == (isInTime ? 1 : 0))
    }

    @Test(arguments: [
        ("2010-03-22 12:00", "2010-03-30 00:00"), ("2010-10-25 12:00", "2010-11-02 00:00"),
        ("2012-02-22 12:00", "2012-03-01 00:00"), ("2011-02-22 12:00", "2011-03-02 00:00"),
        ("2010-03-20 00:00", "2010-03-28 00:00"), ("2010-10-23 23:59:59", "2010-10-31 00:00"),
    ]) func `R7.4-01 T2: the days are civil days, whatever the clocks and the month do`(noticed: String, ends: String)
        throws
    {
        var life = try Life.started("2010-01-31", cents: 100_000)
        try life.record(Self.notice(), noticed, by: .staff)
        life.go(to: at(ends).adding(seconds: -1))
        #expect(!life.first.isEnded)
        life.go(to: ends)
        #expect(life.first.isEnded)
    }

    @Test func `R7.4-01: the provider's notice is given on the day on which its mail is handed over`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        life.mailWorks = false
        try life.record(Self.notice(), "2010-02-03", by: .staff)
        life.go(to: "2010-02-12")
        #expect(life.phase() == .active(period: 1), "nothing runs from a mail that is not given")
        let key = try #require(life.mails("R7.4-02").first?.notice.key)
        #expect(key == "R7.4-02/S-1001/1")
        try life.record(.noticeHandedOver(key), "2010-02-12 18:00", by: .system)
        #expect(life.account.casework.breaches.first?.givenOn == day("2010-02-12"))
        life.go(to: "2010-02-19 23:59:59")
        #expect(!life.first.isEnded)
        life.go(to: "2010-02-20")
        #expect(life.first.isEnded)
    }

    @Test func `R7.4-02: the notice states the breaches, and one without is refused`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        for list in [[], [""], ["x", " "]] {
            #expect(refusal { try life.record(Self.notice(stating: list), "2010-02-03", by: .staff) } == "R7.4-02")
        }
        #expect(refusal { try life.record(Self.notice(" "), "2010-02-03", by: .staff) } == "R7.4-02")
        try life.record(Self.notice(), "2010-02-03", by: .staff)
        let mail = try #require(life.mails("R7.4-02").first?.notice)
        #expect(mail.values["breaches"] == .text("the relay is open; the server sends spam"))
        #expect(mail.values["days"] == .number(7) && mail.values["reference"] == .text("B-1"))
    }

    @Test func `R7.4-03: a client's notice counts from its reception and is acknowledged with its last day`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(Self.notice(by: .client), "2010-02-05", occurred: "2010-02-03 20:00")
        let mail = try #require(life.mails("R7.4-03").first?.notice)
        #expect(mail.values["lastDay"] == .date(day("2010-02-10")))
        life.go(to: "2010-02-11")
        #expect(life.first.isEnded)
    }

    @Test func `R7.4-01 T9: a notice learned of after its days leaves the rest of that day to record the cure`() throws
    {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(Self.notice(by: .client), "2010-02-20 10:00", occurred: "2010-02-03")
        life.go(to: "2010-02-20 23:59:59")
        #expect(!life.first.isEnded)
        life.go(to: "2010-02-21")
        #expect(life.first.isEnded)
    }

    @Test func `R7.4-01: who may say what`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        #expect(refusal { try life.record(Self.notice(), "2010-02-03", by: .client) } == "R7.4-03")
        try life.record(Self.notice(), "2010-02-03", by: .staff)
        #expect(refusal { try life.record(Self.notice(), "2010-02-03", by: .staff) } == "R7.4-01")
        #expect(refusal { try life.record(Self.cure(), "2010-02-03", by: .client) } == "R7.4-01")
        #expect(refusal { try life.record(Self.cure("B-2"), "2010-02-03", by: .staff) } == "R7.4-01")
        let waiver = Event.breach(.waived(s1, reference: "B-1", reason: "x"))
        #expect(refusal { try life.record(waiver, "2010-02-03", by: .client) } == "R10-01")
        let silent = Event.breach(.waived(s1, reference: "B-1", reason: ""))
        #expect(refusal { try life.record(silent, "2010-02-03", by: .staff) } == "R10-01")
        try life.record(.terminationRequested(s1), "2010-02-04")
        #expect(refusal { try life.record(Self.cure(), "2010-02-05", by: .staff) } == "R7.4-01")
        #expect(refusal { try life.record(Self.notice("B-2"), "2010-02-05", by: .staff) } == "R7.4-01")
    }

    @Test func `R10-01: a waiver is for that case only, the next identical one is sanctioned as any`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(Self.notice(), "2010-02-03", by: .staff)
        try life.record(Self.notice("B-2"), "2010-02-04", by: .staff)
        try life.record(.breach(.waived(s1, reference: "B-1", reason: "a first time")), "2010-02-05", by: .staff)
        try life.record(.breach(.waived(s1, reference: "B-2", reason: "a first time")), "2010-02-05", by: .staff)
        #expect(life.mails("R10-01").map(\.notice.key) == ["R10-01/S-1001/1", "R10-01/S-1001/2"])
        life.go(to: "2010-02-20")
        #expect(!life.first.isEnded)
        try life.record(Self.notice(), "2010-02-20", by: .staff)
        life.go(to: "2010-02-28")
        #expect(life.phase() == .ended(rule: "R7.4-01", erased: false))
    }

    @Test func `R7.4-01: two notices run side by side, curing one leaves the other`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(Self.notice(), "2010-02-03", by: .staff)
        try life.record(Self.notice("B-2"), "2010-02-05", by: .staff)
        try life.record(Self.cure(), "2010-02-06", by: .staff)
        life.go(to: "2010-02-12 23:59:59")
        #expect(!life.first.isEnded)
        life.go(to: "2010-02-13")
        #expect(life.first.isEnded)
    }

    @Test func `R7.4-01 AMB-33: an unpaid renewal ends by 6.11 after ten days, and never by the seven of 7.4`() throws {
        var life = try Life.started("2010-01-31")
        life.go(to: "2010-03-10 23:59:59")
        #expect(life.phase() == .incident(period: 1))
        life.go(to: "2010-03-11")
        #expect(life.phase() == .ended(rule: "R6.11-19", erased: false))
        #expect(life.account.casework.breaches.isEmpty)
    }

    @Test func `R7.4-01: a notice runs on during an incident and under a hold`() throws {
        var life = try Life.started("2010-01-31")
        try life.record(Self.notice(), "2010-02-25", by: .staff)
        try life.place(HoldTests.order(.conduct), "2010-02-26")
        life.go(to: "2010-03-04 23:59:59")
        #expect(life.phase() == .incident(period: 1))
        life.go(to: "2010-03-05")
        #expect(life.phase() == .ended(rule: "R7.4-01", erased: false) && life.first.incident == nil)
    }

    @Test(arguments: zip(Offence.Article.allCases, ["R5-09", "R7.8-01"]))
    func `R5-09 R7.8-01: an offence ends the service at once, without cure and without refund`(
        article: Offence.Article,
        rule: RuleID
    ) throws {
        var life = try Life.started("2010-01-31", cents: 700)
        let offence = Offence(article, subscription: s1, reason: "phishing page", evidence: "file 7")
        try life.record(.breach(.offenceObserved(offence)), "2010-02-03 10:00", by: .staff)
        #expect(life.phase() == .ended(rule: rule, erased: false) && life.state() == .absent)
        #expect(life.account.euroBalance == 700 && life.account.casework.breaches.isEmpty)
        #expect(!life.effects.contains { if case .posted = $0.action { true } else { false } })
        let mail = try #require(life.mails(rule).first?.notice)
        #expect(mail.values["reason"] == .text("phishing page") && mail.values["reference"] == .text("file 7"))
        #expect(life.decided("R7.8-02"))
        #expect(refusal { try life.record(.breach(.offenceObserved(offence)), "2010-02-04", by: .staff) } == rule)
    }

    @Test func `R7.8-02: an offence is observed by the provider, with evidence and a reason`() throws {
        var life = try Life.started("2010-01-31")
        func offence(_ reason: String, _ evidence: String) -> Event {
            .breach(.offenceObserved(Offence(.sevenEight, subscription: s1, reason: reason, evidence: evidence)))
        }
        #expect(refusal { try life.record(offence("x", ""), "2010-02-03", by: .staff) } == "R7.8-02")
        #expect(refusal { try life.record(offence("x", " "), "2010-02-03", by: .staff) } == "R7.8-02")
        #expect(refusal { try life.record(offence("", "e"), "2010-02-03", by: .staff) } == "R7.8-01")
        #expect(refusal { try life.record(offence("x", "e"), "2010-02-03", by: .client) } == "R7.8-02")
        #expect(refusal { try life.record(offence("x", "e"), "2010-02-03", by: .system) } == "R7.8-02")
        #expect(!life.first.isEnded)
    }

    @Test func `R7.8-01: an offence of the account ends all its services`() throws {
        var life = try Life.started("2010-01-31", cents: 900)
        try life.order(s2, price: 900, "2010-02-01")
        try life.order(s3, price: 900, "2010-02-01")
        try life.record(.terminationRequested(s3), "2010-02-02")
        let offence = Offence(.sevenEight, reason: "x", evidence: "e")
        try life.record(.breach(.offenceObserved(offence)), "2010-02-03", by: .staff)
        #expect(!life.account.subscriptions.contains { !$0.isEnded })
        #expect(life.mails("R7.8-01").count == 2 && life.account.euroBalance == 0)
    }

    @Test func `AMB-34: misconduct is held first, which ends nothing; only an offence ends at once`() throws {
        var life = try HoldTests.held(.conduct, cents: 100_000)
        life.go(to: "2010-12-31")
        #expect(!life.first.isEnded && life.state() == .stopped)
        let offence = Offence(.five, subscription: s1, reason: "x", evidence: "e")
        try life.record(.breach(.offenceObserved(offence)), "2010-12-31 10:00", by: .staff)
        #expect(life.phase() == .ended(rule: "R5-09", erased: false))
    }

    @Test func `R9-02: a check of the provider is on record with its result, and changes nothing`() throws {
        var life = try Life.started("2010-01-31")
        let check = Event.breach(.complianceChecked(s1, subject: "open ports", result: "as ordered"))
        let before = life.account
        try life.record(check, "2010-01-31 12:00", by: .staff)
        #expect(life.effects.map(\.rule) == ["R9-02"] && life.account == before)
        for (subject, result) in [("", "x"), ("x", "")] {
            let empty = Event.breach(.complianceChecked(nil, subject: subject, result: result))
            #expect(refusal { try life.record(empty, "2010-02-03", by: .staff) } == "R9-02")
        }
        #expect(refusal { try life.record(check, "2010-02-03", by: .client) } == "R9-02")
    }
}

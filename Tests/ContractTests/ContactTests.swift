import Contract
import Foundation
import Testing

/// Contact data: articles 5 and 8; and what a free service shares with a paid one (2).
@Suite struct ContactTests {
    static func change(_ changed: Instant, known: Instant? = nil) -> Event {
        .contact(.changed(ContactChange([.email, .name], changedAt: changed, knownAt: known)))
    }

    /// 48 h are elapsed time (T6): over a change of the clocks, the same time of day is 47 or 49 h later.
    private static let limit: Int64 = 48 * 3600
    private static let reports: [(String, Int64, Bool)] = [
        ("2010-02-03 10:00", 0, false), ("2010-02-03 10:00", limit, false), ("2010-02-03 10:00", limit + 1, true),
        ("2010-02-03 10:00", 5 * limit, true), ("2010-03-27 10:00", limit, false),
        ("2010-03-27 10:00", limit + 1, true), ("2010-10-30 10:00", limit, false),
        ("2010-10-30 10:00", limit + 1, true),
    ]

    @Test(arguments: reports)
    func `R5-11: a change reported after more than 48 h is a breach on record, exactly 48 h is not`(
        changed: String,
        seconds: Int64,
        isLate: Bool
    ) throws {
        var life = try Life.started("2010-01-31", cents: 50_000)
        let reported = at(changed).adding(seconds: seconds)
        try life.record(Self.change(at(changed)), at: reported, occurred: reported, by: .staff)
        #expect(life.decided("R5-11") == isLate && life.decided("R5-02"))
        #expect(life.account.casework.lateReports.map(\.changedAt) == (isLate ? [at(changed)] : []))
        #expect(life.account.casework.lateReports.map(\.reportedAt) == (isLate ? [reported] : []))
        #expect(life.state() == .running && life.account.holds.isEmpty, "never an automatic sanction (AMB-36)")
    }

    @Test(arguments: [
        ("2010-03-27 10:00", "2010-03-29 10:00", false), ("2010-03-27 10:00", "2010-03-29 11:00", false),
        ("2010-03-27 10:00", "2010-03-29 11:00:01", true), ("2010-10-30 10:00", "2010-11-01 09:00:00", false),
        ("2010-10-30 10:00", "2010-11-01 09:00:01", true),
    ]) func `R5-11 T6: the clocks do not change the 48 h`(changed: String, reported: String, isLate: Bool) throws {
        var life = try Life.started("2010-01-31", cents: 50_000)
        try life.record(Self.change(at(changed)), reported)
        #expect(life.decided("R5-11") == isLate)
    }

    @Test func `R5-11 T8: what counts is when the client reported it, not when it was recorded`() throws {
        var life = try Life.started("2010-01-31", cents: 50_000)
        try life.record(Self.change(at("2010-02-03")), "2010-02-09", occurred: "2010-02-05")
        #expect(!life.decided("R5-11"))
    }

    @Test(arguments: [Reading.Letter.a, .b])
    func `R5-11 AMB-36: the hours run from the change, under reading B from knowing it`(letter: Reading.Letter) throws {
        var life = try Life.started("2010-01-31", cents: 50_000, under: Book.reading([.reportedChange: letter]))
        try life.record(Self.change(at("2010-02-01"), known: at("2010-02-08")), "2010-02-09")
        #expect(life.decided("R5-11") == (letter == .a))
    }

    @Test func `R5-02: each change is dated and says which data, never what they are`() throws {
        var life = try Life.started("2010-01-31", cents: 50_000)
        let effects = try life.record(Self.change(at("2010-02-01")), "2010-02-01")
        #expect(effects.map(\.action) == [.decided("The contact data were changed: e-mail address, name.")])
        let empty = Event.contact(.changed(ContactChange([], changedAt: at("2010-02-01"))))
        #expect(refusal { try life.record(empty, "2010-02-02") } == "R5-02")
        #expect(refusal { try life.record(Self.change(at("2010-02-03")), "2010-02-02") } == "R5-11")
        let known = Self.change(at("2010-02-01"), known: at("2010-02-03"))
        #expect(refusal { try life.record(known, "2010-02-02") } == "R5-11")
    }

    @Test func `R8-04 R6.11-03 AMB-37: a bounce opens one case and asks to confirm; nothing is held or cancelled`()
        throws
    {
        var life = try Life.started("2010-01-31")
        life.go(to: "2010-02-19")
        let notice = "R6.11-02/S-1001/1"
        try life.record(.contact(.mailBounced(NoticeKey(notice))), "2010-02-19", by: .system)
        #expect(life.account.casework.identity == [notice] && life.state() == .running)
        #expect(life.mails("R8-04.case").map(\.notice.values["reference"]) == [.text(notice)])
        // The mail about the case comes back as well.
        let own = try #require(life.mails("R8-04.case").first?.notice.key)
        try life.record(.contact(.mailBounced(own)), "2010-02-20", by: .system)
        #expect(life.mails("R8-04.case").count == 1 && life.account.holds.isEmpty)
        life.go(to: "2010-03-01")
        #expect(life.phase() == .incident(period: 1), "the renewal takes its course (AMB-08)")
        #expect(refusal { try life.record(.contact(.mailBounced("R6.11-02/S-9/1")), "2010-03-02") } == "no rule")
    }

    @Test func `R8-04 AMB-37 reading A: a bounce suspends at once`() throws {
        var life = try Life.started("2010-01-31", under: Book.reading([.doubtfulContact: .a]))
        try life.record(.contact(.mailBounced("R6.2-03/S-1001/1")), "2010-02-01", by: .system)
        #expect(life.state() == .stopped && life.mails("R8-04").count == 1)
        try life.record(.contact(.confirmed), "2010-02-02")
        #expect(life.state() == .running)
    }

    @Test(arguments: [Reading.Letter.a, .b])
    func `R8-04 R6.9-08 AMB-37: a payer's mail that comes back is no doubt about the client`(letter: Reading.Letter)
        throws
    {
        var life = try Life.started("2010-01-31", under: Book.reading([.doubtfulContact: letter]))
        let (request, receipt) = (OpaqueID(5, 5), OpaqueID(1, 99))
        try life.record(.requests(.opened(request: request, suggested: nil)), "2010-02-01")
        let payment = Payment(method: "paypal", currency: "EUR", amount: 500, reference: "P1")
        try life.record(
            .requests(.tokensBought(request: request, payment: payment, receipt: receipt)),
            "2010-02-02"
        )
        let effects = try life.record(.contact(.mailBounced("R6.9-08/\(receipt)/1")), "2010-02-03", by: .system)
        #expect(effects.map(\.rule) == ["R6.9-08"])
        #expect(life.account.casework.identity.isEmpty && life.account.holds.isEmpty && life.state() == .running)
        #expect(life.mails("R8-04.case").isEmpty && life.mails("R8-04").isEmpty)
        let strange: NoticeKey = "R6.9-08/\(OpaqueID(9, 9))/1"
        #expect(refusal { try life.record(.contact(.mailBounced(strange)), "2010-02-04") } == "no rule")
        try life.record(.contact(.mailBounced("R6.2-03/S-1001/1")), "2010-02-05", by: .system)
        #expect(life.account.casework.identity.count == 1 && life.account.holds.isEmpty == (letter == .b))
    }

    @Test func `R8-04: only a person holds for identity, only in an open case, and only confirmed data lift it`() throws
    {
        var life = try Life.started("2010-01-31", cents: 50_000)
        let hold = Event.hold(.placed(HoldTests.order(.identity, "I-1", on: nil)))
        #expect(refusal { try life.record(hold, "2010-02-01", by: .staff) } == "R8-04")
        let doubt = Event.contact(.doubted(reference: "I-1", reason: "letter returned"))
        #expect(refusal { try life.record(doubt, "2010-02-01", by: .system) } == "R8-04")
        try life.record(doubt, "2010-02-01", by: .staff)
        #expect(refusal { try life.record(doubt, "2010-02-01", by: .staff) } == "R8-04")
        #expect(refusal { try life.record(hold, "2010-02-02", by: .system) } == "R8-04")
        try life.record(hold, "2010-02-02", by: .staff)
        #expect(life.state() == .stopped && life.account.holds.map(\.cause) == [.identity])
        let lift = Event.hold(.lifted(.identity, reference: "I-1", subscription: nil))
        #expect(refusal { try life.record(lift, "2010-02-03", by: .staff) } == "R8-04")
        #expect(refusal { try life.record(.contact(.confirmed), "2010-02-03", by: .system) } == "R8-04")
        try life.record(.contact(.confirmed), "2010-02-03", by: .client)
        #expect(life.state() == .running && life.account.casework.identity.isEmpty)
        #expect(refusal { try life.record(hold, "2010-02-04", by: .staff) } == "R8-04", "a new case is needed")
    }

    @Test func `R8-04: confirming lifts every identity hold, those announced too, and no other hold`() throws {
        var life = try Life.started("2010-01-31", cents: 50_000)
        try life.place(HoldTests.order(.identity, "I-1"), "2010-02-01")
        try life.place(HoldTests.order(.identity, "I-2", on: nil), "2010-02-01")
        try life.place(HoldTests.order(.identity, "I-3", from: at("2010-02-09")), "2010-02-01")
        try life.place(HoldTests.order(.conduct), "2010-02-01")
        try life.record(.contact(.confirmed), "2010-02-02", by: .staff)
        #expect(life.account.holds.isEmpty && life.first.holds.map(\.cause) == [.conduct])
        life.go(to: "2010-02-10")
        #expect(life.first.holds.map(\.cause) == [.conduct] && life.state() == .stopped)
    }

    @Test func `R2-04: a free service lives the same life: notices, holds, breaches, ends, and no money`() throws {
        func free() throws -> Life { try Life.started("2010-01-31", price: 0) }
        var renewed = try free()
        renewed.go(to: "2010-04-15")
        #expect(renewed.phase() == .active(period: 3) && renewed.mails("R6.11-02").count == 2)
        #expect(renewed.mails("R6.11-11").count == 2, "never stopped for lack of balance")
        var held = try free()
        try held.place(HoldTests.order(.security), "2010-02-01")
        held.go(to: "2010-03-05")
        #expect(held.state() == .stopped && held.phase() == .active(period: 2) && held.mails("R7.5-01").count == 1)
        try held.lift(.security, "2010-03-06")
        #expect(held.state() == .running)
        var breached = try free()
        try breached.record(BreachTests.notice(), "2010-02-03", by: .staff)
        breached.go(to: "2010-02-11")
        #expect(breached.phase() == .ended(rule: "R7.4-01", erased: false))
        var noticed = try free()
        try noticed.record(NonRenewalTests.notice, "2010-02-03", by: .staff)
        noticed.go(to: "2010-03-01")
        #expect(noticed.phase() == .ended(rule: "R7.6-02", erased: false) && noticed.mails("R6.11-04").count == 1)
        var offending = try free()
        let offence = Offence(.five, subscription: s1, reason: "x", evidence: "e")
        try offending.record(.breach(.offenceObserved(offence)), "2010-02-03", by: .staff)
        #expect(offending.phase() == .ended(rule: "R5-09", erased: false))
        var switched = try free()
        try switched.record(.renewalSwitched(s1, on: false), "2010-02-03")
        switched.go(to: "2010-03-01")
        #expect(switched.phase() == .ended(rule: "R7.1-01", erased: false))
        for life in [renewed, held, breached, noticed, offending, switched] {
            #expect(!life.effects.contains { if case .posted = $0.action { true } else { false } })
        }
    }

    @Test func `an account, an order and a request written by an older program read as they were meant`() throws {
        let life = try Life.started("2010-01-31", cents: 500)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(life.account), as: UTF8.self)
        for key in ["casework", "plannedEnd", "nonRenewal", "kind\":\"subscription", "sale"] {
            #expect(!text.contains("\"\(key)\""), "the usual is left out: \(key)")
        }
        #expect(try JSONDecoder().decode(Account.self, from: Data(text.utf8)) == life.account)
        let old = Data(#"{"terminationRequested":{"_0":"S-1001"}}"#.utf8)
        let request = try JSONDecoder().decode(Event.self, from: old)
        #expect(request == .terminationRequested(s1, identification: .manager))
        #expect(try encoder.encode(request) == old)
    }
}

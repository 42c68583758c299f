import Contract
import Testing

@Suite struct DisputeTests {
    private func opened(_ channel: Dispute.Channel, _ id: String = "D-1") -> Event {
        .disputes(.opened(id: id, about: .invoicing, channel: channel, message: "<1@example.com>"))
    }

    @Test(arguments: Dispute.Channel.allCases) func `R6.4-16: only e-mail opens a dispute`(channel: Dispute.Channel)
        throws
    {
        var life = try Life.started("2010-01-15")
        let rule = refusal { try life.record(opened(channel), "2010-01-20") }
        #expect(rule == (channel == .email ? nil : "R6.4-16"))
        #expect(life.account.disputes.count == (channel == .email ? 1 : 0))
        #expect(life.mails("R6.4-16").count == (channel == .email ? 1 : 0))
    }

    @Test func `AMB-39: a dispute suspends no due date`() throws {
        var quiet = try Life.started("2010-01-15", price: 1000)
        var life = quiet
        try life.record(opened(.email), "2010-02-14")
        life.go(to: "2010-02-26")
        quiet.go(to: "2010-02-26")
        #expect(life.phase() == quiet.phase() && life.phase() == .ended(rule: "R6.11-19", erased: false))
    }

    @Test(arguments: ClientKind.allCases) func `R13-01: the forum follows the kind of client`(kind: ClientKind) throws {
        var life = Life()
        try life.record(.accountOpened(kind), "2010-01-01")
        try life.record(opened(.email), "2010-01-20")
        #expect(life.account.forum == (kind == .consumer ? .law : .creteil))
        #expect(life.mails("R6.4-16").first?.notice.values["forum"] == .text(life.account.forum.rawValue))
    }

    @Test func `a dispute is closed once, with its outcome`() throws {
        var life = try Life.started("2010-01-15")
        try life.record(opened(.email), "2010-01-20")
        #expect(refusal { try life.record(opened(.email), "2010-01-21") } == "R6.4-16")
        #expect(refusal { try life.record(.disputes(.closed(id: "D-1", outcome: " ")), "2010-01-22") } == "R6.4-16")
        try life.record(.disputes(.closed(id: "D-1", outcome: "credit granted")), "2010-01-22")
        #expect(life.account.disputes.map(\.closedOn) == [day("2010-01-22")] && life.mails("R6.4-16.closed").count == 1)
        #expect(refusal { try life.record(.disputes(.closed(id: "D-1", outcome: "again")), "2010-01-23") } == "R6.4-16")
    }
}

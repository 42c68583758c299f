import Contract
import Testing

/// Rules that nearly applied and did not, on both sides of each boundary: articles 6.1 to 6.12.
@Suite struct NearMissTests {
    @Test(arguments: [(999, ["not set up: balance 9.99 EUR, 10.00 EUR needed"]), (1000, [])] as [(Int64, [String])])
    func `R6.3-01: an order waits for the last cent`(cents: Int64, expected: [String]) throws {
        var life = try Life.open(cents: cents)
        try life.order(s1, "2010-01-31")
        #expect(life.misses("R6.3-01") == expected)
    }

    @Test func `R6.3-01: an order waits for the mail that activates the account`() throws {
        var life = Life(mailWorks: false)
        try life.record(.accountOpened(.consumer), "2010-01-01")
        try life.pay(1000, "2010-01-01")
        try life.order(s1, "2010-01-31")
        #expect(life.misses("R6.3-01") == ["not set up: the account is not activated, its mail is not handed over"])
    }

    @Test func `R6.3-02: a cheque is not credited until it clears`() throws {
        var life = try Life.started()
        try life.cheque(500, "C-9", "2010-02-03")
        #expect(life.misses("R6.3-02") == ["not credited: cheque C-9 of 5.00 EUR has not cleared"])
        try life.record(.chequeCleared(reference: "C-9"), "2010-02-05", by: .staff)
        #expect(life.misses("R6.3-02").isEmpty)
    }

    @Test func `R6.3-03: the month does not begin before the server answers`() throws {
        var life = try Life.open(cents: 1000)
        try life.order(s1, "2010-01-31")
        #expect(life.misses("R6.3-03").count == 1)
        try life.record(.serviceDelivered(s1), "2010-02-01")
        #expect(life.misses("R6.3-03").isEmpty)
    }

    @Test(arguments: [
        (
            "2010-02-28 23:59:59",
            "not left because of the price: nobody asked, and it can be asked until 2010-02-28, 24:00"
        ),
        (
            "2010-03-01 00:00",
            "no price exit: the month of reflection ended on 2010-02-28, and silence accepted the price"
        ),
    ]) func `R6.4-07: the month of reflection`(instant: String, expected: String) throws {
        var life = try Life.started("2010-01-15", cents: 5000)
        let price = AnnouncedPrice(catalogue: "v2", monthlyPrice: 1100, taxRate: 1960, effective: day("2010-03-16"))
        try life.record(.prices(.announced(subscription: s1, price: price, channel: .mail)), "2010-01-31", by: .staff)
        life.go(to: instant)
        #expect(life.misses("R6.4-07") == [expected])
        let later =
            "price 11.00 EUR of v2 not taken on 2010-03-15: it holds from the first due date on or after 2010-03-16"
        #expect(life.misses("R6.4-09") == [later])
    }

    @Test func `R6.4-05: a price does not hold before its notice is handed over`() throws {
        var life = try Life.started("2010-01-15", cents: 5000)
        life.mailWorks = false
        let price = AnnouncedPrice(catalogue: "v2", monthlyPrice: 1100, taxRate: 1960, effective: day("2010-03-16"))
        try life.record(.prices(.announced(subscription: s1, price: price, channel: .mail)), "2010-01-31", by: .staff)
        #expect(life.misses("R6.4-05") == ["price 11.00 EUR of v2 does not hold: its notice has not been handed over"])
        #expect(life.misses("R6.4-07").isEmpty)
    }

    @Test(arguments: [
        ("2010-02-10 23:59:59", "R6.4-13", "no default of EXP-1 of 25.00 EUR: it can be paid until 2010-02-10, 24:00"),
        (
            "2010-02-11 00:00", "R6.4-14",
            "suspension not lifted: EXP-1 of 25.00 EUR is paid whole, and the balance is 5.00 EUR"
        ),
    ]) func `R6.4-13 R6.4-14: a debt before and after its due date`(instant: String, rule: RuleID, expected: String)
        throws
    {
        var life = try Life.started("2010-01-31", cents: 500)
        let cost = ExtraCost(
            id: "EXP-1",
            subscription: s1,
            cents: 2500,
            taxRate: 1960,
            reason: "expert",
            proof: "report.pdf",
            due: day("2010-02-10")
        )
        try life.record(.debts(.extraCostInvoiced(cost)), "2010-02-01", by: .staff)
        life.go(to: instant)
        #expect(life.misses(rule).contains(expected))
        try life.pay(2000, instant)
        #expect(life.misses("R6.4-13").isEmpty && life.misses("R6.4-14").isEmpty)
    }

    @Test(arguments: [
        ("2010-03-03 23:59:59", "R6.8-02", "converts until 2010-03-03, 24:00"),
        ("2010-03-04 00:00", "R6.8-03", "dead since 24:00 of 2010-03-03"),
    ]) func `R6.8-02 R6.8-03: a code on its thirtieth and thirty-first day`(
        instant: String,
        rule: RuleID,
        words: String
    )
        throws
    {
        var life = try Life.started()
        let code = OpaqueID(7, 7)
        try life.record(.codes(.validated(method: "allopass", code: code, cents: 300, obtainedAt: nil)), "2010-02-01")
        life.go(to: instant)
        let texts = life.misses("R6.8-02") + life.misses("R6.8-03")
        #expect(texts.count == 1 && life.misses(rule).count == 1 && texts.allSatisfy { $0.contains(words) })
    }

    @Test(arguments: [
        ("2010-02-20", "renewal of 2010-02-28 not covered: balance 6.99 EUR, 7.00 EUR needed by 2010-02-28, 24:00"),
        ("2010-02-28 23:59:59", "not renewed: balance 6.99 EUR, 7.00 EUR needed by 2010-02-28, 24:00"),
        ("2010-03-01", "not renewed: balance 6.99 EUR, 7.00 EUR needed by 2010-02-28, 24:00"),
    ]) func `R6.11-01: one cent is missing before, on and after the due date`(instant: String, expected: String) throws
    {
        var short = try Life.started("2010-01-31", price: 700, cents: 699)
        short.go(to: instant)
        #expect(short.misses("R6.11-01") == [expected])
        var enough = try Life.started("2010-01-31", price: 700, cents: 700)
        enough.go(to: "2010-02-20")
        #expect(enough.misses("R6.11-01").isEmpty)
    }

    @Test(arguments: [
        ("2010-02-13 23:59:59", []),
        (
            "2010-02-14 00:00",
            ["renewal not switched off for 2010-02-28: asked on 2010-02-14, the last day was 2010-02-13"]
        ),
    ]) func `R6.11-08: a switch in time and one too late`(instant: String, expected: [String]) throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        try life.record(.renewalSwitched(s1, on: false), instant)
        #expect(life.misses("R6.11-08") == expected)
        #expect(life.misses("R6.11-07").isEmpty != expected.isEmpty)
    }

    @Test(arguments: [
        (999, "R6.11-16", "not reactivated: balance 9.99 EUR, 10.00 EUR needed"),
        (1000, "R6.11-17", "not reactivated: funded but not asked for (balance 10.00 EUR, 10.00 EUR needed)"),
    ]) func `R6.11-16 R6.11-17: not funded, or funded but not asked for`(cents: Int64, rule: RuleID, expected: String)
        throws
    {
        var life = try Life.started()
        try life.pay(cents, "2010-03-02")
        #expect(life.misses("R6.11-16") + life.misses("R6.11-17") == [expected] && life.misses(rule) == [expected])
        try life.pay(1000 - cents + 1, "2010-03-03")
        try life.record(.reactivationRequested(s1, standing: false), "2010-03-03")
        #expect(life.misses("R6.11-16").isEmpty && life.misses("R6.11-17").isEmpty)
    }

    @Test(arguments: [
        (true, "not destroyed: the grace runs until 2010-03-10, 24:00"),
        (false, "not destroyed: no stop notice handed over yet, without which nothing is"),
    ]) func `R6.11-19 AMB-08: the grace, and the notice without which nothing is destroyed`(
        works: Bool,
        expected: String
    )
        throws
    {
        var life = try Life.started()
        life.mailWorks = works
        life.go(to: "2010-03-10 23:59:59")
        #expect(life.misses("R6.11-19") == [expected])
        life.go(to: "2010-03-11 00:00")
        #expect(life.misses("R6.11-19") == (works ? [] : [expected]))
    }

    @Test(arguments: [
        (10, []), (11, []),
        (9, ["go on at 4 % with the renewal of 2010-06-30: the downgrade from 10 to 9 slots resets it to 3 %"]),
    ])
    func `R6.12-05: fewer slots reset the percentage, as many and more do not`(slots: Int, words: [String]) throws {
        var life = try Life.started("2010-01-31", cents: 50_000)
        life.go(to: "2010-06-02")
        try life.record(.slotsChangeRequested(s1, slots: slots, monthlyPrice: 900), "2010-06-03")
        #expect(life.misses("R6.12-05").map { text in words.contains { text.contains($0) } } == words.map { _ in true })
    }

    @Test func `R6.12-07: points are not redeemable until the terms give them a value`() throws {
        for (book, count) in [(Book.standard, 1), (Book.pointsWorthACent, 0)] {
            var life = try Life.started("2010-01-31", cents: 1000, under: book)
            #expect(life.misses("R6.12-07").isEmpty)
            life.go(to: "2010-03-01")
            #expect(life.account.points > 0 && life.misses("R6.12-07").count == count)
        }
    }
}

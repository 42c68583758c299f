import Contract
import Testing

@Suite struct PriceTests {
    @Test(arguments: [
        // G10, and the last day of shorter and longer months.
        ("2010-01-31", "2010-02-28"), ("2012-01-31", "2012-02-29"), ("2010-02-28", "2010-03-28"),
        ("2010-03-31", "2010-04-30"), ("2010-12-30", "2011-01-30"), ("2010-10-30", "2010-11-30"),
        ("2010-03-27", "2010-04-27"),
    ])
    func `R6.4-05, R6.4-07, G10: one month ahead for the effect, and one month to leave`(
        told: String,
        month: String
    ) throws {
        for channel in NoticeChannel.allCases {
            var life = try Life.started("2009-12-15", price: 1000, cents: 40_000)
            let early = day(month).adding(days: -1).description
            #expect(refusal { try life.record(announced(1100, early, by: channel), "\(told) 12:00") } == "R6.4-05")
            try life.record(announced(1100, month, by: channel), "\(told) 12:00")
            let leaving = Event.prices(.exitRequested(subscription: s1, immediately: false))
            let next = day(month).adding(days: 1).description
            var late = life
            try life.record(leaving, "\(month) 23:59:59")
            #expect(refusal { try late.record(leaving, next) } == "R6.4-07")
        }
    }

    @Test func `R6.4-05: the mail states both prices, the effect and the last day to leave`() throws {
        var life = try Life.started("2010-01-10", price: 1000, cents: 5000)
        try life.record(announced(1196, "2010-03-01"), "2010-01-31 12:00")
        let values = try #require(life.mails("R6.4-05").first).notice.values
        #expect(values["oldPrice"] == .amount(.euro(cents: 1000)) && values["price"] == .amount(.euro(cents: 1196)))
        #expect(values["oldNet"] == .amount(.euro(cents: 836)) && values["net"] == .amount(.euro(cents: 1000)))
        #expect(values["effective"] == .date(day("2010-03-01")) && values["lastDay"] == .date(day("2010-02-28")))
        #expect(life.mails("R6.4-05.moved").isEmpty)
    }

    @Test func `R6.4-09, AMB-10: the new price begins with the first due date on or after its day, never before`()
        throws
    {
        for (effective, expected) in [
            ("2010-03-14", [1000, 1100, 1100]), ("2010-03-15", [1000, 1100, 1100]), ("2010-03-16", [1000, 1000, 1100]),
        ] as [(String, [Int64])] {
            var life = try Life.started("2010-01-15", price: 1000, cents: 20_000)
            try life.record(announced(1100, effective), "2010-02-01 12:00")
            life.go(to: "2010-04-16")
            #expect(life.debits == expected, "\(effective)")
        }
    }

    @Test(arguments: [999, 1000]) func `R6.4-06: a price that is no less favourable needs no notice`(cents: Int64)
        throws
    {
        var life = try Life.started("2010-01-15", price: 1000, cents: 20_000)
        let effects = try life.record(announced(cents, "2010-02-14"), "2010-02-14 12:00")
        #expect(effects.map(\.rule) == ["R6.4-06"])
        life.go(to: "2010-02-15 12:00")
        #expect(life.debits == [cents])
        let leaving = Event.prices(.exitRequested(subscription: s1, immediately: false))
        #expect(refusal { try life.record(leaving, "2010-02-16") } == "R6.4-07")
    }

    @Test func `AMB-11: less favourable is judged before tax`() throws {
        var life = try Life.started("2010-01-15", price: 1196, cents: 20_000)
        // 10.00 before tax either way: only the tax inside is higher.
        let same = try life.record(announced(1200, "2010-02-01", rate: 2000), "2010-02-01")
        #expect(same.map(\.rule) == ["R6.4-06"])
        #expect(refusal { try life.record(announced(1202, "2010-02-02", rate: 2000), "2010-02-02") } == "R6.4-05")
    }

    @Test func `AMB-11: one list can be worse for one service and better for another`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 20_000)
        try life.order(s2, price: 2000, "2010-01-15 13:00")
        try life.record(.serviceDelivered(s2), "2010-01-15 14:00")
        #expect(refusal { try life.record(announced(1100, "2010-02-02"), "2010-02-01") } == "R6.4-05")
        try life.record(announced(1900, "2010-02-02", s2), "2010-02-01")
        life.go(to: "2010-02-16")
        #expect(life.account[s1]?.monthlyPrice == 1000 && life.account[s2]?.monthlyPrice == 1900)
    }

    @Test func `R6.4-08: silence accepts when the month is over, and not before`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 20_000)
        try life.record(announced(1100, "2010-03-10"), "2010-01-31 12:00")
        life.go(to: "2010-02-28 23:59:59")
        #expect(!life.effects.contains { $0.rule == "R6.4-08" })
        life.go(to: "2010-03-01")
        let accepted = life.effects.filter { $0.rule == "R6.4-08" }
        #expect(accepted.map(\.at) == [at("2010-03-01")])
    }

    @Test func `R6.4-05: a mail handed over late moves the effect, and says so`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 20_000)
        life.mailWorks = false
        try life.record(announced(1100, "2010-03-01"), "2010-02-01 12:00")
        life.go(to: "2010-02-20")
        life.mailWorks = true
        let key = try #require(life.mails("R6.4-05").first).notice.key
        try life.record(.noticeHandedOver(key), "2010-02-20", by: .system)
        let moved = try #require(life.mails("R6.4-05.moved").first).notice.values
        #expect(moved["effective"] == .date(day("2010-03-20")) && moved["lastDay"] == .date(day("2010-03-20")))
        life.go(to: "2010-04-16")
        #expect(life.debits == [1000, 1000, 1100])
    }

    @Test func `R6.4-05: no new days are told of a service that is over, however late its mail is given`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 20_000)
        life.mailWorks = false
        try life.record(announced(1100, "2010-03-01"), "2010-02-01 12:00")
        try life.record(.terminationRequested(s1), "2010-02-05")
        let key = try #require(life.mails("R6.4-05").first).notice.key
        try life.record(.noticeHandedOver(key), "2010-02-20", by: .system)
        #expect(life.mails("R6.4-05.moved").isEmpty)
    }

    @Test func `R6.4-05: a mail that is never handed over changes no price`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 20_000)
        life.mailWorks = false
        try life.record(announced(1100, "2010-03-01"), "2010-02-01 12:00")
        life.go(to: "2010-05-16")
        #expect(life.debits == [1000, 1000, 1000, 1000])
    }

    @Test func `R6.4-05: the page counts from its publication, recorded late or not`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 20_000)
        let event = announced(1100, "2010-03-01", by: .page)
        try life.record(event, "2010-02-10", occurred: "2010-02-01 09:00", by: .staff)
        #expect(life.mails("R6.4-05").isEmpty)
        life.go(to: "2010-03-16")
        #expect(life.debits == [1000, 1100])
    }

    @Test func `AMB-47: the service ends with the paid period, without renewal and without charge`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 20_000)
        try life.record(announced(1100, "2010-03-10"), "2010-01-31 12:00")
        life.go(to: "2010-02-20")
        life.effects = []
        try life.record(.prices(.exitRequested(subscription: s1, immediately: false)), "2010-02-20")
        #expect(life.mails("R6.4-07").first?.notice.values["due"] == .date(day("2010-03-15")))
        #expect(refusal { try life.record(.renewalRequested(s1), "2010-02-21") } == "R6.4-07")
        #expect(refusal { try life.record(.renewalSwitched(s1, on: true), "2010-02-21") } == "R6.4-07")
        life.go(to: "2010-03-15 23:59:59")
        #expect(life.state() == .running)
        life.go(to: "2010-03-16")
        #expect(life.phase() == .ended(rule: "R6.4-07", erased: false))
        #expect(life.posted("debit").isEmpty && life.posted("refund").isEmpty)
        #expect(life.mails("R6.4-07.ended").count == 1 && !life.effects.contains { $0.rule == "R6.4-08" })
    }

    @Test func `AMB-47: at once on request, or under reading A`() throws {
        for (book, immediately) in [(Book.standard, true), (Book.reading([.priceExit: .a]), false)] {
            var life = try Life.started("2010-01-15", price: 1000, cents: 20_000, under: book)
            try life.record(announced(1100, "2010-03-10"), "2010-01-31 12:00")
            try life.record(.prices(.exitRequested(subscription: s1, immediately: immediately)), "2010-02-03")
            #expect(life.phase() == .ended(rule: "R6.4-07", erased: false) && life.state() == .absent)
        }
    }

    @Test func `AMB-47: a due date inside the month of reflection keeps the old price`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 20_000)
        try life.record(announced(1100, "2010-03-01"), "2010-02-01 12:00")
        life.go(to: "2010-02-16")
        #expect(life.debits == [1000])
        try life.record(.prices(.exitRequested(subscription: s1, immediately: false)), "2010-03-01 23:59:59")
        life.go(to: "2010-04-16")
        #expect(life.debits == [1000])
    }

    @Test func `R6.4-07: leaving on the last day costs nothing, although that is the due date of the new price`() throws
    {
        var life = try Life.started("2010-01-31", price: 1000, cents: 20_000)
        try life.record(announced(1100, "2010-02-28"), "2010-01-31 13:00")
        var silent = life
        silent.go(to: "2010-02-28 23:59:59")
        #expect(silent.debits.isEmpty, "not before the right to leave is over")
        silent.go(to: "2010-03-01")
        #expect(silent.debits == [1100] && silent.phase() == .active(period: 2) && silent.state() == .running)
        try life.record(.prices(.exitRequested(subscription: s1, immediately: false)), "2010-02-28 23:59:59")
        life.go(to: "2010-03-01")
        #expect(life.debits.isEmpty && life.phase() == .ended(rule: "R6.4-07", erased: false))
    }

    @Test func `AMB-46: an order placed after the announcement carries it, without notice or right to leave`() throws {
        var life = try Life.open("2010-02-10", cents: 20_000)
        let rise = AnnouncedPrice(catalogue: "v2", monthlyPrice: 1100, taxRate: 1960, effective: day("2010-03-01"))
        let order = Order(
            subscription: s1,
            product: "mumble",
            slots: 10,
            monthlyPrice: 1000,
            taxRate: 1960,
            catalogue: "v1",
            terms: life.book.current,
            announced: [rise]
        )
        try life.record(.orderPlaced(order), "2010-02-10")
        try life.record(.serviceDelivered(s1), "2010-02-10")
        let leaving = Event.prices(.exitRequested(subscription: s1, immediately: false))
        #expect(refusal { try life.record(leaving, "2010-02-11") } == "R6.4-07")
        life.go(to: "2010-03-11")
        #expect(life.debits == [1000, 1100] && life.mails("R6.4-05").isEmpty)
    }

    @Test func `a change of slots asked later has its own price, and one announced later prices the new slots`() throws
    {
        var life = try Life.started("2010-01-15", price: 1000, cents: 30_000)
        try life.record(announced(1100, "2010-03-10"), "2010-02-01 12:00")
        try life.record(.slotsChangeRequested(s1, slots: 20, monthlyPrice: 2000), "2010-02-05")
        var later = life
        life.go(to: "2010-03-16")
        #expect(life.debits == [2000, 2000])
        try later.record(announced(2300, "2010-03-12"), "2010-02-06 12:00")
        later.go(to: "2010-03-16")
        #expect(later.debits == [2000, 2300])
    }

    @Test func `R7.1-02: renewing early buys the month at the price of its due date`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 30_000)
        try life.record(announced(1100, "2010-03-10"), "2010-02-01 12:00")
        life.go(to: "2010-03-05")
        try life.record(.renewalRequested(s1), "2010-03-05")
        life.go(to: "2010-04-16")
        #expect(life.debits == [1000, 1100, 1100])
    }

    @Test func `the last price list announced for a day wins`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 30_000)
        try life.record(announced(1100, "2010-03-10"), "2010-02-01 12:00")
        let withdrawn = try life.record(announced(1000, "2010-03-10"), "2010-02-02")
        #expect(withdrawn.first?.rule == "R6.4-06")
        life.go(to: "2010-04-16")
        #expect(life.debits == [1000, 1000, 1000])
    }

    @Test func `R6.6-01: no price outside a list's bounds`() throws {
        var life = try Life.started()
        #expect(refusal { try life.record(announced(-1, "2010-06-01"), "2010-02-01") } == "R6.6-01")
        try life.record(.terminationRequested(s1), "2010-02-01")
        #expect(refusal { try life.record(announced(1, "2010-06-01"), "2010-02-01") } == "no rule")
    }

    @Test(arguments: [(10, 1000), (20, 2000), (5, 400)] as [(Int, Int64)])
    func `R6.4-07 R6.4-08: asking for other slots takes away neither the month to leave nor what silence says`(
        slots: Int,
        price: Int64
    ) throws {
        let leaving = Event.prices(.exitRequested(subscription: s1, immediately: false))
        for channel in NoticeChannel.allCases {
            var life = try Life.started("2010-01-15", price: 1000, cents: 30_000)
            try life.record(announced(1100, "2010-03-10", by: channel), "2010-02-01 12:00")
            try life.record(.slotsChangeRequested(s1, slots: slots, monthlyPrice: price), "2010-02-05")
            var leaver = life
            try leaver.record(leaving, "2010-03-01 23:59:59")
            leaver.go(to: "2010-03-16")
            #expect(leaver.phase() == .ended(rule: "R6.4-07", erased: false))
            #expect(leaver.debits == [price], "no month after the exit")
            life.go(to: "2010-04-16")
            #expect(life.debits == [price, price, price], "the slots asked for have their own price")
            #expect(life.effects.filter { $0.rule == "R6.4-08" }.map(\.at) == [at("2010-03-02")])
            #expect(life.first.priceChanges.isEmpty)
            #expect(refusal { try life.record(leaving, "2010-04-16") } == "R6.4-07")
        }
    }

    @Test func `R6.4-07: a notice not handed over yet still gives the right after other slots were asked for`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 30_000)
        life.mailWorks = false
        try life.record(announced(1100, "2010-03-10"), "2010-02-01 12:00")
        try life.record(.slotsChangeRequested(s1, slots: 20, monthlyPrice: 2000), "2010-02-05")
        let key = try #require(life.mails("R6.4-05").first).notice.key
        try life.record(.noticeHandedOver(key), "2010-02-10", by: .system)
        #expect(life.mails("R6.4-05.moved").isEmpty, "its price does not come")
        try life.record(.prices(.exitRequested(subscription: s1, immediately: true)), "2010-03-10 23:59:59")
        #expect(life.phase() == .ended(rule: "R6.4-07", erased: false))
    }

    @Test func `R6.4-07: a price that was no worse, or accepted, gives no right to leave after a change of slots`()
        throws
    {
        let leaving = Event.prices(.exitRequested(subscription: s1, immediately: false))
        for (cents, effective, asked) in [(900, "2010-02-02", "2010-02-05"), (1100, "2010-03-10", "2010-03-05")] {
            var life = try Life.started("2010-01-15", price: 1000, cents: 30_000)
            try life.record(announced(Int64(cents), effective), "2010-02-01 12:00")
            try life.record(.slotsChangeRequested(s1, slots: 20, monthlyPrice: 2000), asked)
            #expect(refusal { try life.record(leaving, asked) } == "R6.4-07")
            #expect(life.first.priceChanges.isEmpty)
        }
    }

    @Test func `R6.4-09: the last price to take effect stays, though one announced after it was for an earlier day`()
        throws
    {
        var life = try Life.started("2010-01-15", price: 1000, cents: 30_000)
        try life.record(announced(1100, "2010-03-10"), "2010-02-01 12:00")
        try life.record(announced(900, "2010-03-01"), "2010-02-05")
        life.go(to: "2010-05-16")
        #expect(life.debits == [1000, 1100, 1100, 1100])
    }

    @Test func `R6.4-07: the month to leave runs on after a month was renewed by hand at the new price`() throws {
        var life = try Life.started("2010-01-15", price: 1000, cents: 30_000)
        try life.record(announced(1100, "2010-03-01"), "2010-02-01 12:00")
        life.go(to: "2010-02-20")
        try life.record(.renewalRequested(s1), "2010-02-20")
        let leaving = Event.prices(.exitRequested(subscription: s1, immediately: false))
        var late = life
        #expect(refusal { try late.record(leaving, "2010-03-02") } == "R6.4-07")
        try life.record(leaving, "2010-03-01 23:59:59")
        life.go(to: "2010-04-16")
        #expect(life.phase() == .ended(rule: "R6.4-07", erased: false) && life.debits == [1000, 1100])
        late.go(to: "2010-04-16")
        #expect(late.debits == [1000, 1100, 1100] && late.first.priceChanges.isEmpty)
    }
}

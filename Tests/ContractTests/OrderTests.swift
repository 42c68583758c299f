import Contract
import Testing

@Suite struct OrderTests {
    @Test func `R6.1-01 nothing happens before the account is opened`() {
        let payment = Event.paymentReceived(.init(method: "paypal", currency: "EUR", amount: 1, reference: "a"))
        for event in [payment, .gestureGranted(cents: 1, reason: "x"), .terminationRequested(s1)] {
            var life = Life()
            #expect(refusal { try life.record(event, "2010-01-01") } == "R6.1-01")
        }
        var life = Life()
        #expect(refusal { try life.order(s1, "2010-01-01") } == "R6.1-01")
        #expect(refusal { try life.record(.accountOpened(.consumer), "2010-01-01") } == nil)
        #expect(refusal { try life.record(.accountOpened(.consumer), "2010-01-02") } == "R6.1-01")
    }

    @Test(arguments: ClientKind.allCases) func `R1-02 every kind of client can have an account`(kind: ClientKind) throws
    {
        var life = Life()
        try life.record(.accountOpened(kind), "2010-01-01")
        #expect(life.account.kind == kind && life.account.status == .active)
    }

    @Test func `R6.1-02 the account becomes active when its mail is handed over`() throws {
        var life = Life(mailWorks: false)
        try life.record(.accountOpened(.consumer), "2010-01-01")
        #expect(life.account.status == .created)
        #expect(life.mails("R6.1-02").map(\.notice.key) == ["R6.1-02/A-1/1"])
        try life.record(.noticeHandedOver("R6.1-02/A-1/1"), "2010-01-02")
        #expect(life.account.status == .active)
        #expect(try life.record(.noticeHandedOver("R6.1-02/A-1/1"), "2010-01-03").isEmpty)
        for key: NoticeKey in ["R6.1-02/A-2/1", "x", "R9.9-99/A-1/1", "R6.11-12.stop/S-7/1"] {
            #expect(refusal { try life.record(.noticeHandedOver(key), "2010-01-04") } == "no rule")
        }
    }

    @Test(arguments: [false, true], [false, true])
    func `R6.3-01 made only when active and paid`(isActive: Bool, isPaid: Bool) throws {
        var life = Life(mailWorks: false)
        try life.record(.accountOpened(.consumer), "2010-01-01")
        try life.order(s1, price: 1000, "2010-01-02")
        #expect(life.phase() == .awaitingFunds && life.state() == .absent)
        try life.pay(isPaid ? 1000 : 999, "2010-01-03")
        if isActive { try life.record(.noticeHandedOver("R6.1-02/A-1/1"), "2010-01-04") }
        #expect(life.phase() == (isActive && isPaid ? .provisioning : .awaitingFunds))
        #expect(life.state() == (isActive && isPaid ? .running : .absent))
        #expect(life.posted("debit").map(\.transaction.key) == (isActive && isPaid ? ["debit/S-1001/1"] : []))
        #expect(life.account.euroBalance == (isPaid ? (isActive ? 0 : 1000) : 999))
    }

    @Test func `R6.2-01 R6.2-02 one receipt for the order, one for the payment`() throws {
        var life = try Life.open()
        try life.order(s1, price: 1000, "2010-01-02")
        try life.pay(1000, "2010-01-03")
        life.go(to: "2010-01-20")
        #expect(life.mails("R6.2-01").map(\.notice.key) == ["R6.2-01/S-1001/1"])
        let receipt = try #require(life.mails("R6.2-02").first?.notice)
        #expect(life.mails("R6.2-02").count == 1)
        #expect(receipt.values["amount"] == .amount(.euro(cents: 1000)))
        #expect(receipt.values["balance"] == .amount(.euro(cents: 1000)))
    }

    @Test func `R6.2-03 R6.3-03 the anchor is the Paris day of the delivery`() throws {
        var life = try Life.open(cents: 1000)
        try life.order(s1, price: 1000, "2010-01-29")
        #expect(
            life.mails("R6.2-03").isEmpty && life.first.anchor == nil && life.first.nextDue(under: life.book) == nil
        )
        // 23:30 UTC on the 30th is the 31st in Paris; recorded a day later.
        try life.record(.serviceDelivered(s1), "2010-02-01 10:00", occurred: "2010-01-31 00:30")
        #expect(life.first.anchor == day("2010-01-31"))
        #expect(life.phase() == .active(period: 1))
        let mail = try #require(life.mails("R6.2-03").first?.notice)
        #expect(mail.values["start"] == .date(day("2010-01-31")))
        #expect(mail.values["due"] == .date(day("2010-02-28")))
        #expect(refusal { try life.record(.serviceDelivered(s1), "2010-02-02") } == "R6.2-03")
    }

    @Test func `R6.3-03 never before the payment`() throws {
        var life = try Life.open()
        try life.order(s1, price: 1000, "2010-01-29")
        #expect(refusal { try life.record(.serviceDelivered(s1), "2010-01-30") } == "R6.2-03")
        try life.pay(1000, "2010-02-02")
        try life.record(.serviceDelivered(s1), "2010-02-03", occurred: "2010-01-20")
        #expect(life.first.anchor == day("2010-02-02"))
    }

    @Test func `R2-03 R0-01 an order accepts the version in force and keeps it`() throws {
        var life = try Life.open(cents: 5000)
        #expect(refusal { try life.order(s1, terms: "serveurts-1999", "2010-01-01") } == "R2-03")
        try life.order(s1, price: 1000, "2010-01-01")
        // A newer version becomes current: the old order stays with its own, a new one must accept the new.
        let newer = Book.copy(
            id: "serveurts-2011",
            readings: Book.reading([.noticeOfEnd: .a]).terms[Book.shipped.id]?.readings
        )
        life.book = Rulebook(
            terms: [Book.shipped.id: Book.shipped, newer.id: newer],
            current: newer.id,
            zone: Book.paris
        )
        #expect(refusal { try life.order(s2, terms: Book.shipped.id, "2010-01-02") } == "R2-03")
        try life.order(s2, price: 1000, "2010-01-02")
        for id in [s1, s2] {
            try life.record(.serviceDelivered(id), "2010-01-03")
            try life.record(.renewalSwitched(id, on: false), "2010-01-04")
        }
        life.go(to: "2010-02-05")
        #expect(life.account[s1]?.order.terms == Book.shipped.id && life.account[s2]?.order.terms == newer.id)
        // AMB-09: only the older terms send the courtesy mail.
        #expect(life.mails("R6.11-04").map(\.notice.key) == ["R6.11-04/S-1001/1"])
    }

    @Test func `a subscription whose terms are not loaded is left as it is`() throws {
        var life = try Life.started(cents: 5000)
        life.book = Rulebook(terms: [:], current: "x", zone: Book.paris)
        #expect(life.account.nextDeadline(under: life.book) == nil)
        life.go(to: "2010-05-01")
        #expect(life.phase() == .active(period: 1) && life.effects.isEmpty)
        #expect(refusal { try life.record(.terminationRequested(s1), "2010-05-02") } == "R0-01")
    }

    @Test(arguments: [
        (0, 1000, 10, "R6.10-03"), (-1, 1000, 10, "R6.10-03"), (2, 1000, 10, "R6.11-01"), (1, -1, 10, "R6.4-02"),
        (1, 1000, 0, "R6.4-02"), (1, 1000, -5, "R6.4-02"), (1, Int64.max, 10, "R6.4-02"), (1, 1000, Int.max, "R6.4-02"),
    ])
    func `R6.10-03 R6.4-02 an order that cannot be`(months: Int, price: Int64, slots: Int, rule: String) throws {
        var life = try Life.open(cents: 5000)
        let before = life.account
        #expect(refusal { try life.order(s1, slots: slots, price: price, months: months, "2010-01-01") } == rule)
        #expect(life.account == before)
    }

    @Test func `R6.11-22 a new order needs a new number and starts anew`() throws {
        var life = try Life.started("2010-01-31", cents: 5000)
        #expect(refusal { try life.order(s1, "2010-02-01") } == "R6.11-22")
        try life.record(.terminationRequested(s1), "2010-02-10")
        #expect(refusal { try life.order(s1, "2010-02-11") } == "R6.11-22")
        try life.order(s2, price: 1000, "2010-02-11")
        try life.record(.serviceDelivered(s2), "2010-02-12")
        #expect(life.account[s2]?.anchor == day("2010-02-12"))
        #expect(life.account[s2]?.loyaltyRenewal == 1)
    }

    @Test func `R6.4-02 the order keeps its snapshot`() throws {
        var life = try Life.started(slots: 10, price: 1000, cents: 5000)
        try life.record(.slotsChangeRequested(s1, slots: 20, monthlyPrice: 2000), "2010-02-01")
        life.go(to: "2010-03-01")
        #expect(
            life.first.order.slots == 10 && life.first.order.monthlyPrice == 1000 && life.first.order.taxRate == 1960
        )
        #expect(life.first.slots == 20 && life.first.monthlyPrice == 2000)
    }

    @Test func `R2-04 a free service lives without any movement and is never stopped`() throws {
        var life = try Life.open("2010-01-31")
        try life.order(s1, price: 0, "2010-01-31")
        #expect(life.phase() == .provisioning)
        try life.record(.serviceDelivered(s1), "2010-01-31")
        life.go(to: "2011-02-01")
        #expect(life.phase() == .active(period: 13) && life.state() == .running)
        #expect(life.mails("R6.11-02").count == 12 && life.mails("R6.11-11").count == 12)
        #expect(life.posted("debit").isEmpty && life.posted("points").isEmpty && life.account.points == 0)
        try life.record(.renewalSwitched(s1, on: false), "2011-02-02")
        life.go(to: "2011-03-01")
        #expect(life.phase() == .ended(rule: "R7.1-01", erased: false))
    }
}

import Contract
import Testing

@Suite struct TaxTests {
    @Test(arguments: [0, 550, 700, 1960, 2000, 2500, 9999]) func `before tax and tax add up to the price`(rate: Int) {
        for gross in Int64(0)...3000 {
            let price = TaxedPrice(gross: gross, rate: rate)
            #expect(price.net + price.tax == gross && price.net >= 0 && price.tax >= 0)
            // Half up: twice the error is never above the divisor, and never equal to it from above.
            let error = 2 * (price.net * Int64(10_000 + rate) - gross * 10_000)
            #expect(error > -Int64(10_000 + rate) && error <= Int64(10_000 + rate))
        }
    }

    @Test(arguments: [(700, 1960, 585), (1000, 1960, 836), (1000, 2000, 833), (5, 10_000 / 10, 5), (3, 2000, 3)])
    func `what is before tax is rounded half up`(gross: Int64, rate: Int, net: Int64) {
        #expect(TaxedPrice(gross: gross, rate: rate).net == net)
    }

    @Test func `R6.4-10: another rate keeps what is before tax to the cent, there and back`() {
        for gross in Int64(0)...2000 {
            let before = TaxedPrice(gross: gross, rate: 1960)
            let after = before.at(rate: 2000)
            #expect(after.net == before.net && after.at(rate: 1960).net == before.net)
            #expect(before.at(rate: 1960) == before)
        }
        #expect(TaxedPrice(gross: 1000, rate: 1960).at(rate: 2000).gross == 1003)
    }

    @Test func `R6.4-10: the next debit carries the new rate, without notice and without a right to leave`() throws {
        var life = try Life.started("2013-11-15", price: 1000, cents: 10_000)
        let change = TaxChange(rate: 2000, from: day("2014-01-01"))
        let told = try life.record(.prices(.taxChanged(subscription: s1, to: change)), "2013-12-01", by: .staff)
        #expect(told.map(\.rule) == ["R6.4-10"])
        life.go(to: "2014-01-16")
        let invoices = life.invoices
        #expect(invoices.map(\.gross) == [1000, 1003] && invoices.map(\.net) == [836, 836])
        #expect(invoices.map { $0.lines[0].rate } == [1960, 2000])
        #expect(life.mails("R6.4-05").isEmpty)
        let leaving = Event.prices(.exitRequested(subscription: s1, immediately: false))
        #expect(refusal { try life.record(leaving, "2014-01-17") } == "R6.4-07")
    }

    @Test(arguments: [("2014-01-15", 1000), ("2014-01-16", 1000), ("2014-01-17", 1003)])
    func `R6.4-10: the rate is that of the day of the debit`(due: String, price: Int64) throws {
        var life = try Life.started("2013-12-\(due.suffix(2))", price: 1000, cents: 10_000)
        let change = TaxChange(rate: 2000, from: day("2014-01-17"))
        try life.record(.prices(.taxChanged(subscription: s1, to: change)), "2014-01-01", by: .staff)
        let notice = "2014-01-\(due.suffix(2))"
        life.go(to: "\(notice) 23:00")
        #expect(life.invoices.map(\.gross) == [price])
        // The notice ten days before knows the rate of the due date already.
        #expect(life.mails("R6.11-02").first?.notice.values["price"] == .amount(.euro(cents: price)))
    }

    @Test func `R6.4-10: a reactivation carries the tax of its day over the price of its due date`() throws {
        var life = try Life.started("2013-12-01", price: 1000)
        let change = TaxChange(rate: 2000, from: day("2014-01-03"))
        try life.record(.prices(.taxChanged(subscription: s1, to: change)), "2013-12-20", by: .staff)
        life.go(to: "2014-01-02 12:00")
        try life.pay(5000, "2014-01-04")
        try life.record(.reactivationRequested(s1, standing: false), "2014-01-04")
        #expect(life.invoices.map(\.gross) == [1003])
    }

    @Test func `an order carries the rates known when it was placed`() throws {
        var life = try Life.open("2013-12-20", cents: 10_000)
        let order = Order(
            subscription: s1,
            product: "mumble",
            slots: 10,
            monthlyPrice: 1000,
            taxRate: 1960,
            catalogue: "2013",
            terms: life.book.current,
            taxChanges: [TaxChange(rate: 2000, from: day("2014-01-01"))]
        )
        try life.record(.orderPlaced(order), "2013-12-20")
        try life.record(.serviceDelivered(s1), "2013-12-20")
        life.go(to: "2014-01-21")
        #expect(life.invoices.map(\.gross) == [1000, 1003])
    }

    @Test func `an impossible rate is refused`() throws {
        var life = try Life.started()
        let change = TaxChange(rate: 10_000, from: day("2014-01-01"))
        #expect(
            refusal { try life.record(.prices(.taxChanged(subscription: s1, to: change)), "2010-02-01") } == "R6.4-10"
        )
    }

    @Test func `R6.4-03: what is asked for with the tax of its due date is debited so, though it once cost the same`()
        throws
    {
        var life = try Life.started("2013-12-15", price: 1000, cents: 10_000)
        let change = TaxChange(rate: 2000, from: day("2014-01-01"))
        try life.record(.prices(.taxChanged(subscription: s1, to: change)), "2013-12-20", by: .staff)
        try life.record(.slotsChangeRequested(s1, slots: 10, monthlyPrice: 1000), "2014-01-02")
        life.go(to: "2014-01-16")
        #expect(life.invoices.map(\.gross) == [1000] && life.invoices.map(\.net) == [833])
    }
}

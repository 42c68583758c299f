import Contract
import Testing

@Suite struct InvoiceTests {
    @Test func `every debit has an invoice with its period, and adds up`() throws {
        var life = try Life.open("2010-01-31", cents: 5000)
        try life.order(s1, price: 1000, "2010-01-31 11:00")
        try life.record(.serviceDelivered(s1), "2010-01-31 12:00")
        life.go(to: "2010-03-01")
        let invoices = life.invoices
        #expect(invoices.map(\.key) == ["debit/S-1001/1", "debit/S-1001/2"])
        #expect(invoices.map(\.net) == [836, 836] && invoices.map(\.tax) == [164, 164])
        #expect(
            invoices.map { $0.lines[0].subject } == [
                .month(product: "mumble", slots: 10, period: 1, from: nil, through: nil),
                .month(product: "mumble", slots: 10, period: 2, from: day("2010-03-01"), through: day("2010-03-31")),
            ]
        )
    }

    @Test func `a debit given back has a credit note over the same tax`() throws {
        var life = try Life.started("2010-01-15", price: 1000)
        try life.cheque(1000, "C1", "2010-02-15 12:00")
        try life.record(
            .prices(.taxChanged(subscription: s1, to: TaxChange(rate: 2000, from: day("2010-02-16")))),
            "2010-02-16",
            by: .staff
        )
        try life.record(.chequeBounced(reference: "C1"), "2010-02-20")
        try life.pay(2000, "2010-02-21")
        try life.record(.reactivationRequested(s1, standing: false), "2010-02-21")
        let invoices = life.invoices
        #expect(invoices.map(\.kind) == [.invoice, .creditNote, .invoice])
        #expect(invoices.map(\.key) == ["debit/S-1001/2", "void/S-1001/2.1", "debit/S-1001/2.1"])
        #expect(invoices[1].corrects == "debit/S-1001/2" && invoices[1].lines[0].rate == 1960)
        #expect(invoices.map(\.gross) == [1000, 1000, 1003])
    }

    @Test func `R2-04: a free service has no invoice`() throws {
        var life = try Life.started("2010-01-15", price: 0)
        life.go(to: "2010-06-01")
        #expect(life.invoices.isEmpty && life.phase() == .active(period: 5))
    }

    @Test(arguments: PropertyTests.seeds.prefix(100))
    func `R6.10-01: every invoice is over what was posted, adds up, and is a whole month or a whole cost`(
        seed: UInt64
    ) {
        History.expect(of: seed) { history, found in
            var earned: [String: Int64] = [:]
            // Every price ever quoted, before tax: a part of one would not be among them.
            var months: Set<Int64> = []
            var costs: Set<Int64> = []
            for fact in history.facts {
                switch fact.event {
                case .orderPlaced(let order):
                    months.insert(TaxedPrice(gross: order.monthlyPrice, rate: order.taxRate).net)
                case .slotsChangeRequested(_, _, let price):
                    for rate in [550, 1960, 2000, 2100] { months.insert(TaxedPrice(gross: price, rate: rate).net) }
                case .prices(.announced(_, let price, _)):
                    months.insert(TaxedPrice(gross: price.monthlyPrice, rate: price.taxRate).net)
                case .debts(.extraCostInvoiced(let cost)): costs.insert(cost.cents)
                default: break
                }
            }
            for effect in history.effects {
                if case .posted(let transaction) = effect.action {
                    let revenue = transaction.quantity(.revenue)
                    if revenue != 0 { earned[transaction.key] = revenue }
                }
                guard case .invoiced(let invoice) = effect.action else { continue }
                let sign: Int64 = invoice.kind == .invoice ? 1 : -1
                found.expect(earned.removeValue(forKey: invoice.key) == sign * invoice.gross)
                found.expect(
                    invoice.lines.allSatisfy { $0.net + $0.tax == $0.gross }
                        && invoice.net + invoice.tax == invoice.gross
                )
                if case .cost? = invoice.lines.first?.subject {
                    found.expect(costs.contains(invoice.gross))
                } else {
                    found.expect(months.contains(invoice.net), "\(invoice.key): \(invoice.net)")
                }
            }
            found.expect(earned.isEmpty, "\(earned)")
        }
    }
}

extension Life {
    /// Invoices and credit notes, in order.
    var invoices: [Invoice] {
        effects.compactMap { if case .invoiced(let invoice) = $0.action { invoice } else { nil } }
    }
}

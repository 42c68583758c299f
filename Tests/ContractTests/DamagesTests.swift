import Contract
import Testing

@Suite struct DamagesTests {
    private func record(
        _ life: inout Life,
        _ cents: Int64,
        period: Int = 1,
        category: Damages.Category = .direct,
        cause: InterruptionCause = .provider,
        reference: String = "INC-7",
        part: Int64? = nil,
        _ instant: String = "2010-02-10"
    ) -> RuleID? {
        let damages = Damages(
            period: period,
            category: category,
            cents: cents,
            cause: cause,
            reference: reference,
            part: part
        )
        return refusal { try life.record(.liability(.damagesRecorded(s1, damages: damages)), instant, by: .staff) }
    }

    @Test(arguments: Damages.Category.allCases) func `R4-10: only direct loss`(category: Damages.Category) throws {
        var life = try Life.started()
        #expect(record(&life, 100, category: category) == (category == .direct ? nil : "R4-10"))
        #expect(record(&life, 100, reference: " ") == "R4-10")
    }

    /// Which rule bars damages for a cause; those that none bars are left out.
    private static let bars: [InterruptionCause: RuleID] = [
        .technical: "R7.9-02", .supplierNetwork: "R7.9-02", .supplierHardware: "R7.9-02", .attack: "R7.9-02",
        .bandwidth: "R8-01", .client: "R4-08", .clientDeterioration: "R4-08", .clientMisuse: "R12.6-03",
        .clientAdvice: "R4-08", .clientCredential: "R5-03", .clientStaff: "R5-05", .clientLostPassword: "R5-06",
        .clientData: "R4-08", .thirdParty: "R4-08", .authority: "R4-09", .lcenNotice: "R4-09",
    ]

    @Test(arguments: InterruptionCause.allCases)
    func `R4-08 R7.9-02 AMB-53: only for what is the provider's own to answer for`(cause: InterruptionCause) throws {
        var life = try Life.started()
        #expect(record(&life, 100, cause: cause) == Self.bars[cause])
        #expect(life.first.damages.isEmpty == (cause != .provider && cause != .maintenance))
    }

    @Test func `R7.9-02 AMB-53: three days of a supplier's outage take no damages, as six have their refund`() throws {
        var life = try Life.started("2010-01-31")
        let lost = Interruption(
            start: at("2010-02-01"),
            confirmedThrough: at("2010-02-04"),
            ended: true,
            cause: .supplierNetwork
        )
        try life.record(.interruptionMeasured(s1, lost), "2010-02-05", by: .system)
        #expect(record(&life, 100, cause: .supplierNetwork) == "R7.9-02" && life.posted("refund").isEmpty)
    }

    @Test func `R7.9-02: damages on record give way to the refund of their month, and to that alone`() throws {
        var life = try Life.started("2010-01-31", cents: 2000)
        #expect(record(&life, 600) == nil)
        life.go(to: "2010-03-01")
        #expect(record(&life, 300, period: 2, "2010-03-02") == nil)
        let lost = Interruption(
            start: at("2010-02-01"),
            confirmedThrough: at("2010-02-07"),
            ended: true,
            cause: .technical
        )
        try life.record(.interruptionMeasured(s1, lost), "2010-03-03", by: .system)
        #expect(
            life.posted("refund").map { $0.transaction.quantity(.balance(life.account.id)) } == [1000],
            "exactly what was debited"
        )
        #expect(life.first.damages.map(\.period) == [2])
        #expect(life.decisions("R7.9-02").map { $0.contains("6.00 EUR") } == [true])
        #expect(life.first.damagesCap(of: 1) == 0)
        #expect(record(&life, 1, "2010-03-04") == "R7.9-02")
    }

    @Test(arguments: [(400, nil), (401, "R4-11")] as [(Int64, RuleID?)])
    func `R4-11: never above the price of the part that failed`(cents: Int64, refused: RuleID?) throws {
        var life = try Life.started()
        #expect(record(&life, cents, part: 400) == refused)
        #expect(record(&life, 1, part: 0) == "R4-11")
        if refused == nil {
            #expect(record(&life, 601) == "R4-11", "what is on record counts for every part")
            #expect(record(&life, 601, part: 5000) == "R4-11", "no part costs more than the whole")
            #expect(record(&life, 600) == nil)
        }
    }

    @Test(arguments: [(1000, nil), (1001, "R4-11"), (0, "R4-11"), (-1, "R4-11")] as [(Int64, RuleID?)])
    func `R4-11: up to the price of the month, to the cent, and not a cent more`(cents: Int64, refused: RuleID?) throws
    {
        var life = try Life.started()
        #expect(record(&life, cents) == refused)
        #expect(life.posted("damages").isEmpty && life.account.euroBalance == 0, "the ledger is not touched")
    }

    @Test func `R4-11: over all records of a period, and each period on its own`() throws {
        var life = try Life.started("2010-01-31", cents: 1000)
        #expect(record(&life, 600) == nil)
        #expect(record(&life, 401) == "R4-11")
        #expect(record(&life, 400) == nil)
        #expect(record(&life, 1, period: 2) == "R4-11", "nothing was paid for a month that is not there yet")
        life.go(to: "2010-03-01")
        #expect(record(&life, 1000, period: 2, "2010-03-02") == nil)
    }

    @Test func `R4-11 R6.3-02: a cheque that is not credited is not paid yet`() throws {
        var life = try Life.started("2010-01-31", cents: 400)
        try life.cheque(600, "C1", "2010-02-20")
        life.go(to: "2010-03-01")
        #expect(life.phase() == .active(period: 2))
        #expect(record(&life, 401, period: 2, "2010-03-02") == "R4-11")
        try life.record(.chequeCleared(reference: "C1"), "2010-03-03")
        #expect(record(&life, 1000, period: 2, "2010-03-04") == nil)
    }

    @Test func `R7.9-02: no damages for a month that was refunded`() throws {
        var life = try Life.started("2010-01-31")
        let lost = Interruption(
            start: at("2010-02-01"),
            confirmedThrough: at("2010-02-07"),
            ended: true,
            cause: .technical
        )
        try life.record(.interruptionMeasured(s1, lost), "2010-02-08", by: .system)
        #expect(record(&life, 1) == "R7.9-02")
    }

    @Test func `R4-04: nothing for a month that was excused`() throws {
        var life = try Life.started("2010-01-31", cents: 1000)
        try life.declare("2010-02-10")
        life.go(to: "2010-03-02")
        #expect(record(&life, 1, period: 2, "2010-03-03") == "R4-11")
    }

    /// Counted from the ledger and the invoices alone: a debit is one month's price, a cheque's part of it is paid only once
    /// the cheque may have cleared, and what is voided or refunded is neither invoiced nor paid.
    private struct Count {
        var invoiced: [String: Int64] = [:]
        var paid: [String: Int64] = [:]
        var hasCleared = false

        mutating func add(_ effect: Effect, of client: AccountID) {
            switch effect.action {
            case .invoiced(let invoice): invoiced[Self.month(invoice.key), default: 0] += invoice.signedGross
            case .posted(let transaction):
                let balance = transaction.quantity(.balance(client))
                if transaction.key.hasPrefix("clear/") || transaction.key.contains("/cheque:") { hasCleared = true }
                guard ["debit/", "void/", "refund/"].contains(where: transaction.key.hasPrefix) else { return }
                paid[Self.month(transaction.key), default: 0] -= balance
            default: break
            }
        }

        /// `debit/S-1001/3.1` is `S-1001/3`.
        static func month(_ key: String) -> String {
            String(key.drop { $0 != "/" }.dropFirst().prefix { $0 != "." })
        }
    }

    @Test(arguments: PropertyTests.seeds) func `R4-11: recorded damages never exceed what was paid, invoiced or asked`(
        seed: UInt64
    ) {
        History.expect(of: seed) { history, found in
            var (count, account) = (Count(), Account(id: history.account.id, at: history.facts[0].recordedAt))
            for fact in history.facts {
                for effect in try account.record(fact, under: history.book) { count.add(effect, of: account.id) }
                for subscription in account.subscriptions {
                    let both = subscription.damages.filter { subscription.refundedPeriods.contains($0.period) }
                    found.expect(both.isEmpty, "R7.9-02: \(subscription.id) has both for \(both.map(\.period))")
                }
                guard case .liability(.damagesRecorded(let id, let damages)) = fact.event else { continue }
                let recorded = (account[id]?.damages ?? []).filter { $0.period == damages.period }
                let (sum, month) = (recorded.reduce(0) { $0 + $1.cents }, "\(id)/\(damages.period)")
                let (invoiced, paid) = (count.invoiced[month] ?? 0, count.paid[month] ?? 0)
                found.expect(sum <= invoiced, "\(month): \(sum) of \(invoiced) invoiced")
                found.expect(count.hasCleared || sum <= paid, "\(month): \(sum) of \(paid) paid")
                found.expect(damages.cents <= damages.part ?? invoiced, "\(month): more than the part's price")
            }
        }
    }
}

extension Invoice {
    /// What it adds to what was invoiced.
    fileprivate var signedGross: Int64 { kind == .invoice ? gross : -gross }
}

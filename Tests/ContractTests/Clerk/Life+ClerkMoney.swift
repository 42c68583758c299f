import Contract

extension Clerk.Deed {
    var codeEvent: CodeEvent {
        switch self {
        case .code(let number, let cents, let obtained):
            let obtainedAt = obtained.map { Instant(epochSeconds: $0.epoch) }
            return .validated(method: "allopass", code: code(number), cents: Int64(cents), obtainedAt: obtainedAt)
        case .giveCode(let number, let cents):
            return .given(method: "allopass", code: code(number), cents: Int64(cents), reason: "it was lost")
        case .convert(let number, _): return .converted(code: code(number))
        default: preconditionFailure("\(self) is not about a code")
        }
    }

    private func code(_ number: Int) -> OpaqueID {
        OpaqueID(Clerk.Code.text(number)) ?? OpaqueID(0, 0)
    }

    func debtEvent(knownTo clerk: Clerk) -> DebtEvent {
        switch self {
        case .cost(let number, let service, let cents, let due):
            return .extraCostInvoiced(
                ExtraCost(
                    id: "E\(number)",
                    subscription: service.map(id),
                    cents: Int64(cents),
                    taxRate: 1960,
                    reason: "expert",
                    proof: "report.pdf",
                    due: date(due)
                )
            )
        case .deferDebt(let number, let asked, let until):
            return deferral(of: .debt(id: "E\(number)"), asked, until)
        case .deferRenewal(let number, let asked, let days):
            let until = (clerk.page(number).map { $0.due($0.month) } ?? clerk.day) + days
            return deferral(of: .renewal(subscription: id(number)), asked, until)
        default: preconditionFailure("\(self) is not about a debt")
        }
    }

    private func deferral(of target: DeferralTarget, _ asked: Clerk.Moment, _ until: Int) -> DebtEvent {
        let asked = Instant(epochSeconds: asked.epoch)
        return .deferralGranted(to: target, asked: asked, until: date(until), document: "letter")
    }

    func date(_ day: Int) -> CivilDate {
        CivilDate(Almanac.name(day)) ?? CivilDate(epochDay: 0)
    }

    var priceEvent: PriceEvent {
        switch self {
        case .announce(let number, let price, let effective, let published):
            let announced = AnnouncedPrice(
                catalogue: "2010-02",
                monthlyPrice: Int64(price.gross),
                taxRate: price.rate,
                effective: date(effective)
            )
            return .announced(
                subscription: id(number),
                price: announced,
                channel: published == nil ? .mail : .page
            )
        case .tax(let number, let rate, let first):
            return .taxChanged(subscription: id(number), to: TaxChange(rate: rate, from: date(first)))
        case .exit(let number, let atOnce): return .exitRequested(subscription: id(number), immediately: atOnce)
        default: preconditionFailure("\(self) is not about a price")
        }
    }
}

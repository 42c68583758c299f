extension Subscription {
    /// The tax rate of a debit made on a civil day (R6.4-10).
    package func taxRate(on date: CivilDate) -> Int { taxChanges.last { $0.from <= date }?.rate ?? order.taxRate }

    /// What one month costs today, with the tax rate that it was last debited at.
    var price: TaxedPrice { TaxedPrice(gross: monthlyPrice, rate: priceRate ?? order.taxRate) }

    /// The price of the last month that is paid, or in an incident of the month to be paid.
    var settledPrice: TaxedPrice {
        guard let owed = incident?.owed.last(where: { $0.bounce == nil }) else { return price }
        return TaxedPrice(gross: owed.price, rate: owed.taxRate ?? order.taxRate)
    }

    /// What the period that begins at `due` costs if it is debited on `date` (AMB-10, AMB-52).
    package func price(at due: CivilDate, debitedOn date: CivilDate, under terms: Terms) -> TaxedPrice {
        let announced = priceChange(at: due, under: terms).map { priceChanges[$0].announced.price }
        return (announced ?? slotsChange?.price ?? settledPrice).at(rate: taxRate(on: date))
    }

    /// The announced change that prices the period beginning at `due`: the last to take effect, then the last announced.
    @inline(__always)
    func priceChange(at due: CivilDate, under terms: Terms) -> Int? {
        priceChanges.isEmpty ? nil : priceChanges.last(at: due, under: terms)
    }

    /// The price of a debit becomes that of today.
    mutating func take(_ price: TaxedPrice, at due: CivilDate, under terms: Terms) {
        setPrice(price)
        settlePriceChanges(at: due, under: terms)
    }

    /// Every change that held at `due` is done with once its price is settled, the last to take effect and those before it.
    /// The month in which the client may leave runs on (R6.4-07).
    mutating func settlePriceChanges(at due: CivilDate, under terms: Terms) {
        guard !priceChanges.isEmpty else { return }
        priceChanges = priceChanges.compactMap { $0.holds(at: due, under: terms) ? $0.whenOvertaken() : $0 }
    }

    mutating func setPrice(_ price: TaxedPrice) {
        monthlyPrice = price.gross
        priceRate = price.rate == order.taxRate ? nil : price.rate
    }

    /// The last civil day on which the renewal due at the end of `period` can be paid: its due date, or that of a
    /// deferral (R6.4-15).
    @inline(__always)
    package func lastDayToPay(_ period: Int, under terms: Terms) -> CivilDate {
        if let renewalDeferral, renewalDeferral.period == period, !endsAsPlanned(at: period) {
            return renewalDeferral.deferral.until
        }
        return due(period, under: terms)
    }
}

/// The deferral of one renewal (R6.4-15).
package struct RenewalDeferral: Equatable, Codable, Sendable {
    /// The renewal due at the end of this period.
    package let period: Int
    package let deferral: Deferral
}

extension SlotsChange {
    /// Nil once its month is paid: the subscription's own price has taken it in.
    fileprivate var price: TaxedPrice? { paid ? nil : TaxedPrice(gross: monthlyPrice, rate: taxRate) }
}

extension [PriceChange] {
    /// The index of the change that takes effect last among those that hold at `due`.
    fileprivate func last(at due: CivilDate, under terms: Terms) -> Int? {
        let holding = indices.filter { self[$0].holds(at: due, under: terms) }
        return holding.max { (self[$0].effective, $0) < (self[$1].effective, $1) }
    }
}

/// A price with the tax inside it (R6.4-03), in euro cents; never negative.
///
/// The one place where tax is computed. What is before tax is rounded half up, and the tax is the rest, so that both
/// always add up to the price. Moving to another rate keeps what is before tax to the cent, there and back.
package struct TaxedPrice: Hashable, Codable, Sendable {
    /// Tax included (TTC).
    package let gross: Int64
    /// In basis points: 2000 is 20 %.
    package let rate: Int

    package init(gross: Int64, rate: Int) {
        self.gross = gross
        self.rate = rate
    }

    /// From what is before tax; rounded half up.
    package init(net: Int64, rate: Int) {
        self.init(gross: Self.divided(net * Int64(10_000 + rate), by: 10_000), rate: rate)
    }

    /// Before tax (HT).
    package var net: Int64 { Self.divided(gross * 10_000, by: Int64(10_000 + rate)) }

    /// The tax inside (TVA).
    package var tax: Int64 { gross - net }

    /// R6.4-10: the same price before tax, at another rate.
    package func at(rate: Int) -> TaxedPrice {
        rate == self.rate ? self : TaxedPrice(net: net, rate: rate)
    }

    /// Half up, of what is not negative.
    private static func divided(_ dividend: Int64, by divisor: Int64) -> Int64 {
        (2 * dividend + divisor) / (2 * divisor)
    }
}

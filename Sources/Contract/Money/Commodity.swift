/// What a ledger quantity counts. Quantities are integers in the commodity's smallest unit.
package enum Commodity: String, Codable, Sendable, CaseIterable {
    /// Euro cents (R6.4-04, R6.6-03: the only currency).
    case euro = "EUR"
    /// Tokens bought by third parties, in hundredths (6.9, AMB-48).
    case token = "JTS"
    /// Loyalty points, in hundredths (6.12, AMB-25).
    case point = "PTS"
}

/// A quantity of one commodity, in its smallest unit.
package struct Amount: Hashable, Codable, Sendable {
    package let quantity: Int64
    package let commodity: Commodity

    package init(_ quantity: Int64, _ commodity: Commodity) {
        self.quantity = quantity
        self.commodity = commodity
    }

    /// An amount of euro cents.
    package static func euro(cents: Int64) -> Amount { Amount(cents, .euro) }
    /// An amount of loyalty points, in hundredths.
    package static func points(hundredths: Int64) -> Amount { Amount(hundredths, .point) }
}

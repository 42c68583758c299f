package import Contract

/// One version of the price list (R6.4-01, -02). Prices include tax (R6.4-03) and are in euro cents (R6.4-04).
package struct Catalogue: Codable, Equatable, Sendable {
    /// Names this version for ever; stands in every order that it priced.
    package let version: String
    /// First civil date on which orders may use it.
    package let validFrom: CivilDate
    /// Always `EUR`.
    package let currency: String
    /// The tax rates in force, in order of their first date.
    package let tax: [TaxRate]
    /// By product id.
    package let products: [String: Item]

    /// A tax rate in basis points, from a date on: 2000 is 20 %.
    package struct TaxRate: Codable, Equatable, Sendable {
        package let from: CivilDate
        package let basisPoints: Int

        package init(from: CivilDate, basisPoints: Int) {
            self.from = from
            self.basisPoints = basisPoints
        }
    }

    /// What one product costs.
    package struct Item: Codable, Equatable, Sendable {
        package let title: String
        /// Whether it is sold only with a subscription (R6.11-09).
        package let requiresSubscription: Bool
        /// Slot bands without gaps, in order. The band that holds the number of slots prices every slot.
        package let tiers: [Tier]

        /// The smallest and the largest number of slots that can be ordered.
        package var slots: ClosedRange<Int> {
            let (low, high) = (tiers.first?.from ?? 1, tiers.last?.to ?? 1)
            return low...max(low, high)
        }
    }

    /// A band of slots with its price.
    package struct Tier: Codable, Equatable, Sendable {
        package let from: Int
        package let to: Int
        /// Euro cents for one slot and one month, tax included; 0 for a free service (R2-04).
        package let centsPerSlot: Int64
    }
}

/// What an order snapshots of the catalogue (R6.4-02).
package struct Quote: Equatable, Sendable {
    /// Euro cents for one month of the whole server, tax included.
    package let monthlyPrice: Int64
    /// Basis points inside the price.
    package let taxRate: Int
    /// The catalogue's version.
    package let catalogue: String
    package let requiresSubscription: Bool
}

extension Catalogue {
    /// Reads and checks a price list in YAML.
    package static func load(_ path: String) throws(CatalogueError) -> Catalogue {
        do {
            let catalogue = try YAMLFile.decode(Catalogue.self, from: path)
            try catalogue.validate(path)
            return catalogue
        } catch let error as CatalogueError {
            throw error
        } catch {
            throw .invalid("\(error)")
        }
    }

    /// The price of `slots` slots of a product ordered on a civil date.
    package func price(product: String, slots: Int, on date: CivilDate) throws(CatalogueError) -> Quote {
        guard let item = products[product] else {
            throw .unknownProduct(product, known: products.keys.sorted())
        }
        guard date >= validFrom else { throw .notYetValid(version: version, from: validFrom, on: date) }
        guard let tier = item.tiers.first(where: { ($0.from...$0.to).contains(slots) }) else {
            throw .slotsOutOfRange(product: product, slots: slots, range: item.slots)
        }
        guard let rate = tax.last(where: { $0.from <= date }) else {
            throw .notYetValid(version: version, from: tax.first?.from ?? validFrom, on: date)
        }
        return Quote(
            monthlyPrice: Int64(slots) * tier.centsPerSlot,
            taxRate: rate.basisPoints,
            catalogue: version,
            requiresSubscription: item.requiresSubscription
        )
    }
}

package import Contract

/// Every version of the price list, and the tax rates published beside them (R6.4-01).
///
/// The first version is `catalogue.yaml`; later ones are in `prices/`, with an index that is written last.
package struct PriceBook: Sendable {
    /// One version of the list.
    package struct Edition: Equatable, Sendable {
        package let catalogue: Catalogue
        /// When it was published by ``Workspace/publish(_:by:)``; nil for the first.
        package let publishedAt: Instant?
    }

    /// In the order of their first dates.
    package let editions: [Edition]
    /// Tax rates published apart from a list, by date.
    package let taxes: [Catalogue.TaxRate]

    /// The version that prices what is ordered or due on a civil date; the first where that is before all of them.
    package func catalogue(on date: CivilDate) -> Catalogue {
        (editions.last { $0.catalogue.validFrom <= date } ?? editions[0]).catalogue
    }

    /// The version of that name.
    package func edition(_ version: String) throws(CatalogueError) -> Edition {
        guard let edition = editions.first(where: { $0.catalogue.version == version }) else {
            throw .invalid("There is no price list \(version); `lessor price list` shows those that exist.")
        }
        return edition
    }

    /// The price of `slots` slots of a product on a civil date, with the tax rate of that day.
    package func quote(product: String, slots: Int, on date: CivilDate) throws(CatalogueError) -> Quote {
        let quote = try catalogue(on: date).price(product: product, slots: slots, on: date)
        return Quote(
            monthlyPrice: quote.monthlyPrice,
            taxRate: taxes.last { $0.from <= date }?.basisPoints ?? quote.taxRate,
            catalogue: quote.catalogue,
            requiresSubscription: quote.requiresSubscription
        )
    }

    /// What later versions will ask for the same, in the order of their dates (AMB-46). One that no longer sells it
    /// announces nothing: the price stays.
    package func announced(product: String, slots: Int, after date: CivilDate) -> [AnnouncedPrice] {
        editions.filter { $0.catalogue.validFrom > date }.compactMap { edition in
            let day = edition.catalogue.validFrom
            guard let quote = try? quote(product: product, slots: slots, on: day) else { return nil }
            return AnnouncedPrice(
                catalogue: quote.catalogue,
                monthlyPrice: quote.monthlyPrice,
                taxRate: quote.taxRate,
                effective: day
            )
        }
    }

    /// The changes of the tax rate after a civil date, as known today (R6.4-10).
    package func taxChanges(after date: CivilDate) -> [TaxChange] {
        let dates = (editions.flatMap(\.catalogue.tax) + taxes).map(\.from).filter { $0 > date }
        var rate = taxRate(on: date)
        return Set(dates).sorted().compactMap { day in
            guard let next = taxRate(on: day), next != rate else { return nil }
            rate = next
            return TaxChange(rate: next, from: day)
        }
    }

    /// Basis points in force on a civil date; nil before the first rate of the first list.
    package func taxRate(on date: CivilDate) -> Int? {
        (taxes.last { $0.from <= date } ?? catalogue(on: date).tax.last { $0.from <= date })?.basisPoints
    }
}

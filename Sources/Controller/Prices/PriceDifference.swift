/// A band of slots whose price differs between two price lists.
package struct PriceDifference: Encodable, Equatable, Sendable {
    package let product: String
    package let from: Int
    package let to: Int
    /// Cents a slot and month, tax included; nil where it is not sold.
    package let before: Int64?
    package let after: Int64?

    /// Bands in the order of products and slots; neighbours with the same prices are one.
    package static func between(_ old: Catalogue, _ new: Catalogue) -> [PriceDifference] {
        Set(old.products.keys).union(new.products.keys).sorted().flatMap { product in
            let (a, b) = (old.products[product]?.tiers ?? [], new.products[product]?.tiers ?? [])
            let starts = Set((a + b).flatMap { [$0.from, $0.to + 1] }).sorted()
            var rows: [PriceDifference] = []
            for (from, next) in zip(starts, starts.dropFirst()) {
                let (before, after) = (price(at: from, a), price(at: from, b))
                guard before != after else { continue }
                if let last = rows.last, last.to + 1 == from, last.before == before, last.after == after {
                    rows[rows.count - 1] = .init(
                        product: product,
                        from: last.from,
                        to: next - 1,
                        before: before,
                        after: after
                    )
                } else {
                    rows.append(.init(product: product, from: from, to: next - 1, before: before, after: after))
                }
            }
            return rows
        }
    }

    private static func price(at slots: Int, _ tiers: [Catalogue.Tier]) -> Int64? {
        tiers.first { ($0.from...$0.to).contains(slots) }?.centsPerSlot
    }
}

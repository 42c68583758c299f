extension Catalogue {
    /// Throws for the first value that cannot be right, naming file and field.
    func validate(_ file: String) throws(CatalogueError) {
        func check(_ holds: Bool, _ field: String, _ problem: String) throws(CatalogueError) {
            guard holds else { throw .invalid("The catalogue \(file) cannot be used: \(field) \(problem).") }
        }
        try check(!version.isEmpty, "version", "is empty; give this price list a name of its own")
        try check(currency == "EUR", "currency", "is \(currency); euro is the only one (R6.4-04), write EUR")
        try check(!products.isEmpty, "products", "is empty; list one product at least")
        try check(!tax.isEmpty, "tax", "is empty; list the rate in force on \(validFrom)")
        try check(
            tax.allSatisfy { (0..<10_000).contains($0.basisPoints) },
            "tax",
            "has a rate outside 0 to 9999 basis points"
        )
        try check(zip(tax, tax.dropFirst()).allSatisfy { $0.from < $1.from }, "tax", "is not in order of its dates")
        try check(
            (tax.first?.from ?? validFrom) <= validFrom,
            "tax",
            "begins after validFrom; list the rate of \(validFrom)"
        )
        for (id, item) in products.sorted(by: { $0.key < $1.key }) {
            let field = "products.\(id).tiers"
            try check(!item.tiers.isEmpty, field, "is empty; list one slot band at least")
            try check(
                item.tiers.allSatisfy { $0.from >= 1 && $0.from <= $0.to },
                field,
                "has a band that ends before it begins"
            )
            try check(
                item.tiers.allSatisfy { (0...100_000).contains($0.centsPerSlot) },
                field,
                "has a price outside 0 to 100000 cents"
            )
            try check(item.tiers.allSatisfy { $0.to <= 100_000 }, field, "has a band above 100000 slots")
            let touching = zip(item.tiers, item.tiers.dropFirst()).allSatisfy { $0.to + 1 == $1.from }
            try check(touching, field, "has a gap or an overlap; each band begins one after the end of the one before")
        }
    }
}

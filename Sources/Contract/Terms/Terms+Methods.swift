extension Terms {
    /// A payment method that the provider manages (R6.6-04).
    package struct ManagedMethod: Equatable, Codable, Sendable {
        package let id: PaymentMethod
        /// The French name, as in the text.
        package let name: String
        /// What makes a payment effective (R6.3-02).
        package let creditedOn: Crediting
        /// Days usually needed until then (R6.5-03); for information, never a deadline.
        package let latencyDays: Int
        /// What a payer pays for one token by this method, in cents (AMB-48).
        package let tokenPriceCents: Int
        package let article: String
        package let line: Int

        package init(
            id: PaymentMethod,
            name: String,
            creditedOn: Crediting,
            latencyDays: Int,
            tokenPriceCents: Int,
            article: String,
            line: Int
        ) {
            self.id = id
            self.name = name
            self.creditedOn = creditedOn
            self.latencyDays = latencyDays
            self.tokenPriceCents = tokenPriceCents
            self.article = article
            self.line = line
        }
    }

    /// The managed method of that name, whatever the case of its letters; nil means rejected (R6.6-05).
    package func method(named name: String) -> PaymentMethod? { managed(name)?.id }

    /// The row of that method; nil means rejected (R6.6-05).
    package func managed(_ name: String) -> ManagedMethod? {
        // By index, which copies the one row and not each that is looked at.
        func index(of name: String) -> Int? { methods.indices.first { methods[$0].id.rawValue == name } }
        return (index(of: name) ?? index(of: name.lowercased())).map { methods[$0] }
    }
}

extension Order {
    /// The two formulas of 6.11; both run under the same conditions (AMB-51).
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case subscription, fixedTerm
    }

    /// The catalogue's flag: some services require the subscription (R6.11-09).
    package enum Sale: String, Codable, Sendable {
        case anyKind, subscriptionOnly
    }
}

extension Order.Kind: OmittedByDefault {
    static var usual: Order.Kind { .subscription }
}

extension Order.Sale: OmittedByDefault {
    static var usual: Order.Sale { .anyKind }
}

extension LedgerAccount: CustomStringConvertible, Codable {
    /// `client:A-1001:balance`, `provider:bank:transfer`, `provider:revenue` …
    package var description: String {
        switch self {
        case .balance(let id): "client:\(id):balance"
        case .pending(let id): "client:\(id):pending"
        case .debt(let id): "client:\(id):debt"
        case .points(let id): "client:\(id):points"
        case .codes(let id): "client:\(id):codes"
        case .tokens(let id): "client:\(id):tokens"
        case .bank(let method): "provider:bank:\(method.rawValue)"
        case .revenue: "provider:revenue"
        case .suspense: "provider:suspense"
        case .gestures: "provider:gestures"
        case .pointsIssued: "provider:points-issued"
        case .breakage: "provider:breakage"
        case .tokenSales: "provider:token-sales"
        case .tokensIssued: "provider:tokens-issued"
        case .loyalty: "provider:loyalty"
        }
    }

    /// Reads what `description` writes; nil for anything else.
    package init?(_ name: String) {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        switch parts.first {
        case "client" where parts.count == 3:
            guard let id = AccountID(parts[1]), let found = Self.ofClient(id, parts[2]) else { return nil }
            self = found
        case "provider" where parts.count == 3 && parts[1] == "bank":
            guard let method = PaymentMethod(rawValue: parts[2]) else { return nil }
            self = .bank(method)
        case "provider" where parts.count == 2:
            guard let found = Self.ofProvider.first(where: { $0.description == name }) else { return nil }
            self = found
        default: return nil
        }
    }

    private static let ofProvider: [LedgerAccount] = [
        .revenue, .suspense, .gestures, .pointsIssued, .breakage, .tokenSales, .tokensIssued, .loyalty,
    ]

    private static func ofClient(_ id: AccountID, _ kind: String) -> LedgerAccount? {
        [.balance(id), .pending(id), .points(id), .codes(id), .tokens(id), .debt(id)].first {
            $0.description.hasSuffix(":" + kind)
        }
    }

    package init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        guard let account = LedgerAccount(name) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(name) is not a ledger account")
            )
        }
        self = account
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

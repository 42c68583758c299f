import Contract

extension LedgerAccount {
    /// Where a bookkeeper looks for it: `assets:bank:transfer`, `liabilities:clients:A-1001:balance`.
    ///
    /// A prepaid balance is owed to the client until a debit earns it, so that it is a liability; so is money whose cause is
    /// not known.
    var bookkeepingName: String {
        switch self {
        case .balance(let id): "liabilities:clients:\(id):balance"
        case .pending(let id): "liabilities:clients:\(id):pending"
        case .points(let id): "liabilities:clients:\(id):points"
        case .codes(let id): "liabilities:clients:\(id):codes"
        case .tokens(let id): "liabilities:clients:\(id):tokens"
        case .debt(let id): "assets:clients:\(id):debt"
        case .suspense: "liabilities:suspense"
        case .bank(let method): "assets:bank:\(method.rawValue)"
        case .revenue: "revenues:services"
        case .breakage: "revenues:breakage"
        case .gestures: "expenses:gestures"
        case .pointsIssued: "equity:points-issued"
        case .tokenSales: "revenues:token-sales"
        case .tokensIssued: "equity:tokens-issued"
        case .loyalty: "expenses:loyalty"
        }
    }
}

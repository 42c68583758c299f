package import Contract

/// Something that the contract will do by itself, with the money that it takes or lacks.
package struct PlannedEffect: Equatable, Sendable {
    package let account: AccountID
    package let effect: Effect
    /// Euro cents that it takes from the client's balance or asks for; nil where it is not about money.
    package let cents: Int64?
    /// Euro cents that are missing to that; nil where nothing is.
    package let short: Int64?

    /// - Parameter account: as the effect and those of the same instant left it.
    init(_ effect: Effect, of account: Account, under book: Rulebook) {
        let needed = effect.needed(of: account, under: book)
        self.account = account.id
        self.effect = effect
        cents = needed?.price ?? effect.taken(from: account.id)
        short = needed.flatMap { $0.missing > 0 ? $0.missing : nil }
    }
}

extension Effect {
    /// What a renewal that is announced, not covered or failed costs and lacks.
    fileprivate func needed(of account: Account, under book: Rulebook) -> (price: Int64, missing: Int64)? {
        switch action {
        case .notice(let notice):
            guard let price = notice.values["price"]?.cents, let missing = notice.values["shortfall"]?.cents else {
                return nil
            }
            return (price, missing)
        case .phase(.incident):
            return shortfall(of: account, under: book)
        case .decided where rule == "R6.11-01":
            return shortfall(of: account, under: book)
        default: return nil
        }
    }

    private func shortfall(of account: Account, under book: Rulebook) -> (price: Int64, missing: Int64)? {
        subscription.flatMap { account.shortfall(of: $0, under: book) }.map { ($0.price, $0.missing) }
    }

    /// From the credited balance and from cheques not credited yet.
    fileprivate func taken(from account: AccountID) -> Int64? {
        guard case .posted(let transaction) = action else { return nil }
        let money = transaction.postings.filter {
            $0.amount.commodity == .euro && ($0.account == .balance(account) || $0.account == .pending(account))
        }
        return money.isEmpty ? nil : -money.reduce(0) { $0 + $1.amount.quantity }
    }
}

extension NoticeValue {
    fileprivate var cents: Int64? {
        if case .amount(let amount) = self, amount.commodity == .euro { amount.quantity } else { nil }
    }
}

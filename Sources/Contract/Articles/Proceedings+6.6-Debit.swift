extension Proceedings {
    /// What can pay for a renewal: the balance, and cheques received before `deadline` (AMB-19). Nil counts no cheque.
    func available(cheques deadline: Instant?) -> Int64 {
        guard let deadline else { return account.euroBalance }
        return account.cheques.reduce(account.euroBalance) { $0 + ($1.receivedAt < deadline ? $1.unspent : 0) }
    }

    /// Takes the price of one period; the caller has checked that it is available. A free period moves nothing.
    ///
    /// The credited balance goes first, then cheques in the order of their reception.
    mutating func debit(
        for subscription: Subscription,
        period: Int,
        retry: Int?,
        _ price: TaxedPrice,
        cheques deadline: Instant?,
        rule: RuleID
    ) -> Funding {
        var funding = Funding(balance: min(price.gross, account.euroBalance), cheques: [], taxRate: nil)
        if price.rate != subscription.order.taxRate { funding.taxRate = price.rate }
        account.euroBalance -= funding.balance
        if let deadline {
            for index in account.cheques.indices where account.cheques[index].receivedAt < deadline {
                let part = min(price.gross - funding.total, account.cheques[index].unspent)
                guard part > 0 else { continue }
                account.cheques[index].unspent -= part
                funding.cheques.append(.init(reference: account.cheques[index].reference, cents: part))
            }
        }
        guard price.gross > 0 else { return funding }
        let id = subscription.id
        let transaction = movement("debit", id, period, retry, funding, sign: -1)
        emit(rule, id, .posted(transaction))
        invoice(id, period, price, transaction.key, rule: rule)
        return funding
    }

    /// Gives a debit back to where it came from; parts of cheques still pending become unspent again.
    mutating func reverse(
        _ kind: String,
        _ id: SubscriptionID,
        _ period: Int,
        _ retry: Int?,
        _ funding: Funding,
        rule: RuleID
    ) {
        account.euroBalance += funding.balance
        for part in funding.cheques {
            guard let index = account.cheques.firstIndex(where: { $0.reference == part.reference }) else { continue }
            account.cheques[index].unspent += part.cents
        }
        let transaction = movement(kind, id, period, retry, funding, sign: 1)
        emit(rule, id, .posted(transaction))
        credit(id, period, funding, transaction.key, rule: rule)
    }

    /// R6.6-08: the only counterparty of a client's debit is the provider's revenue.
    private func movement(
        _ kind: String,
        _ id: SubscriptionID,
        _ period: Int,
        _ retry: Int?,
        _ funding: Funding,
        sign: Int64
    ) -> Transaction {
        var postings: [Posting] = []
        postings.reserveCapacity(3)
        func add(_ account: LedgerAccount, _ cents: Int64) {
            if cents != 0 { postings.append(Posting(account, .euro(cents: cents))) }
        }
        add(.balance(account.id), sign * funding.balance)
        add(.pending(account.id), sign * funding.pending)
        add(.revenue, -sign * funding.total)
        let key = String.key(kind, id, period)
        return Transaction(key: retry.map { "\(key).\($0)" } ?? key, postings: postings)
    }
}

extension Proceedings {
    /// R6.9-02: any managed method buys tokens. AMB-49: not for a closed account; for a stopped service, yes.
    mutating func sellTokens(_ id: OpaqueID, _ payment: Payment, _ receipt: OpaqueID, at instant: Instant)
        throws(Refusal)
    {
        try demandOpen("R6.9-03", "no tokens can be bought for it (AMB-49)")
        let index = try openRequestIndex(id)
        try check(payment)
        guard let claim = PaymentClaim(payment.method, payment.reference) else {
            throw Refusal("R6.11-05", "The payment through \(id) has no reference; give the transaction's number.")
        }
        try use(claim)
        guard !account.sold(receipt) else {
            throw Refusal("R6.9-08", "The receipt \(receipt) names a payment already; each payment has its own.")
        }
        account.requests[index].receipts.append(receipt)
        let managed = book.currentTerms?.managed(payment.method)
        guard let managed, payment.currency == "EUR" else {
            return rejectPayer(payment, receipt, managed == nil ? "method" : "currency", claim)
        }
        if try fault(of: payment, managed.id) != nil { return rejectPayer(payment, receipt, "bank", claim) }
        if managed.creditedOn == .conversion, OpaqueID(payment.reference) == nil {
            throw Refusal("R6.8-02", "The code of a payer is kept as a digest only; give that as the reference.")
        }
        let purchase = try purchase(id, payment, receipt, managed)
        if managed.creditedOn == .clearing { try wait(for: purchase) } else { clear(purchase, at: instant) }
    }

    /// R6.6-05 for a payer: nothing is credited, and he is told at the address that he gave.
    private mutating func rejectPayer(_ payment: Payment, _ receipt: OpaqueID, _ reason: String, _ claim: PaymentClaim)
    {
        emit("R6.6-05", nil, .decided("The payment \(claim.name) of a payer is rejected for its \(reason)."))
        notifyPayer(.payerRejected, receipt, rejection(of: payment, reason))
    }

    /// AMB-48: tokens by the method's price, balance by the tokens' value; both without fractions of a hundredth.
    private func purchase(
        _ id: OpaqueID,
        _ payment: Payment,
        _ receipt: OpaqueID,
        _ managed: Terms.ManagedMethod
    ) throws(Refusal) -> PendingPurchase {
        let tokens = payment.amount * 100 / Int64(managed.tokenPriceCents)
        let value = tokens * Int64(book.currentTerms?.parameters.tokenValueCents.value ?? 0) / 100
        guard value > 0 else {
            throw Refusal(
                "R6.9-02",
                "\(payment.amount.asEuro) by \(managed.id.rawValue) buys no token; one costs \(Int64(managed.tokenPriceCents).asEuro)."
            )
        }
        return PendingPurchase(
            request: id,
            receipt: receipt,
            method: managed.id,
            reference: payment.reference,
            cents: payment.amount,
            tokens: tokens,
            value: value
        )
    }

    /// R6.3-02: a payer's cheque buys when it clears. Until then nobody is credited, and the payer owes nothing (R6.4-12).
    private mutating func wait(for purchase: PendingPurchase) throws(Refusal) {
        guard !isPending(purchase.reference) else {
            throw Refusal(
                "R6.5-01",
                "A payment \(purchase.reference) waits for its clearing already; each needs its own reference."
            )
        }
        account.purchases.append(purchase)
        emit("R6.3-02", nil, .decided("The tokens of \(purchase.name) are credited once the payment has cleared."))
        let values: NoticeValues = [
            "amount": .euro(purchase.cents), "method": .text(purchase.method.rawValue),
            "request": .text(purchase.request.description),
        ]
        notifyPayer(.payerPending, purchase.receipt, values)
    }

    /// The waiting purchase of that reference, no longer waiting; nil when there is none.
    mutating func takePurchase(_ reference: String) -> PendingPurchase? {
        guard let index = account.purchases.firstIndex(where: { $0.reference == reference }) else { return nil }
        return account.purchases.remove(at: index)
    }

    /// R6.9-03, AMB-48: the tokens are issued and exchanged for balance at once, with nothing to do for the client. What was
    /// credited before a verdict counts as paid in time, like his own payments (T8).
    mutating func clear(_ purchase: PendingPurchase, at instant: Instant) {
        let (paid, tokens) = (Amount.euro(cents: purchase.cents), Amount(purchase.tokens, .token))
        let value = Amount.euro(cents: purchase.value)
        let pot = LedgerAccount.tokens(account.id)
        let bought = Transaction.transfer(
            key: "tokens/\(account.id)/\(purchase.receipt)",
            from: .bank(purchase.method),
            to: .tokenSales,
            paid
        )
        .and(from: .tokensIssued, to: pot, tokens)
        emit("R6.9-02", nil, .posted(bought))
        let exchanged = Transaction.transfer(
            key: "exchange/\(account.id)/\(purchase.receipt)",
            from: pot,
            to: .tokensIssued,
            tokens
        )
        .and(from: .tokenSales, to: .balance(account.id), value)
        emit("R6.9-03", nil, .posted(exchanged))
        account.euroBalance += purchase.value
        remember(
            CreditedPayment(
                name: purchase.name,
                method: purchase.method,
                paid: purchase.cents,
                credited: purchase.value,
                isOfTokens: true,
                at: now
            )
        )
        tell(purchase, tokens)
        noteInTime(purchase.value, at: instant)
        payWhatIsAffordable()
    }

    /// R6.9-08: the payer's receipt; and the client learns what his balance got.
    private mutating func tell(_ purchase: PendingPurchase, _ tokens: Amount) {
        let method = NoticeValue.text(purchase.method.rawValue)
        var receipt: NoticeValues = [
            "amount": .euro(purchase.cents), "tokens": .amount(tokens), "method": method,
            "request": .text(purchase.request.description),
        ]
        if purchase.method == .paypal { receipt["label"] = .text(PaymentMethod.paypalLabel) }
        notifyPayer(.payerReceipt, purchase.receipt, receipt)
        notify(
            .tokensCredited,
            purchase.receipt,
            [
                "tokens": .amount(tokens), "balance": notifiedBalance(),
                "request": .text(purchase.request.description),
            ]
        )
    }

    /// The cheque of a payer came back: nothing was credited, so nothing is taken from anybody (R6.4-12).
    mutating func void(_ purchase: PendingPurchase) {
        emit("R6.4-12", nil, .decided("The payment \(purchase.name) came back unpaid; no tokens were credited."))
        let values: NoticeValues = [
            "amount": .euro(purchase.cents), "method": .text(purchase.method.rawValue),
            "request": .text(purchase.request.description),
        ]
        notifyPayer(.payerBounced, purchase.receipt, values)
    }
}

extension Transaction {
    /// The same transaction with one more movement.
    func and(from source: LedgerAccount, to target: LedgerAccount, _ amount: Amount) -> Transaction {
        let more = Transaction.transfer(key: key, from: source, to: target, amount)
        return Transaction(key: key, postings: postings + more.postings)
    }
}

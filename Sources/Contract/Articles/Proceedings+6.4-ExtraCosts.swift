extension Proceedings {
    mutating func take(_ event: DebtEvent, by actor: Actor) throws(Refusal) {
        switch event {
        case .extraCostInvoiced(let cost): try invoice(cost, by: actor)
        case .deferralGranted(let target, let asked, let until, let document):
            try grantDeferral(of: target, asked: asked, until: until, document, by: actor)
        }
    }

    /// R6.4-17: costs that the provider had. He informs, proves and invoices; then the client owes them.
    private mutating func invoice(_ cost: ExtraCost, by actor: Actor) throws(Refusal) {
        try check(cost, by: actor)
        let price = TaxedPrice(gross: cost.cents, rate: cost.taxRate)
        let debt = Debt(
            id: cost.id,
            subscription: cost.subscription,
            cents: cost.cents,
            reason: cost.reason,
            due: cost.due
        )
        oweDebt(debt, against: .revenue, rule: "R6.4-17")
        let line = Invoice.Line(.cost(reason: cost.reason, proof: cost.proof), price)
        let invoice = Invoice(key: "debt/\(account.id)/\(cost.id)", kind: .invoice, lines: [line])
        emit("R6.4-17", cost.subscription, .invoiced(invoice))
        notify(
            .extraCost,
            cost.id,
            [
                "reference": .text(cost.id), "reason": .text(cost.reason), "proof": .text(cost.proof),
                "net": .euro(price.net), "tax": .euro(price.tax), "amount": .euro(price.gross), "due": .date(cost.due),
            ]
        )
    }

    private func check(_ cost: ExtraCost, by actor: Actor) throws(Refusal) {
        func refuse(_ message: String) -> Refusal { Refusal("R6.4-17", message) }
        guard actor == .staff else { throw refuse("Costs of \(account.id) can only be invoiced by an operator.") }
        guard cost.proof.contains(where: { !$0.isWhitespace }) else {
            throw refuse("The cost \(cost.id) has no proof; name the document that proves it.")
        }
        guard cost.reason.contains(where: { !$0.isWhitespace }) else {
            throw refuse("The cost \(cost.id) has no reason; state what it was for.")
        }
        guard cost.id.isName else {
            throw refuse("\"\(cost.id)\" cannot name a cost; use up to 40 letters, digits, points and hyphens.")
        }
        guard !knowsDebt(cost.id) else {
            throw refuse("The cost \(cost.id) of \(account.id) is invoiced already; each counts once.")
        }
        guard (1...Limits.cents).contains(cost.cents), (0..<10_000).contains(cost.taxRate) else {
            throw refuse(
                "A cost of \(cost.cents.asEuro) with \(cost.taxRate) basis points of tax cannot be invoiced; give an amount above zero and 0 to 9999."
            )
        }
        guard cost.due >= today else {
            throw refuse("The cost \(cost.id) is due on \(cost.due), which is over; give today or a later day.")
        }
        if let id = cost.subscription, account.index(of: id) == nil {
            throw refuse("The account \(account.id) has no subscription \(id); check both numbers.")
        }
    }
}

extension String {
    /// Whether it can name a debt or a case: part of keys, references and file names.
    var isName: Bool {
        (1...40).contains(utf8.count)
            && utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                    || byte == 46
            }
    }
}

extension Account {
    /// Whether a payment of this receipt was taken through one of its requests.
    func sold(_ receipt: OpaqueID) -> Bool { requests.contains { $0.receipts.contains(receipt) } }
}

extension Proceedings {
    mutating func take(_ event: RequestEvent, of fact: Fact) throws(Refusal) {
        switch event {
        case .opened(let id, let suggested): try openRequest(id, suggested)
        case .closed(let id): try closeRequest(id)
        case .tokensBought(let id, let payment, let receipt):
            try sellTokens(id, payment, receipt, at: fact.occurredAt)
        }
    }

    /// R6.9-01, R6.9-07: a request has a name that tells nothing. AMB-22: it shows what the client typed, nothing else.
    private mutating func openRequest(_ id: OpaqueID, _ suggested: Int64?) throws(Refusal) {
        guard account.status == .active else {
            throw Refusal(
                "R6.9-01",
                "The account \(account.id) is not active; payment requests need an active account."
            )
        }
        guard !account.requests.contains(where: { $0.id == id }) else {
            throw Refusal("R6.9-01", "The payment request \(id) is open already; a new one needs a new name.")
        }
        if let suggested, !(1...Limits.cents).contains(suggested) {
            throw Refusal(
                "R6.9-01",
                "\(suggested.asEuro) cannot be suggested to payers; suggest more than zero, or nothing."
            )
        }
        account.requests.append(PaymentRequest(id: id, suggested: suggested, openedAt: now))
        emit("R6.9-01", nil, .decided("The payment request \(id) is open: any number of users may pay through it."))
    }

    private mutating func closeRequest(_ id: OpaqueID) throws(Refusal) {
        let index = try openRequestIndex(id)
        account.requests[index].closedAt = now
        emit("R6.9-01", nil, .decided("The payment request \(id) is closed."))
    }

    func openRequestIndex(_ id: OpaqueID) throws(Refusal) -> Int {
        guard let index = account.requests.firstIndex(where: { $0.id == id }) else {
            throw Refusal("R6.9-01", "There is no payment request \(id) here; check its name.")
        }
        guard account.requests[index].closedAt == nil else {
            throw Refusal("R6.9-01", "The payment request \(id) is closed; the client can open another.")
        }
        return index
    }

    /// Demands a mail to a payer: its key names the receipt, so that nothing of the client stands in it (R6.9-05 to
    /// R6.9-07).
    mutating func notifyPayer(_ template: Template, _ receipt: OpaqueID, _ values: NoticeValues) {
        let notice = Notice(
            key: NoticeKey(template, .receipt(receipt), .number(1)),
            template: template.rawValue,
            values: values.with("receipt", .text(receipt.description)),
            payer: receipt
        )
        emit(template.rule, nil, .notice(notice))
    }
}

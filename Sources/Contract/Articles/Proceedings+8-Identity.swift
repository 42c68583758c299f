extension Proceedings {
    mutating func take(_ event: ContactEvent, of fact: Fact) throws(Refusal) {
        switch event {
        case .changed(let change): try note(change, reported: fact.occurredAt)
        case .mailBounced(let key): try noteBounce(of: key)
        case .doubted(let reference, let reason):
            try requireStaff(fact, "R8-04", "A doubt about contact data")
            try doubt(reference, reason)
        case .confirmed:
            guard fact.actor != .system else {
                throw Refusal("R8-04", "The data of \(account.id) are confirmed by the client or an operator only.")
            }
            confirmContact()
        }
    }

    /// AMB-37: the client is asked to confirm his data, and nothing is held yet.
    private mutating func doubt(_ reference: String, _ reason: String) throws(Refusal) {
        try require(reference, "R8-04", "The doubt has no reference; name the case it opens.")
        try require(reason, "R8-04", "The case \(reference) has no reason; say what seems false.")
        guard !account.casework.identity.contains(reference) else {
            throw Refusal("R8-04", "The case \(reference) of \(account.id) is open already; nothing to do.")
        }
        openIdentityCase(reference, reason)
    }

    /// AMB-08, AMB-37: a mail that came back cancels nothing and holds nothing; it opens a case. One case is enough:
    /// its own mail may come back too.
    private mutating func noteBounce(of key: NoticeKey) throws(Refusal) {
        if case .receipt = try mail(named: key).name.subject {
            // A payer's address is not among the client's data, and the client answers for his own alone.
            return emit(
                "R6.9-08",
                nil,
                .decided("The mail \(key) to a payer came back; the client's data are not doubted.")
            )
        }
        emit("R6.11-03", nil, .decided("The mail \(key) came back; what it announced goes on."))
        guard account.casework.identity.isEmpty else { return }
        openIdentityCase(key.description, "bounce")
        guard book.currentTerms?.reading(of: .doubtfulContact) == .a else { return }
        account.casework.holdMails += 1
        placeHold(.identity, key.description, on: .account, rule: "R8-04")
        let values: NoticeValues = ["reference": .text(key.description), "reason": .text("bounce")]
        notify(.heldForIdentity, on: .account, account.casework.holdMails, values)
    }

    private mutating func openIdentityCase(_ reference: String, _ reason: String) {
        account.casework.identity.append(reference)
        account.casework.identityMails += 1
        let values: NoticeValues = [
            "account": .text(account.id.description), "reference": .text(reference), "reason": .text(reason),
        ]
        notify(.identityDoubted, account.casework.identityMails, values)
    }

    /// R8-04: the cases are closed, and what was held for them is lifted; holds of other causes stay.
    private mutating func confirmContact() {
        emit("R8-04", nil, .decided("The contact data are confirmed."))
        account.casework.identity = []
        account.casework.announced.removeAll { $0.order.cause == .identity }
        for scope in [HoldScope.account] + account.subscriptions.indices.map(HoldScope.subscription) {
            for hold in holds(on: scope) where hold.cause == .identity {
                sayLifted(.identity, hold.reference, on: scope, as: "lifted")
            }
        }
    }
}

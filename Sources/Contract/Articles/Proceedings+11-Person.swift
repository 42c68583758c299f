extension Proceedings {
    /// Articles 2, 5 and 11.
    mutating func take(_ event: PersonEvent) throws(Refusal) {
        switch event {
        case .termsAccepted(let terms, let hash): try accept(terms, hash)
        case .dataErased: try noteErasedPerson()
        }
    }

    /// R2-01, R9-01, R5-01, R0-01: the version in force, by its name and text.
    private mutating func accept(_ terms: TermsID, _ hash: String) throws(Refusal) {
        guard terms == book.current else {
            throw Refusal("R0-01", "The terms \(terms) are not those in force; accept \(book.current).")
        }
        guard hash.utf8.count == 64 else {
            throw Refusal(
                "R0-01",
                "The acceptance of \(terms) does not say which text; give the SHA-256 of the version."
            )
        }
        account.acceptances.removeAll { $0.terms == terms }
        account.acceptances.append(Acceptance(terms: terms, hash: hash, at: now))
        emit(
            "R2-01",
            nil,
            .decided("The client accepts the terms \(terms) (text \(hash.prefix(12))), informed and advised.")
        )
        emit("R5-01", nil, .decided("The client declares the power, authority and capacity to contract and to pay."))
    }

    /// R11-04, AMB-38: who it was is gone; ledger and journal stay under the account's number.
    private mutating func noteErasedPerson() throws(Refusal) {
        if let living = account.subscriptions.first(where: { !$0.isEnded }) {
            throw Refusal(
                "R11-04",
                "\(account.id) still has \(living.id), whose notices must reach the client; erase once every service is over."
            )
        }
        if let open = account.frauds.first(where: { $0.filing == nil }) {
            throw Refusal(
                "R12.2-02",
                "The case \(open.id) of \(account.id) is open and its complaint needs the data; file it and close the case first."
            )
        }
        try refuseUnsettled()
        if account.status != .closed {
            account.status = .closed
            emit("R11-04", nil, .account(.closed))
        }
        emit("R11-04", nil, .decided("Personal data are erased; ledger and journal stay as evidence (AMB-38)."))
    }
}

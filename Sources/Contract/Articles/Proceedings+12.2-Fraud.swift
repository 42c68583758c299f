extension Proceedings {
    /// R12.2-02: every attempt opens a case, and only the complaint closes it.
    mutating func take(_ event: FraudEvent, by actor: Actor) throws(Refusal) {
        switch event {
        case .suspected(let id, let what): try openFraud(id, what)
        case .closed(let id, let filing): try closeFraud(id, filing, by: actor)
        }
    }

    private mutating func openFraud(_ id: String, _ what: String) throws(Refusal) {
        guard id.isCaseName else {
            throw Refusal("R12.2-02", "\(id) cannot name a case; write letters, digits, dots and hyphens, at most 64.")
        }
        guard what.hasWords else {
            throw Refusal("R12.2-02", "The case \(id) says nothing of what happened; state it.")
        }
        guard !account.frauds.contains(where: { $0.id == id }) else {
            throw Refusal("R12.2-02", "The case \(id) exists already; give the new one another name.")
        }
        account.frauds.append(FraudCase(id: id, what: what, openedAt: now, filing: nil))
        emit("R12.2-02", nil, .decided("Case \(id) is open: a complaint has to be filed with the police and BEFTI."))
    }

    private mutating func closeFraud(_ id: String, _ filing: String, by actor: Actor) throws(Refusal) {
        guard actor == .staff else { throw Refusal("R12.2-02", "Only an operator closes the case \(id).") }
        guard let index = account.frauds.firstIndex(where: { $0.id == id && $0.filing == nil }) else {
            throw Refusal(
                "R12.2-02",
                "No case \(id) of \(account.id) is open; `lessor fraud list` shows those that are."
            )
        }
        guard filing.hasWords else {
            throw Refusal("R12.2-02", "The case \(id) has no filing; close it with the reference of the complaint.")
        }
        account.frauds[index].filing = filing
        emit("R12.2-02", nil, .decided("Case \(id) is closed: the complaint is filed as \(filing)."))
    }
}

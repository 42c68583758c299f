extension Proceedings {
    /// R6.1-01: the account exists; R6.1-02: it becomes active through a mail.
    mutating func open(_ kind: ClientKind) throws(Refusal) {
        guard account.status == nil else {
            throw Refusal(
                "R6.1-01",
                "The account \(account.id) is open already; a client has one account of that number."
            )
        }
        account.kind = kind
        account.status = .created
        emit("R6.1-01", nil, .account(.created))
        notify(.activation, 1, ["account": .text(account.id.description)])
    }

    /// R6.1-02, AMB-03: handing over the activation mail activates. AMB-08: handing over a failure mail starts the
    /// delay of destruction. Other mails change nothing by being handed over.
    mutating func noteHandover(_ key: NoticeKey, at instant: Instant) throws(Refusal) {
        let parts = key.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let template = Template(rawValue: parts[0]) else {
            throw Refusal(nil, "\(key) names no mail of this contract; hand over the keys of its notices only.")
        }
        if let id = SubscriptionID(parts[1]), let index = account.index(of: id) {
            if template.reportsFailure { noteFailureMail(index, label: parts[2], at: instant) }
        } else if parts[1] != account.id.description {
            throw Refusal(nil, "\(key) is not a mail of the account \(account.id); record it there.")
        } else if template == .activation, account.status == .created {
            account.status = .active
            emit("R6.1-02", nil, .account(.active))
            payWhatIsAffordable()
        }
    }

    private mutating func noteFailureMail(_ index: Int, label: String, at instant: Instant) {
        guard let incident = account.subscriptions[index].incident, incident.notifiedOn == nil, incident.label == label
        else { return }
        let day = max(book.zone.date(at: instant), incident.failedOn.adding(days: 1))
        account.subscriptions[index].incident?.notifiedOn = day
    }
}

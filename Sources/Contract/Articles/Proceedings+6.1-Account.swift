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
    /// delay of destruction. R4-02: handing over the notification gives force majeure its effect. Other mails change
    /// nothing by being handed over.
    mutating func noteHandover(_ key: NoticeKey, at instant: Instant) throws(Refusal) {
        let (template, index, label) = try mail(named: key)
        if template == .holdAnnounced { noteAnnouncement(label) }
        guard let index else {
            if template == .activation { activate() }
            if template == .forceMajeure { noteForceMajeureNotice(label, at: instant) }
            return
        }
        if template.reportsFailure { noteFailureMail(index, label: label, at: instant) }
        if template == .priceNotice { notePriceNotice(index, number: label, at: instant) }
        if template == .breachNotice { noteBreachNotice(label, at: instant) }
        if template == .nonRenewal { noteNonRenewal(index, at: instant) }
    }

    /// What a key names: the template, the subscription's index or nil for the account, and the label.
    func mail(named key: NoticeKey) throws(Refusal) -> (template: Template, index: Int?, label: String) {
        guard let name = NoticeName(key), let template = Template(named: String(name.template)) else {
            throw Refusal(nil, "\(key) names no mail of this contract; give the key of one of its notices.")
        }
        let index = SubscriptionID(name.subject).flatMap { account.index(of: $0) }
        guard
            index != nil || AccountID(name.subject) == account.id
                || (OpaqueID(String(name.subject)).map(account.sold) ?? false)
        else {
            throw Refusal(nil, "\(key) is not a mail of the account \(account.id); record it there.")
        }
        return (template, index, String(name.number))
    }

    private mutating func activate() {
        guard account.status == .created else { return }
        account.status = .active
        emit("R6.1-02", nil, .account(.active))
        payWhatIsAffordable()
    }

    private mutating func noteFailureMail(_ index: Int, label: String, at instant: Instant) {
        guard let incident = account.subscriptions[index].incident, incident.notifiedOn == nil, incident.label == label
        else { return }
        let day = max(book.zone.date(at: instant), incident.failedOn.adding(days: 1))
        account.subscriptions[index].incident?.notifiedOn = day
    }
}

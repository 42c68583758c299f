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
        let (name, index) = try mail(named: key)
        guard let index else { return noteHandover(ofAccount: name, at: instant) }
        switch name.template {
        case .holdAnnounced: noteAnnouncement(name.label.number)
        case let template where template.reportsFailure: noteFailureMail(index, name.label, at: instant)
        case .priceNotice: notePriceNotice(index, number: name.label.number, at: instant)
        case .breachNotice: noteBreachNotice(name.label.number, at: instant)
        case .nonRenewal: noteNonRenewal(index, at: instant)
        default: break
        }
    }

    private mutating func noteHandover(ofAccount name: NoticeName, at instant: Instant) {
        switch name.template {
        case .holdAnnounced: noteAnnouncement(name.label.number)
        case .activation: activate()
        case .forceMajeure: noteForceMajeureNotice(name.label.description, at: instant)
        default: break
        }
    }

    /// What a key names, and the subscription's index, or nil for the account. Inlined, so that the name of each mail handed
    /// over is not copied out.
    @inline(__always)
    func mail(named key: NoticeKey) throws(Refusal) -> (name: NoticeName, index: Int?) {
        guard let name = key.name else {
            throw Refusal(nil, "\(key) names no mail of this contract; give the key of one of its notices.")
        }
        switch name.subject {
        case .subscription(let id): if let index = account.index(of: id) { return (name, index) }
        case .account(let id): if id == account.id { return (name, nil) }
        case .receipt(let id): if account.sold(id) { return (name, nil) }
        }
        throw Refusal(nil, "\(key) is not a mail of the account \(account.id); record it there.")
    }

    private mutating func activate() {
        guard account.status == .created else { return }
        account.status = .active
        emit("R6.1-02", nil, .account(.active))
        payWhatIsAffordable()
    }

    private mutating func noteFailureMail(_ index: Int, _ label: NoticeName.Label, at instant: Instant) {
        guard let incident = account.subscriptions[index].incident, incident.notifiedOn == nil,
            incident.label == label.description
        else { return }
        let day = max(book.zone.date(at: instant), incident.failedOn.adding(days: 1))
        account.subscriptions[index].incident?.notifiedOn = day
    }
}

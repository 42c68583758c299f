extension Proceedings {
    /// RULES section 4, 9: an interruption by the provider's own fault is not refunded under 7.9; it is a breach on record.
    /// No days to remedy it run by themselves: they begin with the client's notice of that name (R7.4-01, R7.4-03), and
    /// damages have the cap of article 4. Where the fault proves to be none before he complains, the case is dropped.
    mutating func keepOwnFault(_ index: Int, _ interruption: Interruption) {
        let id = account.subscriptions[index].id
        let reference = "outage-\(book.zone.minute(of: interruption.start))"
        let place = account.casework.breaches.firstIndex {
            $0.notice.reference == reference && $0.notice.subscription == id && $0.notice.by == .client
        }
        guard interruption.cause == .provider else { return drop(place, interruption.cause) }
        if let place {
            guard account.casework.breaches[place].state == .dropped else { return }
            account.casework.breaches[place].state = .open
        } else {
            guard !account.subscriptions[index].isEnded else { return }
            let breaches = ["interruption by the provider's own fault"]
            let notice = BreachNotice(reference, by: .client, subscription: id, breaches: breaches)
            account.casework.breaches.append(Breach(notice: notice))
        }
        emit(
            "R7.4-03",
            id,
            .decided("The case \(reference) is on record: its days to remedy begin with the client's notice.")
        )
    }

    private mutating func drop(_ place: Int?, _ cause: InterruptionCause) {
        guard let place, account.casework.breaches[place].state == .open,
            account.casework.breaches[place].givenOn == nil
        else { return }
        account.casework.breaches[place].state = .dropped
        let notice = account.casework.breaches[place].notice
        emit(
            "R7.4-03",
            notice.subscription,
            .decided("The case \(notice.reference) is dropped: the interruption is due to \(cause.rawValue).")
        )
    }
}

extension CivilZone {
    /// `2010-02-03-1530`: names what began in that minute.
    fileprivate func minute(of instant: Instant) -> String {
        let day = date(at: instant)
        let minutes = instant.seconds(since: start(of: day)) / 60
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(day)-\(hour < 10 ? "0" : "")\(hour)\(minute < 10 ? "0" : "")\(minute)"
    }
}

extension NearMissSearch {
    /// R7.6-01, AMB-28: the provider's notice that came too late for a due date, or was not given.
    mutating func lookAtNonRenewal(_ index: Int, _ terms: Terms) {
        let subscription = account.subscriptions[index]
        guard let notice = subscription.nonRenewal, !subscription.isEnded else { return }
        guard let given = notice.givenOn else {
            return note(
                "R7.6-01",
                subscription.id,
                "no end by the provider's notice: it has not been handed over"
            )
        }
        let days = terms.parameters.providerNonRenewalNoticeDays.value
        guard let end = subscription.plannedEnd, let upcoming = subscription.upcoming, upcoming < end.period else {
            return
        }
        let (due, last) = (subscription.due(upcoming, under: terms), subscription.due(end.period, under: terms))
        note(
            "R7.6-01",
            subscription.id,
            "not ended on \(due): notice was given on \(given), \(due.epochDay - given.epochDay) days before, "
                + "\(days) needed; it ends on \(last)"
        )
    }
}

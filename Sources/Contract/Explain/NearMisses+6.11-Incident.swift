extension NearMissSearch {
    /// R6.11-01, R6.11-16 to R6.11-19: why a stopped service is neither renewed, nor reactivated, nor destroyed.
    mutating func lookAtIncident(_ index: Int, _ terms: Terms) {
        let subscription = account.subscriptions[index]
        guard let incident = subscription.incident, let claim = ask({ $0.reactivationClaim(index, terms) }) else {
            return
        }
        lookAtVerdict(incident, subscription.id)
        let there = ask { $0.available(cheques: claim.cheques) }
        let figures = "balance \(there.asEuro), \(claim.price.asEuro) needed"
        if there < claim.price {
            note("R6.11-16", subscription.id, "not reactivated: \(figures)")
        } else {
            note("R6.11-17", subscription.id, "not reactivated: funded but not asked for (\(figures))")
        }
        lookAtDestruction(incident, subscription.id, terms)
    }

    private mutating func lookAtVerdict(_ incident: Incident, _ id: SubscriptionID) {
        guard let missing = incident.missing else {
            return note("R6.11-06", id, "not paid: the cheque that paid \(incident.price.asEuro) bounced")
        }
        guard missing > 0 else { return }
        let there = incident.price - missing
        note(
            "R6.11-01",
            id,
            "not renewed: balance \(there.asEuro), \(incident.price.asEuro) needed by \(incident.failedOn), 24:00"
        )
    }

    private mutating func lookAtDestruction(_ incident: Incident, _ id: SubscriptionID, _ terms: Terms) {
        let last = incident.lastDay(under: terms)
        guard incident.notifiedOn != nil else {
            return note("R6.11-19", id, "not destroyed: no stop notice handed over yet, without which nothing is")
        }
        note("R6.11-19", id, "not destroyed: the grace runs until \(last), 24:00")
    }
}

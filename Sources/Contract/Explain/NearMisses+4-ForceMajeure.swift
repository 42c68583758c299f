extension NearMissSearch {
    /// R4-02 to R4-07, R7.2-01: what a case of force majeure does not do, or not yet.
    mutating func lookAtForceMajeure(_ index: Int, _ terms: Terms) {
        let subscription = account.subscriptions[index]
        guard !subscription.isEnded else { return }
        for found in account.forceMajeure where found.endedAt == nil {
            guard found.declaration.subscriptions.contains(subscription.id) else {
                let scope = found.declaration.subscriptions.map(\.description).joined(separator: ", ")
                note("R4-03", subscription.id, "not excused by \(found.id): that case concerns \(scope) only")
                continue
            }
            lookAt(found, subscription, terms)
        }
    }

    private mutating func lookAt(_ found: ForceMajeureCase, _ subscription: Subscription, _ terms: Terms) {
        let name = found.id
        if found.notifiedAt == nil {
            note("R4-02", subscription.id, "no effect of \(name): its notification has not been handed over")
        } else if !found.declaration.prevents {
            note("R4-04", subscription.id, "renewals not excused by \(name): the service is disturbed, not prevented")
        }
        guard let right = found.terminationRight(of: .client, terms, book.zone) else { return }
        let opens = book.zone.date(at: right.opens)
        guard now < right.opens else {
            return note(
                right.rule,
                subscription.id,
                "not ended because of \(name): the right is open since \(opens), and nobody asked"
            )
        }
        let last = opens.adding(days: -1)
        let delay =
            right.rule == "R4-07"
            ? "day \(terms.parameters.forceMajeureDays.value) after its notification is \(last)"
            : "the month from its beginning is over on \(last)"
        note(right.rule, subscription.id, "no end because of \(name): \(delay), the right opens on \(opens)")
    }
}

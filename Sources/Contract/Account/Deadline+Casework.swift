extension Account {
    /// The next hold to begin or breach to end a service. Before the payments of the same instant: whether a service
    /// may run, and whether it still exists, comes before what is paid for it.
    func caseworkDeadline(under book: Rulebook) -> Deadline? {
        guard !casework.announced.isEmpty || !casework.breaches.isEmpty else { return nil }
        var first: Deadline?
        func consider(_ at: Instant, _ task: Deadline.Task) {
            let candidate = Deadline(at: at, task: task, priority: Deadline.ofAccount, due: book.zone.date(at: at))
            if first.map(candidate.precedes) ?? true { first = candidate }
        }
        for announced in casework.announced { consider(announced.from, .hold(announced.number)) }
        for (place, breach) in casework.breaches.enumerated() {
            guard breach.state == .open, let endsOn = breach.endsOn, self[breach.notice.subscription]?.isEnded == false
            else { continue }
            consider(book.zone.start(of: endsOn), .breach(place))
        }
        return first
    }
}

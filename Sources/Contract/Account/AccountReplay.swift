/// Plays the facts of one account again, as they were recorded, and can be looked at wherever something may have changed.
package struct AccountReplay: Sendable {
    private let opened: Account
    private let facts: [Fact]
    private let book: Rulebook

    /// `facts` in the order of their recording; `opened` is the account before the first.
    package init(of opened: Account, facts: [Fact], under book: Rulebook) {
        self.opened = opened
        self.facts = facts
        self.book = book
    }

    /// Calls `look` after every deadline and every fact up to `until`, in order; returns the account as it was then.
    @discardableResult
    package func play(until: Instant, look: (Account) -> Void = { _ in }) throws(Refusal) -> Account {
        var account = opened
        for fact in facts.prefix(while: { $0.recordedAt <= until }) {
            pass(to: fact.recordedAt, &account, look)
            _ = try account.record(fact, under: book)
            look(account)
        }
        pass(to: until, &account, look)
        return account
    }

    private func pass(to instant: Instant, _ account: inout Account, _ look: (Account) -> Void) {
        while let next = account.nextDeadline(under: book), next <= instant {
            _ = account.advance(to: next, under: book)
            look(account)
        }
        _ = account.advance(to: instant, under: book)
    }

    /// How the service of each subscription stood, from its first change on, up to `until`.
    package func standings(until: Instant) throws(Refusal) -> [SubscriptionID: [StandingSpan]] {
        var spans: [SubscriptionID: [StandingSpan]] = [:]
        try play(until: until) { account in
            for subscription in account.subscriptions {
                let (id, standing) = (subscription.id, account.standing(of: subscription.id))
                let last = spans[id]?.last
                guard last?.standing != standing || last?.slots != subscription.slots else { continue }
                spans[id, default: []].append(
                    StandingSpan(from: account.now, standing: standing, slots: subscription.slots)
                )
            }
        }
        return spans
    }
}

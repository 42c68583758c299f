/// Plays the life of one account again, step by step as it was taken, and can be looked at wherever something may have changed.
package struct AccountReplay: Sendable {
    /// Time passed up to an instant, and then a fact came in, if any.
    package struct Step: Sendable {
        package let at: Instant
        package let fact: Fact?
        /// Under which it was taken.
        package let book: Rulebook

        package init(at instant: Instant, fact: Fact?, under book: Rulebook) {
            at = instant
            self.fact = fact
            self.book = book
        }
    }

    private let id: AccountID
    private let steps: [Step]
    private let book: Rulebook

    /// - Parameters:
    ///   - steps: all that the account took, in order, from its opening on.
    ///   - book: what decides after the last of them.
    package init(of id: AccountID, steps: [Step], under book: Rulebook) {
        self.id = id
        self.steps = steps
        self.book = book
    }

    /// Calls `look` after every deadline and every fact up to `until`, in order; returns the account as it was then, nil where
    /// it was not open yet. Throws where the contract does not take a fact again.
    @discardableResult
    package func play(until: Instant, look: (Account) -> Void = { _ in }) throws(Refusal) -> Account? {
        guard let first = steps.first, first.at <= until else { return nil }
        var account = Account(id: id, at: first.at)
        let taken = steps.prefix { $0.at <= until }
        for step in taken {
            pass(to: step.at, &account, under: step.book, look)
            guard let fact = step.fact else { continue }
            _ = try account.record(fact, under: step.book)
            look(account)
        }
        // The step that came next is the one that played what was due before it.
        let next = steps.dropFirst(taken.count).first
        pass(to: until, &account, under: next?.book ?? book, look)
        return account
    }

    private func pass(to instant: Instant, _ account: inout Account, under book: Rulebook, _ look: (Account) -> Void) {
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

/// A rule that nearly applied and did not, with the figures that decided: why things are not otherwise.
package struct NearMiss: Equatable, Codable, Sendable {
    package let rule: RuleID
    /// Nil where it is about the whole account.
    package let subscription: SubscriptionID?
    /// `not refunded: interrupted 119 h 59 min, more than 120 h needed`
    package let text: String

    package init(_ rule: RuleID, _ subscription: SubscriptionID?, _ text: String) {
        self.rule = rule
        self.subscription = subscription
        self.text = text
    }
}

extension Account {
    /// What nearly happened by `instant` and did not: of one subscription and what touches it, or of the whole account.
    ///
    /// Pure, and moves nothing: an account that has not lived up to `instant` is judged as it stands. `facts` are those
    /// that it took, in order; they say when things were asked for, which the account itself forgets.
    package func nearMisses(
        of id: SubscriptionID? = nil,
        at instant: Instant,
        told facts: [Fact] = [],
        under book: Rulebook
    ) -> [NearMiss] {
        var account = self
        account.now = max(now, instant)
        var search = NearMissSearch(account: account, facts: facts, book: book)
        search.look(at: id)
        return search.found
    }
}

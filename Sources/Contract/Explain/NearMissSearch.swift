/// One look at an account for what nearly happened to it. The articles are its extensions, one file each.
struct NearMissSearch {
    let account: Account
    let facts: [Fact]
    let book: Rulebook
    private(set) var found: [NearMiss] = []

    init(account: Account, facts: [Fact], book: Rulebook) {
        self.account = account
        self.facts = facts
        self.book = book
    }

    var now: Instant { account.now }
    var today: CivilDate { book.zone.date(at: now) }

    /// The same sums that the contract itself would ask for.
    func ask<Answer>(_ question: (borrowing Proceedings) -> Answer) -> Answer { account.ask(under: book, question) }

    mutating func note(_ rule: RuleID, _ subscription: SubscriptionID?, _ text: String) {
        found.append(NearMiss(rule, subscription, text))
    }

    mutating func look(at id: SubscriptionID?) {
        for index in account.subscriptions.indices where id == nil || account.subscriptions[index].id == id {
            guard let terms = book.terms(of: account.subscriptions[index].order) else { continue }
            look(at: index, terms)
        }
        guard let terms = book.currentTerms else { return }
        lookAtContact(terms)
        lookAtDebts()
        lookAtPayments()
        lookAtCodes()
        lookAtPoints(terms)
        lookAtIdentity()
    }

    private mutating func look(at index: Int, _ terms: Terms) {
        lookAtForceMajeure(index, terms)
        lookAtOrder(index)
        lookAtPrices(index, terms)
        lookAtRenewal(index, terms)
        lookAtIncident(index, terms)
        lookAtSlots(index, terms)
        lookAtEnd(index, terms)
        lookAtBreaches(index)
        lookAtHolds(index)
        lookAtNonRenewal(index, terms)
        lookAtInterruptions(index, terms)
    }
}

extension Int64 {
    /// Seconds as `119 h 59 min`, for sentences.
    var asHours: String {
        let (hours, minutes, seconds) = (self / 3600, self % 3600 / 60, self % 60)
        guard minutes != 0 || seconds != 0 else { return "\(hours) h" }
        return "\(hours) h \(minutes) min" + (seconds == 0 ? "" : " \(seconds) s")
    }
}

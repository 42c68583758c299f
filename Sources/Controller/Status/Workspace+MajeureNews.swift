import Contract
import Store

extension Workspace {
    /// When the operator owes news of each case of force majeure that is in force for an account, by the case's name (R4-06). The contract
    /// then mails what was last known again; that is no news, and more is owed until there is some.
    func newsDue(of account: Account) throws -> [String: Instant] {
        let open = account.forceMajeure.filter { found in
            found.isInForce && found.declaration.subscriptions.contains { account[$0].map { !$0.isEnded } ?? false }
        }
        guard !open.isEmpty, let terms = book.currentTerms else { return [:] }
        let told = try journalEntries(account: account.id, subscription: nil, until: nil)
        let cadence = terms.parameters.forceMajeureUpdateDays.value
        let hour = Int64(terms.parameters.noticeHour.value)
        return open.reduce(into: [:]) { due, found in
            let news = told.compactMap { $0.news(of: found.id) } + [found.notifiedAt].compactMap(\.self)
            guard let last = news.max() else { return }
            due[found.id] = book.zone.start(of: book.zone.date(at: last).adding(days: cadence), plus: hour * 3600)
        }
    }
}

extension JournalEntry {
    /// When an operator said something new of a case; nil for any other entry.
    fileprivate func news(of id: String) -> Instant? {
        guard case .fact(let fact) = content, case .forceMajeure(.updated(id, _)) = fact.event else { return nil }
        return fact.recordedAt
    }
}

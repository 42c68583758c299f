package import Contract
import Store

extension Workspace {
    /// What the contract will do by itself to one account or to all, in the order of time.
    package func forecast(for account: AccountID?, until: Instant) throws -> [(AccountID, Effect)] {
        let accounts = try account.map { [try requireAccount($0).id] } ?? store.accountIDs()
        var effects: [(AccountID, Effect)] = []
        for id in accounts {
            let waiting = try store.mail(of: id).filter { $0.handedOverAt == nil }.map(\.key)
            let ahead = Forecast.effects(of: try requireAccount(id), waiting: waiting, until: until, under: book)
            effects += ahead.map { (id, $0) }
        }
        return effects.enumerated()
            .sorted { ($0.element.1.at, $0.offset) < ($1.element.1.at, $1.offset) }
            .map(\.element)
    }
}

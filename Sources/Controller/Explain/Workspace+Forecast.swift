package import Contract
import Store

/// Everything that will happen if nothing else does.
package struct Plan: Sendable {
    /// In the order of time.
    package let effects: [PlannedEffect]
    package let months: [PlannedMonth]
}

extension Workspace {
    /// What the contract will do by itself to one account or to all. Parked accounts stand still.
    package func plan(for account: AccountID?, until: Instant) throws -> Plan {
        let now = try time.now()
        let parked = Set(try store.parked().map(\.id))
        let accounts = try account.map { [try requireAccount($0).id] } ?? store.accountIDs()
        let marks = PlannedMonth.marks(from: now, until: max(now, until), zone: book.zone)
        var effects: [PlannedEffect] = []
        var slots = marks.map { _ in 0 }
        for id in accounts where !parked.contains(id) {
            let waiting = try store.mail(of: id).filter { $0.handedOverAt == nil }.map(\.key)
            var forecast = Forecast(of: try requireAccount(id), under: book)
            forecast.play(from: now, through: marks, waiting: waiting)
            effects += forecast.effects
            for (mark, sold) in forecast.slots.enumerated() { slots[mark] += sold }
        }
        let ordered = effects.enumerated()
            .sorted { ($0.element.effect.at, $0.offset) < ($1.element.effect.at, $1.offset) }
            .map(\.element)
        let months = PlannedMonth.totals(of: ordered, marks: marks, slots: slots, zone: book.zone)
        return Plan(effects: ordered, months: months)
    }
}

import Contract
import Fleet
import Store
import Wire

extension Workspace {
    /// What is true of an account now, and of its servers as their hosts last said.
    func summary(of account: Account, _ id: SubscriptionID?) throws -> [String] {
        var lines = [balance(of: account)]
        for subscription in account.subscriptions where id == nil || subscription.id == id {
            lines.append(line(for: subscription))
            guard let server = try store.server(subscription.id.server) else { continue }
            let place = server.placement.map {
                " at \(SocketPlace($0.address, $0.ports.first?.number ?? 0)) on \($0.host)"
            }
            let seen = server.observed.map { "seen \($0.state.rawValue)" } ?? "not seen yet"
            lines.append("\(server.id): must be \(server.demand.state.rawValue), \(seen)\(place ?? "")")
        }
        return lines
    }

    /// What was true at `instant`, from the journal and from what the host recorded of the server.
    func summary(
        of id: AccountID,
        _ account: Account?,
        _ subscription: SubscriptionID?,
        at instant: Instant,
        _ stretches: [Explanation.Stretch]
    ) -> [String] {
        guard let account else { return ["\(id): not open yet on \(narrator.time(instant))"] }
        var lines = ["as it was on \(narrator.time(instant))", balance(of: account)]
        if let subscription, account[subscription] == nil { lines.append("\(subscription): not ordered yet") }
        let demands = account.demands
        // Civil times in one zone of one width order as text; the hour that autumn repeats is not worth more.
        let time = narrator.time(instant)
        for found in account.subscriptions where subscription == nil || found.id == subscription {
            lines.append(line(for: found))
            guard let demand = demands[found.id] else { continue }
            let seen = stretches.last { $0.from <= time && time <= $0.to }.map { ", seen \($0.kind)" } ?? ""
            lines.append("\(found.id.server): must be \(demand.state.rawValue)\(seen)")
        }
        return lines
    }

    private func balance(of account: Account) -> String {
        let pending = account.pendingBalance == 0 ? "" : ", \(narrator.euros(account.pendingBalance)) not cleared yet"
        let points = account.points == 0 ? "" : ", \(narrator.amount(.points(hundredths: account.points)))"
        return "\(account.id): balance \(narrator.euros(account.euroBalance))\(pending)\(points)"
    }

    private func line(for subscription: Subscription) -> String {
        let due = subscription.nextDue(under: book).map { ", next due date \($0)" } ?? ""
        return "\(subscription.id): \(subscription.order.product), \(subscription.slots) slots, "
            + narrator.line(for: subscription.phase) + due
    }
}

/// Why a server is as the contract wants it: what its time is called in the uptime record.
package enum ServiceStanding: String, Codable, Sendable, CaseIterable {
    /// Not leased: not delivered yet, or the contract is over.
    case absent
    /// It must run.
    case running
    /// The client stopped it himself; the contract goes on (R12.2-01).
    case clientStopped
    /// Nothing but maintenance keeps it from running (R7.5-03).
    case maintenance
    /// Another hold stands, maintenance or not (R7.5-01, R8-02, R8-03, R8-04, R4-03, R6.4-14).
    case held
    /// Its renewal is not paid: stopped and kept (R6.11-13).
    case unpaid
}

extension Account {
    /// How the service of a subscription stands now. An unpaid month comes before every hold, a hold before what the client
    /// wants: each alone would keep the server from running.
    package func standing(of id: SubscriptionID) -> ServiceStanding {
        guard let subscription = self[id] else { return .absent }
        let causes = (holds + subscription.holds).map(\.cause)
        return switch subscription.phase {
        case .awaitingFunds, .provisioning, .ended: .absent
        case .incident: .unpaid
        case .active where causes.contains { $0 != .maintenance }: .held
        case .active where !causes.isEmpty: .maintenance
        case .active: subscription.stoppedByClient ? .clientStopped : .running
        }
    }
}

/// From `from` on a service stands so, with so many slots, until the next span.
package struct StandingSpan: Equatable, Codable, Sendable {
    package let from: Instant
    package let standing: ServiceStanding
    /// What the contract wants it to have; the slots paid for.
    package let slots: Int

    package init(from: Instant, standing: ServiceStanding, slots: Int) {
        self.from = from
        self.standing = standing
        self.slots = slots
    }
}

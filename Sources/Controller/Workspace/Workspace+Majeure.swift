package import Contract
import Fleet
import Store

/// A case of force majeure as it stands in one account.
package struct DeclaredCase: Sendable {
    package let account: AccountID
    package let found: ForceMajeureCase
}

/// What was recorded for one account.
package struct RecordedStep: Sendable {
    package let account: AccountID
    package let effects: [Effect]
}

extension Workspace {
    /// The living subscriptions of every account whose servers stand on a host, or which are named; by account.
    package func scope(hosts: [String], subscriptions: [SubscriptionID]) throws -> [AccountID: [SubscriptionID]] {
        var wanted = Set(subscriptions)
        for host in hosts {
            guard try store.host(host) != nil else {
                throw WorkspaceError.noSuch(kind: "host", id: host, list: "lessor host list")
            }
            wanted.formUnion(try store.servers(on: host).map(\.id.subscription))
        }
        var scope: [AccountID: [SubscriptionID]] = [:]
        for id in wanted.sorted() {
            let owner = try requireOwner(of: id)
            guard let subscription = owner[id], !subscription.isEnded else { continue }
            scope[owner.id, default: []].append(id)
        }
        return scope
    }

    /// Records a case once in every account of its scope; one that has it already is left as it is, so that a declaration
    /// cut short can be made again (R4-01).
    package func declare(
        _ scope: [AccountID: [SubscriptionID]],
        _ declaration: ([SubscriptionID]) -> ForceMajeureDeclaration
    ) throws -> [RecordedStep] {
        try scope.sorted { $0.key < $1.key }.compactMap { account, subscriptions in
            let fact = declaration(subscriptions)
            guard try !requireAccount(account).forceMajeure.contains(where: { $0.id == fact.id }) else { return nil }
            return RecordedStep(
                account: account,
                effects: try record(.forceMajeure(.declared(fact)), for: account, by: .staff)
            )
        }
    }

    /// Every case of every account, in the order of accounts.
    package func forceMajeureCases() throws -> [DeclaredCase] {
        try store.accountIDs().flatMap { id in
            try requireAccount(id).forceMajeure.map { DeclaredCase(account: id, found: $0) }
        }
    }

    /// Records the same news in every account in which the case is not over.
    package func tell(_ event: ForceMajeureEvent, ofCase id: String, occurredAt: Instant? = nil) throws
        -> [RecordedStep]
    {
        let open = try forceMajeureCases().filter { $0.found.id == id && $0.found.endedAt == nil }
        guard !open.isEmpty else {
            throw WorkspaceError.noSuch(kind: "open case of force majeure", id: id, list: "lessor majeure list")
        }
        return try open.map {
            RecordedStep(
                account: $0.account,
                effects: try record(.forceMajeure(event), for: $0.account, by: .staff, occurredAt: occurredAt)
            )
        }
    }

    /// A name that no account knows yet: `flood-2010-02-01`, `flood-2010-02-01.2` …
    package func newCaseName(_ cause: ForceMajeureCause, since: Instant) throws -> String {
        let used = Set(try forceMajeureCases().map(\.found.id))
        let base = "\(cause.rawValue)-\(book.zone.date(at: since))"
        guard used.contains(base) else { return base }
        var number = 2
        while used.contains("\(base).\(number)") { number += 1 }
        return "\(base).\(number)"
    }
}

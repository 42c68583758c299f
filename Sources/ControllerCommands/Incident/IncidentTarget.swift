import ArgumentParser
import Contract
import Controller

/// Which services an incident is about: those named, and those whose servers stand on a host.
struct IncidentTarget: ParsableArguments {
    @Argument(help: "Subscriptions, S-1001.")
    var subscriptions: [SubscriptionID] = []

    @Option(help: "A host whose servers are concerned; may be given several times.")
    var host: [String] = []

    func validate() throws {
        guard !subscriptions.isEmpty || !host.isEmpty else {
            throw ValidationError("Name what is concerned: subscriptions, or --host.")
        }
    }

    /// For the record of operators: `S-1001 h1`.
    var subject: String { (subscriptions.map(\.description) + host).joined(separator: " ") }

    /// Those that live, by account.
    func living(in workspace: Workspace) throws -> [(account: AccountID, subscription: SubscriptionID)] {
        let found = try workspace.scope(hosts: host, subscriptions: subscriptions)
            .sorted { $0.key < $1.key }.flatMap { account, ids in ids.map { (account: account, subscription: $0) } }
        guard !found.isEmpty else {
            throw CommandFailure(
                description:
                    "No living subscription is concerned; `lessor server list` shows which servers stand where."
            )
        }
        return found
    }

    /// Those named, and those of the hosts that have an incident to close.
    func open(in workspace: Workspace) throws -> [(account: AccountID, subscription: SubscriptionID)] {
        let named = Set(subscriptions)
        let found = try workspace.scope(hosts: host, subscriptions: subscriptions)
            .sorted { $0.key < $1.key }
            .flatMap { account, ids in
                let account = try workspace.requireAccount(account)
                return ids.filter { named.contains($0) || account[$0]?.openIncident != nil }.map {
                    (account: account.id, subscription: $0)
                }
            }
        guard !found.isEmpty else {
            throw CommandFailure(
                description:
                    "No service concerned has an open declared incident; `lessor incident list` shows those of one."
            )
        }
        return found
    }
}

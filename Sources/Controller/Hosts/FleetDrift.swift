import Contract
package import Fleet
import SSH
import Store
import Wire

/// Where one host differs from the books, as its agent says now.
package struct HostDrift: Sendable {
    /// Nil for servers that are on no host.
    package let host: String?
    package let drift: [Drift]
}

extension Workspace {
    /// Asks every host at once what it runs, and compares it with what the contract wants. Changes nothing: neither hosts nor
    /// books; a running controller mends meanwhile what it can. Ordered by host, servers without one last.
    package func fleetDrift() async throws -> [HostDrift] {
        let client = SSHClient()
        let hosts = try store.hosts()
        let found = await withTaskGroup(of: HostDrift.self) { group in
            for host in hosts { group.addTask { await drift(of: host, through: client) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        await client.shutdown()
        let nowhere = try store.unplacedServers().compactMap(\.unplacedDrift)
        return found.sorted { ($0.host ?? "") < ($1.host ?? "") } + [HostDrift(host: nil, drift: nowhere)]
    }

    private func drift(of host: Host, through client: SSHClient) async -> HostDrift {
        do {
            let cursor = try store.contact(host.name).cursor
            let query = ReportQuery(journalID: cursor?.journalID, since: cursor?.sequence ?? 0, limit: 1)
            guard case .report(let report) = try await ask(host, .report(query), through: client).get() else {
                throw HostLinkError.answer(host: host.name, "not a report")
            }
            let servers = try store.servers(on: host.name)
            let plan = Fleet.plan(
                desired: servers,
                copies: try store.copies(on: host.name),
                observed: report.servers,
                findings: report.findings ?? []
            )
            return HostDrift(host: host.name, drift: plan.drift)
        } catch {
            let message = "\(host.name) does not answer, and what runs on it is unknown: \(error)"
            return HostDrift(host: host.name, drift: [Drift(kind: .unreachable, server: nil, message: message)])
        }
    }
}

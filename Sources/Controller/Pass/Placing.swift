import Contract
import Fleet
import Store

/// Gives every paid server that has no host yet a host, an address and ports; or says which limit binds.
struct Placing {
    let workspace: Workspace

    /// `silent`: hosts that do not answer this controller now.
    func run(at now: Instant, silent: Set<String>) throws -> PassReport {
        var report = PassReport()
        let servers = try workspace.store.unplacedServers()
        guard !servers.isEmpty else { return report }
        // From the books and not from this process's memory: a controller just started knows which hosts were silent.
        let dark = silent.union(try workspace.store.contacts().filter { $0.lastError != nil }.map(\.host))
        var orders: [PlacementOrder] = []
        for server in servers {
            switch server.demand.state {
            case .absent: try close(server, at: now, into: &report)
            case .running: if let order = try order(for: server, into: &report) { orders.append(order) }
            case .stopped: continue
            }
        }
        let known = Dictionary(servers.map { ($0.id, $0) }) { first, _ in first }
        for start in stride(from: 0, to: orders.count, by: Self.atOnce) {
            let some = Array(orders[start..<min(start + Self.atOnce, orders.count)])
            for (order, outcome) in zip(some, try workspace.store.place(some, at: now, unreachable: dark)) {
                guard let server = known[order.server] else { continue }
                try take(outcome, of: server, into: &report)
            }
        }
        return report
    }

    /// So many are placed in one transaction: enough to share what it costs, and no long wait for others that write.
    private static let atOnce = 256

    /// Ended while it had no host: there is nothing to erase, once nothing is left on hosts that it had before.
    private func close(_ server: ServerRecord, at now: Instant, into report: inout PassReport) throws {
        guard try workspace.store.copies(of: server.id).isEmpty else { return }
        try workspace.store.attestErased(server.id, at: now, quarantine: 0)
        let fact = Event.serviceErased(server.id.subscription, proof: "it is on no host")
        _ = try report.tell(fact, of: server.account, in: workspace)
    }

    private func order(for server: ServerRecord, into report: inout PassReport) throws -> PlacementOrder? {
        do throws(ProductError) {
            return PlacementOrder(server.id, rules: try workspace.shelf.template(server.product).product.placementRules)
        } catch {
            try note("\(server.id) cannot be placed: \(error)", of: server, into: &report)
            return nil
        }
    }

    private func take(
        _ outcome: Result<Placement, StoreError>,
        of server: ServerRecord,
        into report: inout PassReport
    ) throws {
        switch outcome {
        case .success: report.placed += 1
        case .failure(.placement(let refusal)): try note(refusal.description, of: server, into: &report)
        // Its contract ended it meanwhile; the next pass sees that.
        case .failure(.notPlaceable): return
        case .failure(let error): throw error
        }
    }

    private func note(_ problem: String, of server: ServerRecord, into report: inout PassReport) throws {
        if problem != server.problem { try workspace.store.recordProblem(server.id, problem) }
        report.problems.append(problem)
    }
}

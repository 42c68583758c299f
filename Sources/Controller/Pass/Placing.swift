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
        for server in servers {
            switch server.demand.state {
            case .absent: try close(server, at: now, into: &report)
            case .running: try place(server, at: now, unreachable: dark, into: &report)
            case .stopped: continue
            }
        }
        return report
    }

    /// Ended while it had no host: there is nothing to erase, once nothing is left on hosts that it had before.
    private func close(_ server: ServerRecord, at now: Instant, into report: inout PassReport) throws {
        guard try workspace.store.copies(of: server.id).isEmpty else { return }
        try workspace.store.attestErased(server.id, at: now, quarantine: 0)
        let fact = Event.serviceErased(server.id.subscription, proof: "it is on no host")
        _ = try report.tell(fact, of: server.account, in: workspace)
    }

    private func place(
        _ server: ServerRecord,
        at now: Instant,
        unreachable: Set<String>,
        into report: inout PassReport
    ) throws {
        let problem: String
        do {
            let product = try workspace.shelf.template(server.product).product
            _ = try workspace.store.place(server.id, rules: product.portRules, at: now, unreachable: unreachable)
            report.placed += 1
            return
        } catch let error as ProductError {
            problem = "\(server.id) cannot be placed: \(error)"
        } catch StoreError.placement(let refusal) {
            problem = refusal.description
        } catch StoreError.notPlaceable {
            // Its contract ended it meanwhile; the next pass sees that.
            return
        }
        if problem != server.problem { try workspace.store.recordProblem(server.id, problem) }
        report.problems.append(problem)
    }
}

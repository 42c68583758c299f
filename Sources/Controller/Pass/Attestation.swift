import Contract
import Fleet
import Store

/// Turns what a host attests into facts of the contract.
struct Attestation {
    let workspace: Workspace
    let now: Instant

    func record(_ plan: HostPlan, into report: inout PassReport) throws {
        for server in plan.delivered {
            try tell(.serviceDelivered(server.subscription), about: server, into: &report)
        }
        for erasure in plan.erased {
            // Ports first: were the contract told first and this process killed then, they would never come back.
            try workspace.store.attestErased(erasure.server, at: now, quarantine: workspace.settings.quarantine)
            let fact = Event.serviceErased(erasure.server.subscription, proof: erasure.proof)
            try tell(fact, about: erasure.server, into: &report)
        }
    }

    private func tell(_ event: Event, about server: ServerID, into report: inout PassReport) throws {
        guard let record = try workspace.store.server(server) else { return }
        _ = try report.tell(event, of: record.account, in: workspace)
    }
}

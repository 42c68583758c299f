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
        for erasure in plan.copiesErased {
            let (copy, subscription) = (erasure.copy, erasure.copy.server.subscription)
            let fact = Event.provider(.copyErased(subscription, host: copy.host, proof: erasure.proof))
            try tell(fact, about: copy.server, into: &report)
            try workspace.store.attestErased(copy, at: now, quarantine: workspace.settings.quarantine)
        }
        for erasure in plan.erased {
            // Nothing is erased while another host may still have files of it.
            guard try workspace.store.copies(of: erasure.server).isEmpty else { continue }
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

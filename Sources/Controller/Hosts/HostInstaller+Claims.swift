import Fleet
import SSH
import Store

extension HostInstaller {
    /// A machine that two names or two installations lease would sell its memory and ports twice.
    func refuseIfTaken(_ survey: HostSurvey, _ plan: HostInstallPlan, hostKey: HostKey) throws {
        let twin = try workspace.store.hosts().first { $0.name != request.name && $0.hostKey == hostKey.line }
        if let twin { throw HostInstallError.sibling(host: twin.name, root: nil) }
        let writesUnit = plan.mode == .system && survey.runsSystemd
        // In a lab many hosts share one machine, each with an agent in a directory of its own.
        let isLab = workspace.store.kind == .lab
        for claim in survey.claims
        where !isLab || claim.root == plan.root || writesUnit && claim.root == survey.unitRoot {
            try refuse(claim, plan)
        }
        let unitRoot = survey.claims.map(\.root).first { $0 == survey.unitRoot }
        if writesUnit, let unitRoot, unitRoot != plan.root { throw HostInstallError.otherUnit(root: unitRoot) }
    }

    private func refuse(_ claim: AgentClaim, _ plan: HostInstallPlan) throws {
        let owner = try claim.owner(for: request.name, of: workspace.store.instanceID) {
            try workspace.store.host($0) != nil
        }
        switch owner {
        case .ours: return
        case .sibling(let host): throw HostInstallError.sibling(host: host, root: claim.root)
        case .stranger(let host):
            let elsewhere = claim.root != plan.root
            guard elsewhere || !request.takesOver else { return }
            throw HostInstallError.stranger(host: host, root: claim.root, elsewhere: elsewhere)
        }
    }
}

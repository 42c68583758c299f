package import Contract
package import Fleet
import SSH
import Store
import Wire

extension Workspace {
    /// Where a server would go: the same choice that a controller makes, of the room that there is now. Changes nothing.
    package func planMove(_ id: ServerID, to target: String?) throws -> (server: ServerRecord, placement: Placement) {
        guard let server = try store.server(id) else {
            throw WorkspaceError.noSuch(kind: "server", id: id.description, list: "lessor server list")
        }
        if let target { _ = try requireHost(target) }
        let dark = Set(try store.contacts().filter { $0.lastError != nil }.map(\.host))
        let rules = try shelf.template(server.product).product.placementRules
        return (server, try store.planMove(id, to: target, rules: rules, at: time.now(), unreachable: dark))
    }

    /// Asks for a server to be moved; refuses at once what no controller could do now.
    @discardableResult
    package func askMove(_ id: ServerID, to target: String?) throws -> Placement {
        let plan = try planMove(id, to: target)
        try store.askMove(id, to: target, at: time.now())
        return plan.placement
    }

    /// Gives a dead host's servers up to other hosts. Refuses while the host answers: what runs can be moved in order.
    /// - Parameter staysOff: a person says that the machine does not come back by itself. Without that it is refused for as long as the
    ///   host would start them by itself (``HostReturn``); a lab's clock, which stands still, cannot tell how long that is.
    /// - Parameter confirm: asks a person, once nothing speaks against it; throws where nothing shall be done.
    package func evacuate(
        _ name: String,
        staysOff: Bool,
        confirm: () throws -> Void = {}
    ) async throws -> [ServerID] {
        try await refuseIfAnswers(name)
        if !staysOff, store.kind == .real { try refuseIfMayReturn(name) }
        try confirm()
        return try store.evacuate(name, at: time.now())
    }

    /// A person says that a machine and its disks are gone: what servers left there counts as erased, and they count as
    /// down since its last report; their contracts are told of both.
    /// Refuses while it answers.
    package func writeOff(_ name: String) async throws {
        try await refuseIfAnswers(name)
        let now = try time.now()
        var report = PassReport()
        let copies = try store.copies(on: name)
        for copy in copies {
            let proof = "An operator says that the machine and its disks are gone."
            let fact = Event.provider(.copyErased(copy.server.subscription, host: name, proof: proof))
            _ = try report.tell(fact, of: copy.account, in: self, by: .staff)
        }
        try store.writeOff(name, at: now, quarantine: settings.quarantine)
        // The dead time is known only now, and servers that are long well elsewhere are not measured again by passes.
        let outages = Outages(workspace: self, now: now, told: nil)
        for server in try copies.compactMap({ try store.server($0.server) }) {
            guard let host = server.host else { continue }
            try outages.record(for: [server], on: host, into: &report)
        }
    }

    private func refuseIfMayReturn(_ name: String) throws {
        let now = try time.now()
        guard let heard = try store.contacts().first(where: { $0.host == name })?.lastContact else { return }
        let until = heard.adding(seconds: HostReturn.controllerSeconds)
        if now < until { throw WorkspaceError.hostMayReturn(name, silentFor: now.seconds(since: heard), until: until) }
    }

    private func refuseIfAnswers(_ name: String) async throws {
        let host = try requireHost(name)
        let client = SSHClient()
        let answer = await ask(host, .hello, through: client)
        await client.shutdown()
        if case .success = answer { throw WorkspaceError.hostAnswers(name) }
    }
}

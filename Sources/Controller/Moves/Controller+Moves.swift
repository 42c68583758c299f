import Contract
import Fleet
import Store

extension Controller {
    /// Takes the moves one step further, and carries files beside the passes.
    func moveServers(at now: Instant) async throws -> PassReport {
        let silent = try await silentHosts()
        var (carry, report) = try Moving(workspace: workspace, now: now, silent: silent).run()
        for move in carry {
            guard let source = try workspace.store.host(move.source), let name = move.target,
                let target = try workspace.store.host(name), silent.isDisjoint(with: [source.name, name])
            else { continue }
            // Lines of its own: visits go on meanwhile.
            await carriages.begin(
                Carriage(workspace: workspace, move: move, from: freshLink(to: source), to: freshLink(to: target))
            )
        }
        await carriages.forget(except: Set(carry.map(\.server)))
        report.problems += await carriages.problems
        return report
    }
}

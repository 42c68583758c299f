import Wire

/// Writes the status files: a server's when it changes, the host's then and every ten seconds. So that one that was lost or spoilt comes back,
/// each of the servers' is written again every five minutes, a few at a time: a thousand at once cost a second of a disk.
final class StatusPublisher {
    private let root: AgentRoot
    private var generation: Int64
    private var nextHost = 0.0
    private var turn: Int64 = 0
    private var nextChange = 0.0
    private var failing = false
    /// The agent's own, which stands in every file.
    private var problem: String?

    private static let hostSeconds = 10.0
    /// In so many writings of the host's file each server's comes once.
    private static let turns: Int64 = 30
    /// Changes that come thick and fast share a writing.
    private static let changeSeconds = 0.2

    init(root: AgentRoot) {
        self.root = root
        let old = (try? root.status.read("host.json", limit: 1 << 20)) ?? nil
        // Goes on from the last one, so that a reader never sees it fall.
        generation = old.flatMap { JSONText.decode(HostStatus.self, from: $0) }?.generation ?? 0
    }

    func nextWake(_ supervisor: Supervisor) -> Double {
        supervisor.dirty.isEmpty ? nextHost : min(nextHost, nextChange)
    }

    func publish(_ supervisor: Supervisor, now: Double, force: Bool = false) {
        let inTurn = now >= nextHost
        guard force || inTurn || (!supervisor.dirty.isEmpty && now >= nextChange) else { return }
        nextChange = now + Self.changeSeconds
        if inTurn { (nextHost, turn) = (now + Self.hostSeconds, (turn + 1) % Self.turns) }
        generation += 1
        let all = force || failing || problem != supervisor.chronicle.problem
        problem = supervisor.chronicle.problem
        let changed = supervisor.sortedUnits.filter { unit in
            all || supervisor.dirty.contains(unit.name) || (inTurn && Int64(unit.name.number) % Self.turns == turn)
        }
        supervisor.dirty = []
        do throws(AgentError) {
            for unit in changed { try write(unit, supervisor) }
            let text = StatusText(root: root, supervisor: supervisor, generation: generation)
            try root.status.replace("host.json", with: try JSONText.encode(text.host) + [10], Self.rights)
            try root.status.replace("lessor.prom", with: Array(text.prometheus.utf8), Self.rights)
            failing = false
        } catch {
            // The old files stay whole; the next writing tries all again.
            if !failing { AgentLog.write("status files: \(error)") }
            failing = true
        }
    }

    private static let rights = FileRights(mode: 0o644)

    private func write(_ unit: ServerUnit, _ supervisor: Supervisor) throws(AgentError) {
        let name = "\(unit.name).json"
        // What is erased leaves no file behind.
        if unit.life == .erased { return try root.serverStatus.remove(name) }
        let text = StatusText(root: root, supervisor: supervisor, generation: generation)
        try root.serverStatus.replace(name, with: try JSONText.encode(text.server(unit)) + [10], Self.rights)
    }
}

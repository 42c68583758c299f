import Wire

/// Writes the status files: a server's when it changes, everything every ten seconds.
final class StatusPublisher {
    private let root: AgentRoot
    private var generation: Int64
    private var nextWhole = 0.0
    private var nextChange = 0.0
    /// Status files of servers that are there.
    private var failing = false

    private static let wholeSeconds = 10.0
    /// Changes that come thick and fast share a writing.
    private static let changeSeconds = 0.2

    init(root: AgentRoot) {
        self.root = root
        let old = (try? root.status.read("host.json", limit: 1 << 20)) ?? nil
        // Goes on from the last one, so that a reader never sees it fall.
        generation = old.flatMap { JSONText.decode(HostStatus.self, from: $0) }?.generation ?? 0
    }

    func nextWake(_ supervisor: Supervisor) -> Double {
        supervisor.dirty.isEmpty ? nextWhole : min(nextWhole, nextChange)
    }

    func publish(_ supervisor: Supervisor, now: Double, force: Bool = false) {
        let whole = force || now >= nextWhole
        guard whole || (!supervisor.dirty.isEmpty && now >= nextChange) else { return }
        nextChange = now + Self.changeSeconds
        if whole { nextWhole = now + Self.wholeSeconds }
        generation += 1
        let units = supervisor.sortedUnits
        let changed = whole ? units : units.filter { supervisor.dirty.contains($0.name) }
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

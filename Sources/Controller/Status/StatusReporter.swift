import Contract
import Foundation

/// Gathers what the status files show, and publishes it with a generation that grows with each publication.
struct StatusReporter: Sendable {
    var workspace: Workspace
    private var publisher: StatusPublisher
    private var generation: Int64
    private var history = UptimeHistory()
    private var hasPage = false

    /// A pass spares no more than that for the uptime strips; the other hosts have their turn with the next.
    private static let historyTime: Duration = .milliseconds(200)

    init(workspace: Workspace) {
        self.workspace = workspace
        publisher = StatusPublisher(directory: workspace.directory.status)
        generation = Self.lastGeneration(in: workspace.directory.status)
    }

    mutating func publish(at now: Instant) throws {
        generation += 1
        try publisher.publish(try snapshot(at: now))
        guard !hasPage else { return }
        try StatusPageFiles.install(from: workspace.templates.statusPage, into: workspace.directory.status)
        hasPage = true
    }

    /// Goes on counting where the last controller stopped.
    private static func lastGeneration(in directory: String) -> Int64 {
        struct Counted: Decodable { let generation: Int64 }
        guard let data = FileManager.default.contents(atPath: directory + "/fleet.json") else { return 0 }
        return (try? JSONDecoder().decode(Counted.self, from: data).generation) ?? 0
    }

    private mutating func snapshot(at now: Instant) throws -> FleetSnapshot {
        let servers = try workspace.openServers()
        let uptimes = try history.look(at: now, servers: servers, in: workspace, limit: Self.historyTime)
        return try workspace.fleetSnapshot(
            generation: generation,
            at: now,
            servers: servers,
            hosts: history.hosts,
            uptimes: uptimes
        )
    }
}

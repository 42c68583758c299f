import Contract
import Foundation

/// Gathers what the status files show, and publishes it with a generation that grows with each publication.
struct StatusReporter: Sendable {
    var workspace: Workspace {
        // Other terms move deadlines.
        didSet { contracts = ContractSummaries() }
    }
    private var publisher: StatusPublisher
    private var generation: Int64
    private var contracts = ContractSummaries()
    private var history = UptimeHistory()
    private var hasPage = false
    private var pace = PublicationPace()

    /// A pass spares no more than that for the uptime strips; the other hosts have their turn with the next.
    private static let historyTime: Duration = .milliseconds(200)

    init(workspace: Workspace) {
        self.workspace = workspace
        publisher = StatusPublisher(directory: workspace.directory.status)
        generation = Self.lastGeneration(in: workspace.directory.status)
    }

    /// Publishes, unless the last publication took long and was a short while ago.
    mutating func publishInTurn(at now: Instant) throws {
        guard pace.isDue(at: .now) else { return }
        try publish(at: now)
    }

    /// Publishes what `publishInTurn` put off.
    mutating func catchUp(at now: Instant) throws {
        guard pace.isBehind else { return }
        try publish(at: now)
    }

    private mutating func publish(at now: Instant) throws {
        let start = ContinuousClock.now
        generation += 1
        try publisher.publish(try snapshot(at: now))
        pace.published(from: start, to: .now)
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
        try contracts.refresh(from: workspace)
        let servers = try workspace.openServers()
        let uptimes = try history.look(at: now, servers: servers, in: workspace, limit: Self.historyTime)
        return try workspace.fleetSnapshot(
            generation: generation,
            at: now,
            contracts: contracts,
            servers: servers,
            hosts: history.hosts,
            uptimes: uptimes
        )
    }
}

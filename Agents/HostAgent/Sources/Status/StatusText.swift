import Wire

/// What the status files say. No personal data: no client, no password, no player's name or address.
struct StatusText {
    let root: AgentRoot
    let supervisor: Supervisor
    let generation: Int64

    private var generatedAt: String { UTCText.iso8601(supervisor.chronicle.now) }
    private var units: [ServerUnit] { supervisor.sortedUnits.filter { $0.life != .erased } }

    var host: HostStatus {
        let chronicle = supervisor.chronicle
        return HostStatus(
            schema: "lessor/agent-host/1",
            generation: generation,
            generated_at: generatedAt,
            host: root.configuration.host,
            agent: HostStatus.Agent(
                version: lessorVersion,
                boot_id: ProcessTable.bootID,
                lab_clock: root.configuration.labClock,
                journal_id: chronicle.journalID,
                journal_last_sequence: chronicle.lastSequence,
                observed_through: UTCText.iso8601(chronicle.observedThrough(doubts: supervisor.doubts)),
                problem: chronicle.problem
            ),
            servers: HostStatus.Counts(total: units.count, by_state: counts),
            findings: findings.map {
                HostStatus.Finding(kind: $0.kind.rawValue, server: $0.server, evidence: $0.evidence)
            }
        )
    }

    private var findings: [HostFinding] { supervisor.findings(MachineClock.monotonic(), noOlderThan: 60) }

    private var counts: [String: Int] {
        units.reduce(into: [:]) { counts, unit in counts[unit.shown.rawValue, default: 0] += 1 }
    }

    func server(_ unit: ServerUnit) -> ServerStatus {
        let observed = unit.observed(problem: supervisor.chronicle.problem)
        let program = unit.desired.program
        return ServerStatus(
            schema: "lessor/agent-server/1",
            generation: generation,
            generated_at: generatedAt,
            id: observed.id,
            desired_generation: observed.generation,
            desired_state: unit.desired.state.rawValue,
            state: observed.state.rawValue,
            since: UTCText.iso8601(observed.since),
            address: program?.address,
            ports: (program?.ports ?? []).map {
                ServerStatus.Port(name: $0.name, transport: $0.transport.rawValue, number: $0.number)
            },
            slots: program?.slots,
            slots_reported: observed.slotsReported,
            players: observed.players,
            process_id: observed.processID,
            restarts: observed.restarts,
            problem: observed.problem
        )
    }

    /// For the textfile collector: no timestamps, every metric with help and type.
    var prometheus: String {
        let labelled = units.map { (unit: $0, label: "server=\"\($0.name)\"") }
        var text = metric("lessor_agent_info", "The agent of this host.", [("version=\"\(lessorVersion)\"", 1)])
        let written = [("", MachineClock.wall())]
        text += metric(
            "lessor_agent_status_timestamp_seconds",
            "When this file was written, on the machine's clock.",
            written
        )
        let sequence = [("", supervisor.chronicle.lastSequence)]
        text += metric("lessor_agent_journal_records_total", "Changes of class recorded so far.", sequence, "counter")
        text += metric(
            "lessor_agent_storing",
            "1 when the disk takes records.",
            [("", supervisor.chronicle.problem == nil ? 1 : 0)]
        )
        let up = labelled.map { ($0.label, $0.unit.shown == .up ? Int64(1) : 0) }
        text += metric("lessor_agent_server_up", "1 when the server answers as it should.", up)
        let wanted = labelled.map { ($0.label, $0.unit.desired.state == .running ? Int64(1) : 0) }
        text += metric("lessor_agent_server_desired_running", "1 when the server should run.", wanted)
        let states = labelled.map { ("\($0.label),state=\"\($0.unit.shown.rawValue)\"", Int64(1)) }
        text += metric("lessor_agent_server_state", "1 for the state that the server is in.", states)
        let slots = labelled.map { ($0.label, Int64($0.unit.desired.program?.slots ?? 0)) }
        text += metric("lessor_agent_server_slots", "Slots that the server should have.", slots)
        let players = labelled.map { ($0.label, Int64($0.unit.isServing ? $0.unit.health.players ?? 0 : 0)) }
        text += metric("lessor_agent_server_players", "Players on the server.", players)
        let found = HostFinding.Kind.allCases.map { kind in
            ("kind=\"\(kind.rawValue)\"", Int64(findings.count { $0.kind == kind }))
        }
        text += metric("lessor_agent_findings", "Processes and ports that are not as the agent left them.", found)
        let restarts = labelled.map { ($0.label, Int64($0.unit.restarts)) }
        return text + metric("lessor_agent_server_restarts", "Starts after a crash in this generation.", restarts)
    }

    private func metric(_ name: String, _ help: String, _ samples: [(String, Int64)], _ type: String = "gauge")
        -> String
    {
        let lines = samples.map { "\(name)\($0.0.isEmpty ? "" : "{\($0.0)}") \($0.1)\n" }
        return "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n" + lines.joined()
    }
}

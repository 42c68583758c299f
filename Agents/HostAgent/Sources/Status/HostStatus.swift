/// `status/host.json`; described by `docs/schemas/agent-host.schema.json`.
struct HostStatus: Codable, Equatable {
    struct Agent: Codable, Equatable {
        let version: String
        let boot_id: String
        let lab_clock: Bool
        let journal_id: String
        let journal_last_sequence: Int64
        let observed_through: String
        let problem: String?
    }

    struct Counts: Codable, Equatable {
        let total: Int
        let by_state: [String: Int]
    }

    struct Finding: Codable, Equatable {
        let kind: String
        let server: String
        let evidence: String
    }

    let schema: String
    /// Counts the writings of this file.
    let generation: Int64
    let generated_at: String
    let host: String
    let agent: Agent
    let servers: Counts
    let findings: [Finding]
}

/// `status/servers/<id>.json`; described by `docs/schemas/agent-server.schema.json`.
struct ServerStatus: Codable, Equatable {
    struct Port: Codable, Equatable {
        let name: String
        let transport: String
        let number: Int
    }

    let schema: String
    /// Counts the writings of this file.
    let generation: Int64
    let generated_at: String
    let id: String
    let desired_generation: Int64
    let desired_state: String
    let state: String
    let since: String
    let address: String?
    let ports: [Port]
    let slots: Int?
    let slots_reported: Int?
    let players: Int?
    let process_id: Int32?
    let restarts: Int
    let problem: String?
}

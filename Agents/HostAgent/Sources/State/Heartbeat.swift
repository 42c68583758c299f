/// `state/heartbeat.json`: up to when the agent saw everything that it claims.
struct Heartbeat: Codable, Equatable {
    let at: Int64
    let bootID: String

    private static let name = "heartbeat.json"

    static func load(from state: Folder) throws(AgentError) -> Heartbeat? {
        try state.read(name, limit: 4096).flatMap { JSONText.decode(Heartbeat.self, from: $0) }
    }

    func save(to state: Folder) throws(AgentError) {
        try state.replace(Self.name, with: try JSONText.encode(self))
    }
}

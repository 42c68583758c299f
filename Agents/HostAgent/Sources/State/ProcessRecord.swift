import Wire

/// `state/processes/srv-1001.json`: which process serves a server, written before it does anything.
struct ProcessRecord: Codable, Equatable {
    let identity: ProcessIdentity
    /// A prepare step, not the server itself.
    let preparing: Bool
    /// Of the program it was started from.
    let digest: UInt64
    /// Starts after a crash up to this one, since the generation was accepted.
    let restarts: Int
    /// The systemd unit that it runs in; nil where there is none.
    let scope: String?
    /// Of the program too, where it says how its slots change (``ResizePlan``).
    var basis: UInt64?
    var slots: Int?
    /// Where it has its local console.
    var controlPort: Int?

    static func load(_ name: ServerName, from folder: Folder) throws(AgentError) -> ProcessRecord? {
        try folder.read("\(name).json", limit: 65_536).flatMap { JSONText.decode(ProcessRecord.self, from: $0) }
    }

    func save(_ name: ServerName, to folder: Folder) throws(AgentError) {
        try folder.replace("\(name).json", with: try JSONText.encode(self))
    }
}

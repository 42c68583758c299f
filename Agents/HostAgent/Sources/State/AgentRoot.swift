import Glibc
import Wire

/// The agent's directory, opened: every part with the rights that it needs and no more.
struct AgentRoot {
    let path: String
    let configuration: AgentConfiguration
    let base: Folder
    /// Socket and lock; the gate's group may open it.
    let run: Folder
    let state: Folder
    /// Which process belongs to which server. Not in the servers' directories: a server may write there.
    let processes: Folder
    let servers: Folder
    /// For dashboards and collectors, so everybody may read it; it holds no personal data.
    let status: Folder
    let serverStatus: Folder
    let log: Folder

    static let configurationName = "agent.json"
    static let socketName = "agent.sock"
    static let gateLogName = "gate.log"

    init(path: String) throws(AgentError) {
        let base = try Folder.open(path)
        try Self.checkOwner(base)
        let configuration = try Self.configuration(in: base)
        self.path = path
        self.configuration = configuration
        self.base = base
        let passage = FileRights(
            mode: configuration.gateGroupID == nil ? 0o700 : 0o750,
            group: configuration.gateGroupID
        )
        try FileRights(mode: 0o711).apply(to: base.descriptor, name: path)
        run = try base.makeFolder("run", passage)
        state = try base.makeFolder("state")
        processes = try state.makeFolder("processes")
        let serversMode: mode_t = configuration.firstUserID == nil ? 0o700 : 0o711
        servers = try base.makeFolder("servers", FileRights(mode: serversMode))
        status = try base.makeFolder("status", FileRights(mode: 0o755))
        serverStatus = try status.makeFolder("servers", FileRights(mode: 0o755))
        log = try base.makeFolder("log", passage)
        try makeGateLog()
    }

    /// An agent whose directory another user may write would start what that user likes.
    private static func checkOwner(_ base: Folder) throws(AgentError) {
        var facts = stat()
        guard fstat(base.descriptor, &facts) == 0 else { throw .system("look at \(base.path)") }
        guard facts.st_uid == geteuid(), facts.st_mode & 0o022 == 0 else {
            throw AgentError(
                "\(base.path) must belong to the agent's user and be writable by nobody else; correct its owner and mode."
            )
        }
    }

    private static func configuration(in base: Folder) throws(AgentError) -> AgentConfiguration {
        guard let bytes = try base.read(configurationName, limit: 1 << 20) else {
            throw AgentError("\(base.path)/\(configurationName) is missing; add this host with `lessor host add`.")
        }
        guard let configuration = JSONText.decode(AgentConfiguration.self, from: bytes) else {
            throw AgentError(
                "\(base.path)/\(configurationName) is not valid; add this host again with `lessor host add`."
            )
        }
        if configuration.firstUserID != nil, geteuid() != 0 {
            throw AgentError(
                "\(configurationName) gives each server its own user, which needs root; start the agent as root."
            )
        }
        return configuration
    }

    /// The gate's user may write this file and no other.
    private func makeGateLog() throws(AgentError) {
        let file = openat(log.descriptor, Self.gateLogName, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system("open \(log.path)/\(Self.gateLogName)") }
        defer { close(file) }
        let mode: mode_t = configuration.gateGroupID == nil ? 0o600 : 0o660
        try FileRights(mode: mode, group: configuration.gateGroupID).apply(to: file, name: Self.gateLogName)
    }
}

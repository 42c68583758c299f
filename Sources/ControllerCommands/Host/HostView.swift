import Contract
import Controller
import Fleet
import Store
import Wire

/// A host as commands print it.
struct HostView: Encodable {
    let host: String
    let address: String
    let user: String
    let root: String
    let hostKey: String
    let serveOn: [String]
    let ports: String
    let slots: Int
    let usedSlots: Int
    let state: String
    /// Ports of others, as `udp/20005 (ts3server)`.
    let reserved: [String]
    let lastContact: String?
    let lastError: String?
    let servers: [String]

    init(_ host: Host, workspace: Workspace) throws {
        self.host = host.name
        address = "\(host.address):\(host.sshPort)"
        user = host.user
        root = host.rootDirectory
        hostKey = host.hostKey
        serveOn = host.addresses
        ports = "\(host.ports.lowerBound)-\(host.ports.upperBound)"
        slots = host.capacity
        let now = try workspace.time.now()
        usedSlots = try workspace.store.occupancy(at: now).first { $0.host.name == host.name }?.usedSlots ?? 0
        reserved = try workspace.store.reservations(on: host.name).map {
            "\($0.transport.rawValue)/\($0.port)" + ($0.holder.map { " (\($0))" } ?? "")
        }
        let contact = try workspace.store.contact(host.name)
        lastContact = contact.lastContact.map(workspace.narrator.time)
        lastError = contact.lastError
        servers = try workspace.store.servers(on: host.name).map(\.id.description)
        state = host.state == .active ? "active" : servers.isEmpty ? "drained" : "draining"
    }

    /// What an operator wants to know at a glance.
    var reach: String {
        if lastError != nil { return "unreachable" }
        return lastContact == nil ? "not asked yet" : "answers"
    }
}

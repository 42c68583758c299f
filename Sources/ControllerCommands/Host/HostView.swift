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
    /// In MiB; nil for no limit.
    let memoryMiB: Int64?
    let usedMemoryMiB: Int64
    let labels: [String]
    let state: String
    /// Ports of others, as `udp/20005 (ts3server)`.
    let reserved: [String]
    let lastContact: String?
    let lastError: String?
    let servers: [String]
    /// Who has which of its ports; nil where only the host itself is listed.
    let portUse: [PortRunView]?

    init(_ host: Host, workspace: Workspace, withPorts: Bool = false) throws {
        self.host = host.name
        address = SocketPlace(host.address, host.sshPort).description
        user = host.user
        root = host.rootDirectory
        hostKey = host.hostKey
        serveOn = host.addresses
        ports = host.ports.description
        slots = host.capacity
        let now = try workspace.time.now()
        let occupancy = try workspace.store.occupancy(at: now).first { $0.host.name == host.name }
        usedSlots = occupancy?.usedSlots ?? 0
        memoryMiB = host.memory?.mebibytes
        usedMemoryMiB = occupancy?.usedMemory.mebibytesNeeded ?? 0
        labels = host.labels.sorted().map(\.description)
        reserved = try workspace.store.reservations(on: host.name).map {
            "\($0.transport.rawValue)/\($0.port)" + ($0.holder.map { " (\($0))" } ?? "")
        }
        let contact = try workspace.store.contact(host.name)
        lastContact = contact.lastContact.map(workspace.narrator.time)
        lastError = contact.lastError
        servers = try workspace.store.servers(on: host.name).map(\.id.description)
        portUse =
            try withPorts
            ? host.portRuns(workspace.store.portUses(on: host.name, at: now)).map {
                PortRunView($0, narrator: workspace.narrator)
            } : nil
        state = host.state == .active ? "active" : servers.isEmpty ? "drained" : "draining"
    }

    /// `10 of 500 slots used, 69 of 21504 MiB of memory used, labels ssd`.
    var room: String {
        let memory = memoryMiB.map { "\(usedMemoryMiB) of \($0) MiB" } ?? "\(usedMemoryMiB) MiB"
        let names = labels.isEmpty ? "" : ", labels \(labels.joined(separator: ", "))"
        return "\(usedSlots) of \(slots) slots used, \(memory) of memory used\(names)"
    }

    /// `serves on 192.0.2.10, 192.0.2.11 ports 20000-20999`.
    var pool: String {
        let shown = serveOn.count > 8 ? "\(serveOn.count) addresses" : serveOn.joined(separator: ", ")
        return "serves on \(shown) ports \(ports)"
    }

    /// What an operator wants to know at a glance.
    var reach: String {
        if lastError != nil { return "unreachable" }
        return lastContact == nil ? "not asked yet" : "answers"
    }
}

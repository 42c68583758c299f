import Contract
import Controller
import Fleet
import Store
import Wire

/// The whole at a glance.
struct StatusView: Encodable {
    let directory: String
    let kind: String
    let now: String
    let hosts: Int
    let hostsUnreachable: Int
    let hostsDrained: Int
    let serversUp: Int
    let serversDown: Int
    let serversHeld: Int
    let accounts: Int
    let accountsParked: Int
    let mailWaiting: Int
    /// Lines of bank statements that are booked to no account yet.
    let paymentsUnmatched: Int
    let nextDeadline: String?
    let statusFiles: String
    let mailSpool: String

    init(_ workspace: Workspace) throws {
        let store = workspace.store
        let time = try workspace.time.now()
        directory = workspace.directory.path
        kind = store.kind.rawValue
        now = workspace.narrator.time(time)
        let contacts = try store.contacts()
        let fleet = try store.hosts()
        hosts = fleet.count
        hostsDrained = fleet.filter { $0.state == .drained }.count
        hostsUnreachable = contacts.filter { $0.lastError != nil }.count
        let servers = try store.servers()
        let wanted = servers.filter { $0.demand.state == .running }
        serversUp = wanted.filter { $0.observed?.state == .up }.count
        serversDown = wanted.count - serversUp
        serversHeld = servers.filter { $0.demand.state == .stopped }.count
        accounts = try store.accountIDs().count
        accountsParked = try store.parked().count
        mailWaiting = try store.mailWaiting()
        paymentsUnmatched = try store.statementLines(openOnly: true).count
        nextDeadline = try store.nextDeadline().map(workspace.narrator.time)
        statusFiles = workspace.directory.status
        mailSpool = workspace.directory.mailSpool
    }
}

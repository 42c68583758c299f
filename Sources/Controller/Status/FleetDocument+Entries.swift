import Contract
import Metering

/// A host in the status files.
struct HostEntry: Encodable, Hashable {
    let name: String
    let reachability: String
    let since: String?
    let lastReport: String?
    let slotsCapacity: Int
    let slotsUsed: Int
    let drained: Bool
    let problem: String?

    init(_ host: HostStatus) {
        name = host.name
        reachability = host.reachability.rawValue
        since = host.since.map(UTCTime.text)
        lastReport = host.lastReport.map(UTCTime.text)
        slotsCapacity = host.slotsCapacity
        slotsUsed = host.slotsUsed
        drained = host.drained
        problem = host.problem
    }
}

/// A server in the status files.
struct ServerEntry: Encodable, Hashable {
    let id: String
    let product: String
    let host: String?
    let address: String?
    let port: Int?
    let demand: String
    let slots: Int
    let phase: String
    let due: String?
    let observed: String
    let since: String?
    let players: Int?
    let slotsReported: Int?
    let outside: String?
    let outsideSince: String?
    let deviation: String?
    let problem: String?

    init(_ server: ServerStatus) {
        id = server.id.description
        product = server.product
        host = server.host
        address = server.address
        port = server.port
        demand = server.demand.rawValue
        slots = server.slots
        phase = server.phase
        due = server.due?.description
        observed = server.observed.text
        since = server.since.map(UTCTime.text)
        players = server.players
        slotsReported = server.slotsReported
        outside = server.outside?.kind.rawValue
        outsideSince = server.outside.map { UTCTime.text($0.since) }
        deviation = server.deviation?.rawValue
        problem = server.problem
    }
}

/// A deadline in the status files.
struct DeadlineEntry: Encodable, Hashable {
    let at: String
    let rule: String?
    let subscription: String?
    let what: String
    let covered: Bool?

    /// Earliest first; equal instants in a fixed order.
    static func list(_ deadlines: [DeadlineStatus]) -> [DeadlineEntry] {
        deadlines.sorted {
            ($0.at, $0.subscription?.number ?? 0, $0.what) < ($1.at, $1.subscription?.number ?? 0, $1.what)
        }
        .map { deadline in
            DeadlineEntry(
                at: UTCTime.text(deadline.at),
                rule: deadline.rule,
                subscription: deadline.subscription?.description,
                what: deadline.what,
                covered: deadline.covered
            )
        }
    }
}

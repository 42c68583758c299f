import Contract
import Controller
import Fleet
import Wire

/// A server as commands print it. Never shows its password: that goes out by mail only (R12.4-02).
struct ServerView: Encodable {
    let server: String
    let account: String
    let product: String
    let slots: Int
    let demand: String
    let observed: String
    let host: String?
    let address: String?
    let ports: [String]
    let players: Int?
    let slotsReported: Int?
    let restarts: Int?
    /// In epoch seconds: until when its host keeps the directory of a server that has ended.
    let keptAsideUntil: Int64?
    let generation: Int64
    /// Where it is on its way to another host; nil when it is not.
    let move: MoveView?
    /// What it is from the controller's side; nil where nobody looked.
    let outside: OutsideView?
    let problem: String?

    init(_ record: ServerRecord, move: MoveView? = nil, outside: OutsideView? = nil) {
        server = record.id.description
        account = record.account.description
        product = record.product
        slots = record.demand.slots
        demand = record.demand.state.rawValue
        observed = record.observed?.state.rawValue ?? "not seen yet"
        host = record.placement?.host
        address = record.placement?.address
        ports = record.placement?.ports.map { "\($0.number)/\($0.transport.rawValue)" } ?? []
        players = record.observed?.players
        slotsReported = record.observed?.slotsReported
        restarts = record.observed?.restarts
        keptAsideUntil = record.observed?.keptAsideUntil
        generation = record.generation
        self.move = move
        self.outside = outside
        problem = move?.problem ?? record.problem ?? record.observed?.problem
    }

    var place: String {
        guard let address, let port = ports.first?.split(separator: "/").first else { return "-" }
        return "\(address):\(port)"
    }
}

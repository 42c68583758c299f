import Contract
import Controller
import Fleet
import Store
import Wire

/// A server as commands print it. Never shows its password: that goes out by mail only (R12.4-02).
struct ServerView: Encodable {
    let server: String
    let account: String
    let product: String
    let slots: Int
    let demand: String
    /// What its agent last saw; `unknown` while its host does not answer, `down` while it is on no host.
    let observed: String
    /// Since when that is unknown: up to then its host's records reach. With what it was then.
    let unknownSince: String?
    let lastSeen: String?
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

    /// - Parameter silence: What is known of its host, where that did not answer the last time.
    init(
        _ record: ServerRecord,
        silence: HostContact?,
        move: MoveView? = nil,
        outside: OutsideView? = nil,
        narrator: Narrator
    ) {
        let seen = silence == nil ? record.observed : nil
        server = record.id.description
        account = record.account.description
        product = record.product
        slots = record.demand.slots
        demand = record.demand.state.rawValue
        observed = Self.observed(record, isSilent: silence != nil, move)
        unknownSince = (silence?.observedThrough ?? silence?.lastContact).map(narrator.time)
        lastSeen = silence == nil ? nil : record.observed?.state.rawValue
        host = record.placement?.host
        address = record.placement?.address
        ports = record.placement?.ports.map { "\($0.number)/\($0.transport.rawValue)" } ?? []
        players = seen?.players
        slotsReported = seen?.slotsReported
        restarts = record.observed?.restarts
        keptAsideUntil = record.observed?.keptAsideUntil
        generation = record.generation
        self.move = move
        self.outside = outside
        problem = move?.problem ?? record.problem ?? seen?.problem
    }

    private static func observed(_ record: ServerRecord, isSilent: Bool, _ move: MoveView?) -> String {
        if isSilent { return "unknown" }
        if record.host == nil, record.demand.state == .running, move?.evacuation == true { return "down" }
        return record.observed?.state.rawValue ?? "not seen yet"
    }

    /// What is seen, for people.
    var seen: String {
        guard let unknownSince else { return observed }
        return "\(observed) since \(unknownSince)" + (lastSeen.map { " (\($0) before)" } ?? "")
    }

    var place: String {
        guard let address, let port = ports.first?.split(separator: "/").first.flatMap({ Int($0) }) else { return "-" }
        return SocketPlace(address, port).description
    }
}

extension Store {
    /// What is known of the hosts that did not answer the last time, by name.
    func silentHosts() throws -> [String: HostContact] {
        let silent = try contacts().filter { $0.lastError != nil }
        return Dictionary(uniqueKeysWithValues: silent.map { ($0.host, $0) })
    }
}

import Contract
import Metering
import Wire

/// `public.json`: for a page that anybody may see. Nothing in it tells of one client or one server, nor how many there are.
struct PublicDocument: Encodable {
    /// How a host, a product or the whole does, as its clients feel it.
    enum State: String, Encodable, Comparable {
        case operational, unknown, degraded, outage

        init(_ servers: [ServerStatus], isReachable: Bool = true) {
            let demanded = servers.filter { $0.demand == .running }
            let serving = demanded.count { $0.observed == .state(.up) }
            self =
                if !isReachable { .unknown } else if serving == demanded.count { .operational } else if serving == 0 {
                    .outage
                } else {
                    .degraded
                }
        }

        static func < (left: State, right: State) -> Bool { left.rank < right.rank }
        private var rank: Int { [State.operational, .unknown, .degraded, .outage].firstIndex(of: self) ?? 0 }
    }

    struct Host: Encodable {
        let name: String
        let state: State
        let uptime: Strip?
    }

    struct Product: Encodable {
        let product: String
        let state: State
    }

    /// Parts in ten thousand of the time that was to be served, one entry a day; empty where none was.
    struct Strip: Encodable {
        let from: String
        let days: [[String: Int64]]
    }

    let schema = "lessor.controller.public/1"
    let generation: Int64
    let generatedAt: String
    let writtenAt: String
    let lab: Bool
    let state: State
    let hosts: [Host]
    let products: [Product]

    init(_ snapshot: FleetSnapshot) {
        generation = snapshot.generation
        generatedAt = UTCTime.text(snapshot.at)
        writtenAt = UTCTime.text(snapshot.written)
        lab = snapshot.lab
        let servers = Dictionary(grouping: snapshot.servers, by: \.host)
        hosts = snapshot.hosts.sorted { $0.name < $1.name }.map { host in
            let isReachable = host.reachability == .reachable
            return Host(
                name: host.name,
                state: State(servers[host.name] ?? [], isReachable: isReachable),
                uptime: host.uptime.map(Strip.init)
            )
        }
        products = Dictionary(grouping: snapshot.servers.filter { $0.demand == .running }, by: \.product)
            .sorted { $0.key < $1.key }
            .map { product, servers in
                let known = servers.filter { $0.observed != .unknown }
                return Product(product: product, state: State(known, isReachable: !known.isEmpty))
            }
        // One host that is gone is no outage of the whole.
        let worst = hosts.map(\.state).max() ?? .operational
        state = worst == .outage && hosts.contains { $0.state != .outage } ? .degraded : worst
    }
}

extension PublicDocument.Strip {
    /// Only what the provider answers for: time that was not paid, or stopped by the client, tells of clients.
    fileprivate init(_ uptime: UptimeDays) {
        from = uptime.from.description
        days = uptime.days.map { day in
            let parts: [(String, Int64)] = [
                ("up", day[.up] ?? 0), ("down", day[.down] ?? 0), ("maintenance", day[.maintenance] ?? 0),
                ("unknown", (day[.unknown] ?? 0) + (day[.hostUnreachable] ?? 0)),
            ]
            let whole = parts.reduce(0) { $0 + $1.1 }
            let shown = parts.filter { $0.1 > 0 }.map { ($0.0, max(1, $0.1 * 10_000 / whole)) }
            return Dictionary(uniqueKeysWithValues: shown)
        }
    }
}

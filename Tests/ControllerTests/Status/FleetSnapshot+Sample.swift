import Contract
import Controller
import Wire

extension FleetSnapshot {
    /// A fleet with every kind of value, and `servers` servers on two hosts.
    /// - Parameter observed: seen of every server, which then all must run; by default one is up and the others unknown.
    static func sample(
        generation: Int64 = 42,
        servers: Int = 2,
        hosts: [String] = ["alpha", "beta-2"],
        product: String = "mumble",
        observed: ServerStatus.Observed? = nil
    ) -> FleetSnapshot {
        let now = Instant(epochSeconds: 1_265_083_080)
        return FleetSnapshot(
            generation: generation,
            at: now,
            written: Instant(epochSeconds: 1_800_000_000),
            lab: true,
            hosts: hosts.enumerated().map { host(number: $0.offset, name: $0.element, now) },
            servers: (0..<servers).map { server(number: $0, hosts, product, observed, now) },
            deadlines: [
                DeadlineStatus(at: now.adding(seconds: 500), rule: nil, subscription: nil, what: "sweep"),
                DeadlineStatus(
                    at: now.adding(seconds: 60),
                    rule: "R6.11-02",
                    subscription: SubscriptionID(number: 1001),
                    what: "renewal",
                    covered: false
                ),
                DeadlineStatus(
                    at: now.adding(seconds: 2 * 86_400),
                    rule: "R6.11-19",
                    subscription: SubscriptionID(number: 1002),
                    what: "destruction",
                    covered: false
                ),
            ],
            counts: FleetCounts(
                accounts: 2,
                accountsParked: 1,
                subscriptions: ["active": 1, "incident": 1],
                outboxPending: 3,
                outboxOldest: now.adding(seconds: -600),
                paymentsUnmatched: 1
            ),
            ledger: LedgerTotals(balances: 1305, pending: 0, suspense: 250, revenue: 700)
        )
    }

    private static func host(number: Int, name: String, _ now: Instant) -> HostStatus {
        HostStatus(
            name: name,
            reachability: number == 0 ? .reachable : .unreachable,
            since: now.adding(seconds: -100),
            lastReport: number == 0 ? now.adding(seconds: -2) : nil,
            slotsCapacity: 200,
            slotsUsed: 10,
            problem: number == 0 ? nil : "The host \"\(name)\" does not answer; check its network."
        )
    }

    private static func server(
        number: Int,
        _ hosts: [String],
        _ product: String,
        _ observed: ServerStatus.Observed?,
        _ now: Instant
    ) -> ServerStatus {
        let runs = number == 0 || observed != nil
        return ServerStatus(
            id: ServerID(number: Int64(1001 + number)),
            product: product,
            host: hosts.isEmpty ? nil : hosts[number % hosts.count],
            address: runs ? "192.0.2.10" : nil,
            port: runs ? 20_000 : nil,
            demand: runs ? .running : .stopped,
            slots: 10,
            phase: runs ? "active, period 1" : "incident, period 1",
            due: CivilDate("2010-02-28"),
            observed: observed ?? (runs ? .state(.up) : .unknown),
            since: runs ? now : nil,
            players: runs ? 3 : nil,
            slotsReported: runs ? 10 : nil,
            problem: runs ? nil : "Nobody knows."
        )
    }
}

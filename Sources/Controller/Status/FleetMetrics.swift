import Contract
import Wire

/// `lessor.prom`, for the node exporter's textfile collector: no timestamps on samples, base units.
enum FleetMetrics {
    static func text(_ snapshot: FleetSnapshot) -> String {
        var page = MetricsPage()
        general(snapshot, &page)
        hosts(snapshot.hosts.sorted { $0.name < $1.name }, &page)
        servers(snapshot.servers.sorted { $0.id < $1.id }, &page)
        business(snapshot, &page)
        return page.text
    }

    private static func general(_ snapshot: FleetSnapshot, _ page: inout MetricsPage) {
        page.gauge("lessor_status_generation", "Number of this publication.", [([], "\(snapshot.generation)")])
        page.gauge(
            "lessor_status_generated_timestamp_seconds",
            "When these figures were taken, on the controller's clock.",
            [([], "\(snapshot.at.epochSeconds)")]
        )
        let next = snapshot.deadlines.map(\.at).min()
        page.gauge(
            "lessor_next_deadline_timestamp_seconds",
            "When the contract next acts by itself.",
            next.map { [([], "\($0.epochSeconds)")] } ?? []
        )
    }

    private static func hosts(_ hosts: [HostStatus], _ page: inout MetricsPage) {
        func each(_ name: String, _ help: String, _ value: (HostStatus) -> Int) {
            page.gauge(name, help, hosts.map { ([("host", $0.name)], "\(value($0))") })
        }
        each("lessor_host_reachable", "Whether the host answers the controller.") {
            $0.reachability == .reachable ? 1 : 0
        }
        each("lessor_host_slots_capacity", "Slots that the host can carry.", \.slotsCapacity)
        each("lessor_host_slots_used", "Slots that are placed on the host.", \.slotsUsed)
    }

    private static func servers(_ servers: [ServerStatus], _ page: inout MetricsPage) {
        func labels(_ server: ServerStatus) -> [(String, String)] {
            [("server", server.id.description), ("product", server.product), ("host", server.host ?? "")]
        }
        func each(_ name: String, _ help: String, _ value: (ServerStatus) -> Int?) {
            page.gauge(name, help, servers.compactMap { server in value(server).map { (labels(server), "\($0)") } })
        }
        each("lessor_server_demanded", "Whether the contract demands that the server runs.") {
            $0.demand == .running ? 1 : 0
        }
        each("lessor_server_up", "Whether the server was last seen serving.") { $0.observed == .state(.up) ? 1 : 0 }
        each("lessor_server_slots", "Slots that the contract grants.", \.slots)
        each("lessor_server_slots_reported", "Slots that the server says it has.", \.slotsReported)
        each("lessor_server_players", "Players on the server.", \.players)
    }

    private static func business(_ snapshot: FleetSnapshot, _ page: inout MetricsPage) {
        let counts = snapshot.counts
        page.gauge("lessor_accounts", "Accounts.", [([], "\(counts.accounts)")])
        page.gauge("lessor_accounts_parked", "Accounts that want a person.", [([], "\(counts.accountsParked)")])
        page.gauge(
            "lessor_subscriptions",
            "Subscriptions by phase.",
            counts.subscriptions.sorted { $0.key < $1.key }.map { ([("phase", $0.key)], "\($0.value)") }
        )
        page.gauge("lessor_outbox_pending", "Actions not yet done.", [([], "\(counts.outboxPending)")])
        let ledger = snapshot.ledger
        let sums = [
            ("balances", ledger.balances), ("pending", ledger.pending), ("suspense", ledger.suspense),
            ("revenue", ledger.revenue),
        ]
        page.gauge(
            "lessor_ledger_euros",
            "Sums over the ledger.",
            sums.map { ([("account", $0.0)], EuroAmount.decimal($0.1)) }
        )
    }
}

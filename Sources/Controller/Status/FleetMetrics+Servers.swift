import Contract
import Store
import Wire

extension FleetMetrics {
    static func hosts(_ snapshot: FleetSnapshot, _ page: inout MetricsPage) {
        let hosts = snapshot.hosts.sorted { $0.name < $1.name }
        let servers = Dictionary(grouping: snapshot.servers, by: \.host)
        func each(_ name: String, _ help: String, _ value: (HostStatus, [ServerStatus]) -> Int64?) {
            page.gauge(
                name,
                help,
                hosts.compactMap { host in
                    value(host, servers[host.name] ?? []).map { ([("host", host.name)], "\($0)") }
                }
            )
        }
        each("lessor_host_reachable", "Whether the host answers the controller.") { host, _ in
            host.reachability == .reachable ? 1 : 0
        }
        each("lessor_host_last_contact_timestamp_seconds", "When the host last answered.") { host, _ in
            host.since?.epochSeconds
        }
        each("lessor_host_observed_through_timestamp_seconds", "Up to when the host's records were collected.") {
            host,
            _ in host.lastReport?.epochSeconds
        }
        each("lessor_host_slots_capacity", "Slots that the host can carry.") { host, _ in Int64(host.slotsCapacity) }
        each("lessor_host_slots_used", "Slots that are placed on the host.") { host, _ in Int64(host.slotsUsed) }
        each("lessor_host_servers_demanded", "Servers on the host that must run.") { _, servers in
            Int64(servers.count { $0.demand == .running })
        }
        each("lessor_host_servers_up", "Servers on the host that were last seen serving.") { _, servers in
            Int64(servers.count { $0.observed == .state(.up) })
        }
        each("lessor_host_players", "Players on the host's servers.") { _, servers in
            servers.reduce(0) { $0 + Int64($1.players ?? 0) }
        }
    }

    static func products(_ snapshot: FleetSnapshot, _ page: inout MetricsPage) {
        let products = Dictionary(grouping: snapshot.servers, by: \.product).sorted { $0.key < $1.key }
        page.gauge(
            "lessor_product_servers",
            "Servers by product, by what the contract demands, and by what was last seen.",
            products.flatMap { product, servers in
                Dictionary(grouping: servers) { [$0.demand.rawValue, $0.observed.text] }
                    .sorted { $0.key.lexicographicallyPrecedes($1.key) }
                    .map { key, servers in
                        ([("product", product), ("demand", key[0]), ("observed", key[1])], "\(servers.count)")
                    }
            }
        )
        func each(_ name: String, _ help: String, _ value: (ServerStatus) -> Int?) {
            page.gauge(
                name,
                help,
                products.map { product, servers in
                    ([("product", product)], "\(servers.reduce(0) { $0 + (value($1) ?? 0) })")
                }
            )
        }
        each("lessor_product_slots", "Slots that the contract grants.", \.slots)
        each("lessor_product_slots_reported", "Slots that the servers say they have.", \.slotsReported)
        each("lessor_product_players", "Players on the servers.", \.players)
    }

    /// Where hosts and contract differ.
    static func deviations(_ snapshot: FleetSnapshot, _ page: inout MetricsPage) {
        let servers = snapshot.servers.sorted { $0.id < $1.id }
        for (kind, name, help) in [
            (ServerStatus.Deviation.paidButDown, "paid_but_down", "must run and do not serve"),
            (.unpaidButUp, "unpaid_but_up", "must not run and live"),
        ] {
            let found = servers.filter { $0.deviation == kind }
            page.gauge("lessor_servers_\(name)", "Servers that \(help), as their hosts say.", Int64(found.count))
            page.gauge(
                "lessor_server_\(name)",
                "1 for each of the first \(deviationLimit) servers that \(help).",
                found.prefix(deviationLimit).map { server in
                    let labels = [
                        ("server", server.id.description), ("product", server.product), ("host", server.host ?? ""),
                    ]
                    return (labels, "1")
                }
            )
        }
        page.gauge(
            "lessor_servers_out_of_reach",
            "Servers that run for their hosts and do not answer from outside.",
            Int64(servers.count(where: \.isOutOfReach))
        )
        page.gauge(
            "lessor_outside_look_timestamp_seconds",
            "When servers were last looked at from outside, on the controller's clock.",
            snapshot.outside.map { [([], "\($0.through.epochSeconds)")] } ?? []
        )
        page.gauge(
            "lessor_outside_look_blind",
            "1 while looks from outside show nothing, because the controller's own network is not trusted.",
            snapshot.outside.map { [([], $0.blindness == nil ? "0" : "1")] } ?? []
        )
        page.gauge(
            "lessor_servers_unknown",
            "Servers that must run and of which nobody knows whether they do.",
            Int64(servers.count { $0.demand == .running && $0.observed == .unknown })
        )
    }
}

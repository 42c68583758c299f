import Contract
import Fleet
import Testing
import Wire

@Suite struct PortRunTests {
    private let host = Host(
        name: "h",
        address: "10.0.0.1",
        user: "lessor",
        rootDirectory: "/srv",
        hostKey: "ssh-ed25519 AAAA",
        addresses: ["10.0.0.1", "10.0.0.2"],
        ports: PortPool(1020...1040),
        ephemeralPorts: 1038...2000,
        capacity: 1
    )

    private func use(
        _ port: Int,
        _ owner: PortUse.Owner,
        _ transport: PortBinding.Transport = .udp,
        on address: String = "10.0.0.1"
    ) -> PortUse {
        PortUse(address: address, port: PortNumber(transport, port), owner: owner)
    }

    private func text(_ runs: [PortRun]) -> [String] {
        runs.map { run in
            let kind =
                switch run.kind {
                case .used(.server(let id)): "\(id)"
                case .used(.quarantine(let id, _)): "quarantine \(id)"
                case .used(.foreign(let name)): "foreign \(name ?? "?")"
                case .free: "free"
                case .kernel: "kernel"
                }
            let transports = run.transports.map(\.rawValue).joined(separator: "+")
            return "\(run.address) \(run.numbers.lowerBound)-\(run.numbers.upperBound) \(transports) \(kind)"
        }
    }

    @Test func `neighbours of one owner are one run, and the pool is covered without gap`() {
        let (first, second) = (ServerID(number: 1001), ServerID(number: 1002))
        let uses = [
            use(1026, .server(first), .tcp), use(1026, .server(first)), use(1025, .server(first)),
            use(1025, .server(first), .tcp), use(1027, .server(second)),
            use(1028, .quarantine(second, until: Instant(epochSeconds: 5))), use(1030, .foreign("ts3"), .tcp),
            use(1030, .foreign("ts3b")), use(50_000, .foreign(nil)),
        ]
        #expect(
            text(host.portRuns(uses)) == [
                "10.0.0.1 1020-1023  kernel", "10.0.0.1 1024-1024  free", "10.0.0.1 1025-1026 udp+tcp srv-1001",
                "10.0.0.1 1027-1027 udp srv-1002", "10.0.0.1 1028-1028 udp quarantine srv-1002",
                "10.0.0.1 1029-1029  free", "10.0.0.1 1030-1030 tcp foreign ts3", "10.0.0.1 1030-1030 udp foreign ts3b",
                "10.0.0.1 1031-1037  free", "10.0.0.1 1038-1040  kernel", "10.0.0.1 50000-50000 udp foreign ?",
                "10.0.0.2 1020-1023  kernel", "10.0.0.2 1024-1037  free", "10.0.0.2 1038-1040  kernel",
            ]
        )
    }

    @Test func `what is used on an address outside the pool is shown too`() {
        let runs = host.portRuns([use(1030, .foreign("x"), on: "10.9.9.9")])
        #expect(text(runs).last == "10.9.9.9 1030-1030 udp foreign x")
    }
}

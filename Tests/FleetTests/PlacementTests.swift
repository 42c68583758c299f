import Contract
import Fleet
import Testing
import Wire

private let mumble = [
    PortRule(name: "voice", transport: .udp, offset: 0), PortRule(name: "voice", transport: .tcp, offset: 0),
]

private func host(
    _ name: String,
    capacity: Int = 100,
    addresses: [String] = ["127.0.0.2"],
    ports: ClosedRange<Int> = 27_000...27_009,
    state: Host.State = .active
) -> Host {
    Host(
        name: name,
        address: "127.0.0.1",
        user: "lessor",
        rootDirectory: "/srv/lessor",
        hostKey: "ssh-ed25519 AAAA",
        addresses: addresses,
        ports: ports,
        capacity: capacity,
        state: state
    )
}

private func free(_ host: Host, used: Int = 0, taken: [String: Set<PortNumber>] = [:]) -> HostOccupancy {
    HostOccupancy(host: host, usedSlots: used, taken: taken)
}

private func both(_ numbers: some Sequence<Int>) -> Set<PortNumber> {
    Set(numbers.flatMap { [PortNumber(.udp, $0), PortNumber(.tcp, $0)] })
}

private func request(_ slots: Int, _ rules: [PortRule] = mumble) -> PlacementRequest {
    PlacementRequest(server: ServerID(number: 1001), slots: slots, rules: rules)
}

@Suite struct PlacementTests {
    @Test func `the fullest host that still takes it is chosen`() throws {
        let hosts = [free(host("a"), used: 10), free(host("b"), used: 90), free(host("c"), used: 95)]
        #expect(try placement(of: request(10), on: hosts).host == "b")
        #expect(try placement(of: request(5), on: hosts).host == "c")
    }

    @Test func `equally full hosts go by name, in any order of asking`() throws {
        let hosts = [free(host("b")), free(host("a"))]
        #expect(try placement(of: request(1), on: hosts).host == "a")
        #expect(try placement(of: request(1), on: hosts.reversed()).host == "a")
    }

    @Test func `all ports of the set come from the lowest base where every one is free`() throws {
        let taken: Set = [PortNumber(.udp, 27_000), PortNumber(.tcp, 27_001)]
        let found = try placement(of: request(1), on: [free(host("a"), taken: ["127.0.0.2": taken])])
        #expect(found.address == "127.0.0.2")
        #expect(found.ports.map(\.number) == [27_002, 27_002])
        #expect(found.ports.map(\.transport) == [.udp, .tcp])
    }

    @Test func `offsets stay inside the range`() throws {
        let rules = [
            PortRule(name: "game", transport: .udp, offset: 0), PortRule(name: "query", transport: .udp, offset: 1),
        ]
        let taken: Set = Set((27_000...27_007).map { PortNumber(.udp, $0) })
        let last = try placement(of: request(1, rules), on: [free(host("a"), taken: ["127.0.0.2": taken])])
        #expect(last.ports.map(\.number) == [27_008, 27_009])
        #expect(throws: PlacementRefusal.self) {
            let more = taken.union([PortNumber(.udp, 27_008)])
            _ = try placement(of: request(1, rules), on: [free(host("a"), taken: ["127.0.0.2": more])])
        }
    }

    @Test func `the address with most room is chosen, then the next`() throws {
        let two = host("a", addresses: ["10.0.0.1", "10.0.0.2"])
        let some = free(two, taken: ["10.0.0.1": both([27_000]), "10.0.0.2": both([27_005, 27_006])])
        #expect(try placement(of: request(1), on: [some]).address == "10.0.0.1")
        // The emptier address has no fitting set left: the other is taken.
        let udpOnly = Set((27_000...27_009).map { PortNumber(.udp, $0) })
        let full = free(two, taken: ["10.0.0.1": udpOnly, "10.0.0.2": both(27_000...27_008)])
        #expect(
            try placement(of: request(1), on: [full])
                == Placement(
                    host: "a",
                    address: "10.0.0.2",
                    ports: [
                        PortBinding(name: "voice", transport: .udp, number: 27_009),
                        PortBinding(name: "voice", transport: .tcp, number: 27_009),
                    ]
                )
        )
    }

    @Test(arguments: [(1...1025, 1024), (32_760...40_000, 32_760), (60_990...61_001, 61_000)])
    func `privileged and ephemeral ports are never given`(range: ClosedRange<Int>, first: Int) throws {
        let found = try placement(of: request(1), on: [free(host("a", ports: range))])
        #expect(found.ports.first?.number == first)
    }

    @Test func `a range inside the ephemeral one has no port`() {
        #expect(throws: PlacementRefusal.self) {
            _ = try placement(of: request(1), on: [free(host("a", ports: 40_000...41_000))])
        }
    }

    @Test func `the refusal says for each host which limit binds`() throws {
        let hosts = [
            free(host("h1"), used: 96), free(host("h2", state: .drained)), free(host("h3", addresses: [])),
            free(host("h4"), taken: ["127.0.0.2": both(27_000...27_009)]),
            HostOccupancy(host: host("h5"), usedSlots: 0, taken: [:], reachable: false),
        ]
        let refusal = try #require(throws: PlacementRefusal.self) { _ = try placement(of: request(10), on: hosts) }
        #expect(
            refusal.description == """
                No host can take srv-1001 with 10 slots: h1 has 4 of 100 slots free, 10 needed; h2 is drained; \
                h3 has no address for servers; h4 has no free set of 2 port(s) in 27000-27009 on any address; \
                h5 does not answer; add room or another host.
                """
        )
    }

    @Test func `without hosts it says how to add one`() throws {
        let refusal = try #require(throws: PlacementRefusal.self) { _ = try placement(of: request(1), on: []) }
        #expect(refusal.description.contains("lessor host add"))
    }
}

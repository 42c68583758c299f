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
    more: [ClosedRange<Int>] = [],
    memory: Memory? = nil,
    labels: String = "",
    state: Host.State = .active
) -> Host {
    Host(
        name: name,
        address: "127.0.0.1",
        user: "lessor",
        rootDirectory: "/srv/lessor",
        hostKey: "ssh-ed25519 AAAA",
        addresses: addresses,
        ports: PortPool([ports] + more) ?? PortPool(ports),
        capacity: capacity,
        memory: memory,
        labels: set(labels),
        state: state
    )
}

/// `ssd,zone=paris`
private func set(_ labels: String) -> Set<HostLabel> {
    Set(labels.split(separator: ",").compactMap { HostLabel(String($0)) })
}

private func free(
    _ host: Host,
    used: Int = 0,
    memory: Memory = .zero,
    taken: [String: Set<PortNumber>] = [:]
) -> HostOccupancy {
    HostOccupancy(host: host, usedSlots: used, usedMemory: memory, taken: taken)
}

private func both(_ numbers: some Sequence<Int>) -> Set<PortNumber> {
    Set(numbers.flatMap { [PortNumber(.udp, $0), PortNumber(.tcp, $0)] })
}

private func request(
    _ slots: Int,
    _ ports: [PortRule] = mumble,
    memory: MemoryNeed = .unknown,
    families: Set<AddressFamily> = Set(AddressFamily.allCases),
    demands: String = "",
    labels: String = "",
    only: String? = nil,
    except: [String: HostTie] = [:],
    siblings: [String: Int] = [:]
) -> PlacementRequest {
    PlacementRequest(
        server: ServerID(number: 1001),
        slots: slots,
        rules: PlacementRules(ports: ports, memory: memory, labels: set(demands), families: families),
        labels: set(labels),
        only: only,
        except: except,
        siblings: siblings
    )
}

private func mib(_ count: Int) -> Memory { Memory(mebibytes: count) }

@Suite struct PlacementTests {
    @Test func `a server is given an address that its program can serve on, or none`() throws {
        let both = free(host("a", addresses: ["192.0.2.1", "2001:db8::1", "2001:db8::2"]))
        let only = free(host("b", addresses: ["2001:db8::3"]))
        var room = FleetRoom([both, only])
        for _ in 1...10 {
            #expect(try room.place(request(1, families: [.ipv4])).address == "192.0.2.1")
        }
        #expect(try room.place(request(1, families: [.ipv6])).address == "2001:db8::1")
        let refusal = #expect(throws: PlacementRefusal.self) { try room.place(request(1, families: [.ipv4])) }
        let words = refusal?.description ?? ""
        #expect(words.contains("a has no free set of 2 port(s)"), "\(words)")
        #expect(words.contains("b has no IPv4 address, and the product serves on no other"), "\(words)")
        #expect(try room.place(request(1)).address.contains(":"))
    }

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

    @Test func `a product whose instance has each port once gets numbers that no address of the host has taken`() throws
    {
        let addresses = ["127.0.0.2", "127.0.0.3"]
        var room = FleetRoom([free(host("a", addresses: addresses), taken: [addresses[0]: both([27_000])])])
        let rules = PlacementRules(ports: [PortRule(name: "voice", transport: .udp, offset: 0)], onEveryAddress: true)
        let places = try (1...3).map {
            try room.place(PlacementRequest(server: ServerID(number: $0), slots: 1, rules: rules))
        }
        #expect(places.flatMap(\.ports).map(\.number) == [27_001, 27_002, 27_003])
        #expect(Set(places.map(\.address)) == Set(addresses))
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

    @Test func `of several ranges the lowest free set is given, and a set lies in one range`() throws {
        let rules = [0, 2].map { PortRule(name: "p\($0)", transport: .udp, offset: $0) }
        let several = host("a", ports: 27_010...27_013, more: [27_000...27_000, 27_002...27_003, 27_020...27_022])
        var room = FleetRoom([free(several)])
        // 27000 and 27002 are in the pool and not in one range.
        #expect(
            try (0..<3).map { _ in try room.place(request(1, rules)).ports.map(\.number) } == [
                [27_010, 27_012], [27_011, 27_013], [27_020, 27_022],
            ]
        )
        #expect(try room.place(request(1, [rules[0]])).ports.map(\.number) == [27_000])
        let refusal = #expect(throws: PlacementRefusal.self) { try room.place(request(1, rules)) }
        let words = refusal?.description ?? ""
        #expect(words.contains("2 port(s) in 27000,27002-27003,27010-27013,27020-27022 on any address"), "\(words)")
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

    @Test func `a server takes memory for itself and for each slot, of a host that has it`() throws {
        let need = MemoryNeed(base: mib(64), perSlot: Memory(kibibytes: 512))
        let hosts = [free(host("a", memory: mib(1000)), memory: mib(932)), free(host("b", memory: mib(1000)))]
        // 64 + 10 / 2 = 69 MiB, of which a has 68.
        #expect(try placement(of: request(10, memory: need), on: hosts).host == "b")
        #expect(try placement(of: request(8, memory: need), on: hosts).host == "a")
    }

    @Test func `a host whose memory is not limited takes what asks for memory`() throws {
        let need = MemoryNeed(base: mib(1_000_000))
        #expect(try placement(of: request(1, memory: need), on: [free(host("a"))]).host == "a")
    }

    @Test(
        arguments: [
            // By slots a is fuller, by memory b: what is scarcer counts.
            (80, 100, 20, 900, "b"), (80, 700, 20, 100, "a"), (50, 500, 50, 500, "a"), (20, 899, 20, 900, "b"),
        ]
    )
    func `the fullest host is the one that could take fewest such servers, by slots or by memory`(
        usedA: Int,
        memoryA: Int,
        usedB: Int,
        memoryB: Int,
        chosen: String
    ) throws {
        let hosts = [
            free(host("a", memory: mib(1000)), used: usedA, memory: mib(memoryA)),
            free(host("b", memory: mib(1000)), used: usedB, memory: mib(memoryB)),
        ]
        #expect(try placement(of: request(5, memory: MemoryNeed(base: mib(50))), on: hosts).host == chosen)
    }

    @Test func `a client's servers are spread over hosts while there is a choice`() throws {
        let hosts = [free(host("a"), used: 90), free(host("b"), used: 10), free(host("c"), used: 20)]
        #expect(try placement(of: request(5), on: hosts).host == "a")
        #expect(try placement(of: request(5, siblings: ["a": 1]), on: hosts).host == "c")
        #expect(try placement(of: request(5, siblings: ["a": 1, "c": 1]), on: hosts).host == "b")
        #expect(try placement(of: request(5, siblings: ["a": 1, "b": 1, "c": 1]), on: hosts).host == "a")
        // Together rather than not at all.
        #expect(try placement(of: request(85, siblings: ["b": 7]), on: hosts).host == "b")
    }

    @Test(
        arguments: [
            ("ssd", "ssd", true), ("ssd,zone=paris", "zone=paris", true), ("zone=paris", "zone", true),
            ("zone", "zone=paris", false), ("zone=lyon", "zone=paris", false), ("", "ssd", false), ("ssd", "", true),
            ("ssd", "ssd,gpu", false), ("ssd,gpu", "ssd,gpu", true), ("zone=paris,zone=lyon", "zone=lyon", true),
        ]
    )
    func `a host has every label that its servers demand`(has: String, demanded: String, fits: Bool) {
        let hosts = [free(host("a", labels: has))]
        #expect(((try? placement(of: request(1, labels: demanded), on: hosts)) != nil) == fits)
        #expect(((try? placement(of: request(1, demands: demanded), on: hosts)) != nil) == fits)
    }

    @Test(arguments: ["", "=", "a=", "=b", "a b", "a,b", "a=b=c", "é"])
    func `what is no label is none`(text: String) { #expect(HostLabel(text) == nil) }

    @Test func `a pinned server goes to its host, or nowhere`() throws {
        let hosts = [free(host("a"), used: 90), free(host("b"))]
        #expect(try placement(of: request(5, only: "b"), on: hosts).host == "b")
        func refusal(_ request: PlacementRequest) throws -> String {
            try #require(throws: PlacementRefusal.self) { _ = try placement(of: request, on: hosts) }.description
        }
        #expect(
            try refusal(request(20, only: "a")) == """
                Host a cannot take srv-1001 with 20 slots: a has 10 of 100 slots free, 20 needed; make room there, or let it \
                go elsewhere.
                """
        )
        #expect(try refusal(request(5, only: "x")).contains("there is no host x"))
    }

    @Test func `the refusal names missing labels, memory and hosts that have it already`() throws {
        let hosts = [
            free(host("h1", memory: mib(100), labels: "ssd,zone=a"), memory: Memory(kibibytes: (71 << 10) + 1)),
            free(host("h2", labels: "gpu")), free(host("h3", labels: "ssd,zone=b")),
        ]
        let need = request(
            10,
            memory: MemoryNeed(base: Memory(kibibytes: (30 << 10) + 1)),
            labels: "zone,ssd",
            except: ["h3": .kept]
        )
        let refusal = try #require(throws: PlacementRefusal.self) { _ = try placement(of: need, on: hosts) }
        #expect(
            refusal.description == """
                No host can take srv-1001 with 10 slots: h1 has 28 of 100 MiB of memory free, 31 needed; \
                h2 has no label ssd, zone; h3 keeps files of it (`lessor server restore srv-1001 --from h3` lets it run there \
                with them, `lessor server discard srv-1001 --on h3` lets it begin anew); add room or another host.
                """
        )
    }

    @Test func `one server after the other finds what those before it left`() throws {
        var room = FleetRoom([free(host("a", capacity: 25, memory: mib(100)))])
        let need = request(10, memory: MemoryNeed(base: mib(40)))
        #expect(try room.place(need).ports.first?.number == 27_000)
        #expect(try room.place(need).ports.first?.number == 27_001)
        #expect(throws: PlacementRefusal.self) { _ = try room.place(need) }
        #expect(room.hosts.map(\.usedSlots) == [20] && room.hosts.map(\.freeMemory) == [mib(20)])
    }
}

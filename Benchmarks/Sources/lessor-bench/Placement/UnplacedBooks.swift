import Contract
import Fleet
import Store
import Wire

/// Books with many servers that are paid for and on no host, and a fleet with room for all of them.
struct UnplacedBooks {
    static let now = Instant(epochSeconds: 1_893_456_000)  // 2030-01-01

    let book: Rulebook
    let hosts: Int

    /// One client for each server, as a fleet of small clients has.
    func fill(_ store: Store, servers: Int) throws {
        for number in 0..<hosts { try store.addHost(host(number, of: servers)) }
        for number in 0..<servers { try order(number, store) }
    }

    /// What the products of the fleet ask: one to four ports, the even ones in pairs of UDP and TCP.
    static func order(_ server: ServerID) -> PlacementOrder {
        let ports = (0...Int(server.number % 4)).map { index in
            PortRule(name: "p\(index)", transport: index % 2 == 0 ? .udp : .tcp, offset: index / 2)
        }
        let memory = MemoryNeed(base: Memory(mebibytes: 64), perSlot: Memory(kibibytes: 512))
        return PlacementOrder(server, rules: PlacementRules(ports: ports, memory: memory))
    }

    private func host(_ number: Int, of servers: Int) -> Host {
        let share = servers / hosts + 1
        return Host(
            name: "host-\(number)",
            address: "192.0.2.1",
            user: "lessor",
            rootDirectory: "/var/lib/lessor-agent",
            hostKey: "ssh-ed25519 AAAA",
            addresses: (0..<2).map { "10.\(number / 256).\(number % 256).\($0 + 1)" },
            ports: PortPool(20_000...20_999),
            capacity: share * 30,
            memory: Memory(mebibytes: share * 100)
        )
    }

    private func order(_ number: Int, _ store: Store) throws {
        let person = Person(name: "Client \(number)", email: "c\(number)@example.org", postalAddress: "", language: .en)
        let opened = try store.openAccount(
            person,
            fact: Fact(.accountOpened(.consumer), occurredAt: Self.now, recordedAt: Self.now, actor: .client),
            under: book
        )
        let mails = opened.effects.compactMap { if case .notice(let notice) = $0.action { notice.key } else { nil } }
        let order = Order(
            subscription: try store.nextSubscription(),
            product: "mumble",
            slots: 5 + number % 4 * 5,
            monthlyPrice: 0,
            taxRate: 2000,
            catalogue: "2030-01",
            terms: book.current
        )
        for event in mails.map(Event.noticeHandedOver) + [.orderPlaced(order)] {
            let fact = Fact(event, occurredAt: Self.now, recordedAt: Self.now, actor: .system)
            _ = try store.step(opened.id, to: Self.now, fact: fact, under: book)
        }
    }
}

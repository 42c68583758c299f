import Contract
import Controller
import Fleet
import Foundation
import Store
import Wire

/// A workspace whose books hold many hosts with as many servers each.
struct FleetBooks {
    let workspace: Workspace
    let hosts: Int
    let serversPerHost: Int

    private static let firstPort = 20_000
    private static let slots = 10

    func fill(port: UInt16, hostKey: String, user: String) throws {
        for number in 0..<hosts { try workspace.store.addHost(host(number, port, hostKey, user)) }
        let now = try workspace.time.now()
        for number in 0..<hosts * serversPerHost { try order(number, now) }
        let books = try RawDatabase(path: workspace.directory.database)
        // The mails of so many orders are measured by the sweep.
        try books.execute("UPDATE mail SET handed_over_at = next_attempt")
        try place(books)
    }

    private func host(_ number: Int, _ port: UInt16, _ hostKey: String, _ user: String) -> Fleet.Host {
        Host(
            name: "h\(number)",
            address: FleetAddresses.address(number),
            sshPort: Int(port),
            user: user,
            rootDirectory: "/",
            hostKey: hostKey,
            addresses: [FleetAddresses.address(number)],
            ports: PortPool(Self.firstPort...Self.firstPort + 4999),
            capacity: serversPerHost * Self.slots
        )
    }

    /// A free lease in an account of its own.
    private func order(_ number: Int, _ now: Instant) throws {
        let store = workspace.store
        let person = Person(
            name: "Client \(number)",
            email: "c\(number)@example.org",
            postalAddress: "1 Street",
            language: .fr
        )
        let opening = Fact(.accountOpened(.consumer), occurredAt: now, recordedAt: now, actor: .client)
        let opened = try store.openAccount(person, fact: opening, under: workspace.book)
        let order = Order(
            subscription: try store.nextSubscription(),
            product: "mumble",
            slots: Self.slots,
            monthlyPrice: 0,
            taxRate: 2000,
            catalogue: "2030-01",
            terms: workspace.book.current
        )
        let activation = opened.effects.compactMap {
            if case .notice(let notice) = $0.action { notice.key } else { nil }
        }
        for event in activation.map({ Event.noticeHandedOver($0) }) + [.orderPlaced(order)] {
            let fact = Fact(event, occurredAt: now, recordedAt: now, actor: .system)
            _ = try store.step(opened.id, to: now, fact: fact, under: workspace.book)
        }
    }

    /// Places them one host after the other; placing itself has a benchmark of its own.
    private func place(_ books: RawDatabase) throws {
        try books.execute("BEGIN")
        let server = try books.prepare(
            "UPDATE server SET host = ?, placement = ?, claimed_slots = slots, secret = 'secret' WHERE number = ?"
        )
        let claim = try books.prepare("INSERT INTO port_claim VALUES (?, ?, ?, ?, NULL)")
        for (index, number) in try books.integers("SELECT number FROM server ORDER BY number").enumerated() {
            let (host, port) = (index / serversPerHost, Self.firstPort + index % serversPerHost)
            let address = FleetAddresses.address(host)
            let ports = [
                PortBinding(name: "voice", transport: .udp, number: port),
                PortBinding(name: "control", transport: .tcp, number: port),
            ]
            let placement = try JSONEncoder().encode(Placement(host: "h\(host)", address: address, ports: ports))
            try server.run([.text("h\(host)"), .text(Array(placement)), .integer(number)])
            for transport in ["udp", "tcp"] {
                try claim.run([.text(address), .text(transport), .integer(Int64(port)), .integer(number)])
            }
        }
        try books.execute("COMMIT")
    }
}

import Contract
import Fleet
import Testing
import Wire

@testable import Store

/// The allocator against a model that keeps plain lists and tries everything.
@Suite struct AllocationModelTests {
    let books: TemporaryBooks

    init() throws { books = try TemporaryBooks() }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `random places, ends, erasures and waits agree with the model`(seed: UInt64) throws {
        let store = books.store
        var random = SeededGenerator(seed: seed)
        var model = Model()
        for host in Model.hosts { try store.addHost(host) }
        let account = try store.activeAccount()
        for _ in 0..<120 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0...4:
                let slots = Int.random(in: 1...6, using: &random)
                let id = try store.demandedServer(account, slots: slots, at: model.now)
                let placed = try? store.place(id, rules: Sample.mumble, at: model.now).placement
                #expect(placed == model.place(id, slots: slots))
                if placed == nil { try end(id, account, at: model.now) }
            case 5...6:
                guard let id = model.running.randomElement(using: &random) else { continue }
                try end(id, account, at: model.now)
                model.end(id)
            case 7...8:
                guard let id = model.ended.randomElement(using: &random) else { continue }
                try store.attestErased(id, at: model.now, quarantine: 100)
                model.erase(id, quarantine: 100)
            default: model.now = model.now.adding(seconds: Int64.random(in: 1...80, using: &random))
            }
            let occupancy = try store.occupancy(at: model.now)
            #expect(occupancy.map(\.usedSlots) == Model.hosts.map { model.used($0.name) })
            #expect(occupancy.map { $0.taken.values.map(\.count).reduce(0, +) } == Model.hosts.map { model.taken($0) })
        }
        #expect(try store.verify(under: Sample.book).problems == [])
        #expect(model.refusals > 0 && model.placements > 10, "the run never filled the hosts, or never placed")
    }

    private func end(_ id: ServerID, _ account: AccountID, at now: Instant) throws {
        try books.store.tell(account, .terminationRequested(id.subscription), at: now)
    }
}

private struct Model {
    /// One short of slots, one short of ports, one with two addresses.
    static let hosts = [
        Sample.host("a", capacity: 12, addresses: ["10.0.0.1"], ports: 2000...2009),
        Sample.host("b", capacity: 100, addresses: ["10.0.0.2"], ports: 2000...2002),
        Sample.host("c", capacity: 20, addresses: ["10.0.0.3", "10.0.0.4"], ports: 2000...2001),
    ]

    struct Claim {
        let id: ServerID
        let host: String
        let address: String
        let port: Int
        var slots: Int
        var until: Instant?
    }

    var now = Sample.start
    var claims: [Claim] = []
    var running: [ServerID] = []
    var ended: [ServerID] = []
    var refusals = 0
    var placements = 0

    func used(_ host: String) -> Int { claims.filter { $0.host == host }.map(\.slots).reduce(0, +) }
    private func held(_ address: String) -> Set<Int> {
        Set(claims.filter { $0.address == address && ($0.until.map { now < $0 } ?? true) }.map(\.port))
    }
    /// Each Mumble takes one number in two transports.
    func taken(_ host: Host) -> Int { host.addresses.map { held($0).count * 2 }.reduce(0, +) }

    mutating func place(_ id: ServerID, slots: Int) -> Placement? {
        var best: (free: Int, host: Host, address: String, port: Int)?
        for host in Self.hosts {
            let free = host.capacity - used(host.name)
            guard free >= slots, free < best?.free ?? .max else { continue }
            let open = host.addresses.compactMap { address in
                host.ports.first { !held(address).contains($0) }.map { (address, $0) }
            }
            let roomiest = open.enumerated().min {
                (held($0.element.0).count, $0.offset) < (held($1.element.0).count, $1.offset)
            }
            if let (address, port) = roomiest?.element { best = (free, host, address, port) }
        }
        guard let best else {
            refusals += 1
            return nil
        }
        placements += 1
        running.append(id)
        claims.append(Claim(id: id, host: best.host.name, address: best.address, port: best.port, slots: slots))
        return Placement(
            host: best.host.name,
            address: best.address,
            ports: Sample.mumble.map { .init(name: $0.name, transport: $0.transport, number: best.port) }
        )
    }

    mutating func end(_ id: ServerID) {
        running.removeAll { $0 == id }
        ended.append(id)
    }

    mutating func erase(_ id: ServerID, quarantine: Int64) {
        ended.removeAll { $0 == id }
        for index in claims.indices where claims[index].id == id {
            claims[index].slots = 0
            claims[index].until = now.adding(seconds: quarantine)
        }
    }
}

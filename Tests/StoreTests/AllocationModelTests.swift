import Contract
import Fleet
import Testing
import Wire

@testable import Store

/// The allocator against a model that keeps plain lists and tries everything.
@Suite struct AllocationModelTests {
    let books: TemporaryBooks

    init() throws { books = try TemporaryBooks() }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `random places, ends, erasures and waits agree with the model`(seed: UInt64) throws {
        let store = books.store
        var random = SeededGenerator(seed: seed)
        var model = Model()
        for host in Model.hosts { try store.addHost(host) }
        let accounts = try (0..<3).map { _ in try store.activeAccount() }
        for _ in 0..<150 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0...4: try place(&model, for: accounts.randomElement(using: &random), &random)
            case 5...6:
                guard let id = model.running.randomElement(using: &random) else { continue }
                try end(id, at: model.now)
                model.end(id)
            case 7...8:
                guard let id = model.ended.randomElement(using: &random) else { continue }
                try store.attestErased(id, at: model.now, quarantine: 100)
                model.erase(id, quarantine: 100)
            default: model.now = model.now.adding(seconds: Int64.random(in: 1...80, using: &random))
            }
            let occupancy = try store.occupancy(at: model.now)
            #expect(occupancy.map(\.usedSlots) == Model.hosts.map { model.slots($0.name) })
            #expect(occupancy.map(\.usedMemory) == Model.hosts.map { model.memory($0.name) })
            #expect(occupancy.map { $0.taken.values.map(\.count).reduce(0, +) } == Model.hosts.map { model.taken($0) })
        }
        #expect(try store.verify(under: Sample.book).problems == [])
        #expect(model.refusals > 0 && model.placements > 10, "the run never filled the hosts, or never placed")
    }

    /// Asks twice: the second answer is the first, or the same refusal.
    private func place(_ model: inout Model, for account: AccountID?, _ random: inout SeededGenerator) throws {
        let (store, account) = (books.store, try #require(account))
        let need = Need.random(&random)
        let id = try store.demandedServer(account, slots: need.slots, at: model.now)
        try store.setWish(need.wish, of: id)
        let expected = model.place(id, of: account, need)
        for _ in 0..<2 {
            let placed = try? store.place(id, rules: need.rules, at: model.now).placement
            #expect(placed == expected)
        }
        if expected == nil { try end(id, at: model.now) }
    }

    private func end(_ id: ServerID, at now: Instant) throws {
        let account = try #require(try books.store.server(id)).account
        try books.store.tell(account, .terminationRequested(id.subscription), at: now)
    }
}

/// What a server asks for.
private struct Need {
    let slots: Int
    let memory: MemoryNeed
    /// How many numbers in a row, each in two transports.
    let ports: Int
    let labels: Set<HostLabel>
    let pin: String?

    static func random(_ random: inout SeededGenerator) -> Need {
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        return Need(
            slots: Int.random(in: 1...6, using: &random),
            memory: MemoryNeed(
                base: Memory(kibibytes: Int64.random(in: 0...400, using: &random)),
                perSlot: Memory(kibibytes: Int64.random(in: 0...60, using: &random))
            ),
            ports: Int.random(in: 1...2, using: &random),
            labels: Set(
                [chance(20) ? "ssd" : nil, chance(15) ? "zone" : nil, chance(15) ? "zone=b" : nil]
                    .compactMap { $0.flatMap { HostLabel($0) } }
            ),
            pin: chance(15) ? Model.hosts.randomElement(using: &random)?.name : nil
        )
    }

    var wish: PlacementWish { PlacementWish(host: pin, labels: labels) }

    var rules: PlacementRules {
        let rules = (0..<ports).flatMap { offset in
            [PortBinding.Transport.udp, .tcp].map { PortRule(name: "p\(offset)", transport: $0, offset: offset) }
        }
        return PlacementRules(ports: rules, memory: memory)
    }
}

private struct Model {
    /// One short of slots, one short of ports, one with two addresses and short of memory, one without limit of memory.
    static let hosts = [
        Sample.host(
            "a",
            capacity: 12,
            addresses: ["10.0.0.1"],
            ports: 2000...2003,
            morePorts: [2006...2006, 2100...2104],
            memory: Memory(kibibytes: 4000)
        ),
        Sample.host(
            "b",
            capacity: 100,
            addresses: ["10.0.0.2"],
            ports: 2004...2005,
            morePorts: [2000...2002],
            labels: labels("ssd", "zone=b")
        ),
        Sample.host(
            "c",
            capacity: 40,
            addresses: ["10.0.0.3", "10.0.0.4"],
            ports: 2000...2000,
            morePorts: [2002...2003, 2010...2010],
            memory: Memory(kibibytes: 1500),
            labels: labels("zone=c", "ssd")
        ),
    ]

    static func labels(_ texts: String...) -> Set<HostLabel> { Set(texts.compactMap { HostLabel($0) }) }

    struct Claim {
        let id: ServerID
        let account: AccountID
        let host: String
        let address: String
        let numbers: [Int]
        var slots: Int
        var memory: Int64
        var until: Instant?
    }

    struct Choice {
        let siblings: Int
        let copies: Double
        let host: Host
        let address: String
        let base: Int
    }

    var now = Sample.start
    var claims: [Claim] = []
    var running: [ServerID] = []
    var ended: [ServerID] = []
    var refusals = 0
    var placements = 0

    func slots(_ host: String) -> Int { claims.filter { $0.host == host }.map(\.slots).reduce(0, +) }
    func memory(_ host: String) -> Memory {
        Memory(kibibytes: claims.filter { $0.host == host }.map(\.memory).reduce(0, +))
    }
    private func held(_ address: String) -> Set<Int> {
        Set(claims.filter { $0.address == address && ($0.until.map { now < $0 } ?? true) }.flatMap(\.numbers))
    }
    /// Each number is taken in two transports.
    func taken(_ host: Host) -> Int { host.addresses.map { held($0).count * 2 }.reduce(0, +) }

    /// Everything that would be possible at all.
    private func choices(_ need: Need, of account: AccountID) -> [Choice] {
        let memory = need.memory.base.kibibytes + need.memory.perSlot.kibibytes * Int64(need.slots)
        return Self.hosts.flatMap { host -> [Choice] in
            let free = host.capacity - slots(host.name)
            let left = host.memory.map { $0.kibibytes - self.memory(host.name).kibibytes }
            let names = Set(host.labels.map(\.name)).union(host.labels.map(\.description))
            guard need.pin == nil || need.pin == host.name, free >= need.slots, left.map({ $0 >= memory }) ?? true,
                need.labels.allSatisfy({ names.contains($0.description) })
            else { return [] }
            let bySlots = Double(free) / Double(need.slots)
            let byMemory = left.flatMap { memory > 0 ? Double($0) / Double(memory) : nil } ?? .infinity
            let mine = claims.filter { $0.account == account && $0.host == host.name && $0.until == nil }.count
            return host.addresses.flatMap { address in
                (1024...3000).filter { base in
                    // All numbers of it in one range.
                    host.ports.ranges.contains { $0.contains(base) && $0.contains(base + need.ports - 1) }
                        && (base..<base + need.ports).allSatisfy { !held(address).contains($0) }
                }.map { Choice(siblings: mine, copies: min(bySlots, byMemory), host: host, address: address, base: $0) }
            }
        }
    }

    mutating func place(_ id: ServerID, of account: AccountID, _ need: Need) -> Placement? {
        let best = choices(need, of: account).min { left, right in
            (left.siblings, left.copies, left.host.name, held(left.address).count, left.address, left.base)
                < (right.siblings, right.copies, right.host.name, held(right.address).count, right.address, right.base)
        }
        guard let best else {
            refusals += 1
            return nil
        }
        placements += 1
        running.append(id)
        claims.append(
            Claim(
                id: id,
                account: account,
                host: best.host.name,
                address: best.address,
                numbers: Array(best.base..<best.base + need.ports),
                slots: need.slots,
                memory: need.memory.base.kibibytes + need.memory.perSlot.kibibytes * Int64(need.slots)
            )
        )
        return Placement(
            host: best.host.name,
            address: best.address,
            ports: need.rules.ports.map {
                .init(name: $0.name, transport: $0.transport, number: best.base + $0.offset)
            }
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
            claims[index].memory = 0
            claims[index].until = now.adding(seconds: quarantine)
        }
    }
}

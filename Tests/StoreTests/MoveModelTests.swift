import Contract
import Fleet
import Testing
import Wire

@testable import Store

/// Moves, evacuations and their reversals in any order: what is used is what is owned, and nothing is sold twice.
@Suite struct MoveModelTests {
    let books: TemporaryBooks
    private static let hosts = ["a", "b", "c"].enumerated().map {
        Sample.host(
            $0.element,
            capacity: 16 + $0.offset,
            addresses: ["10.0.0.\($0.offset)"],
            ports: 2000...2005,
            memory: Memory(kibibytes: 1800)
        )
    }

    init() throws { books = try TemporaryBooks() }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `random moves keep every slot and every port owned by one`(seed: UInt64) throws {
        var run = try MoveRun(books.store, hosts: Self.hosts, seed: seed)
        for _ in 0..<400 {
            let before = try run.generations()
            try run.stepAtRandom()
            try run.expectSound(since: before)
        }
        #expect(try books.store.verify(under: Sample.book).problems == [])
        #expect(run.done.count >= 15, "the run never did some of its steps: \(run.done.keys.sorted())")
        #expect(
            run.done["restore"] != nil && run.done["discard"] != nil && run.left > 0,
            "\(run.done), \(run.left) left"
        )
        #expect(run.refused > 0)
    }
}

private struct MoveRun {
    let store: Store
    let account: AccountID
    let hosts: [Host]
    var random: SeededGenerator
    var now = Sample.start
    /// How often each step was carried out.
    var done: [String: Int] = [:]
    var refused = 0
    /// How many servers that lost their host were not placed at once.
    var left = 0

    init(_ store: Store, hosts: [Host], seed: UInt64) throws {
        self.store = store
        self.hosts = hosts
        random = SeededGenerator(seed: seed)
        for host in hosts { try store.addHost(host) }
        account = try store.activeAccount()
    }

    private static let rules = PlacementRules(
        ports: Sample.mumble.ports,
        memory: MemoryNeed(base: Memory(kibibytes: 100), perSlot: Memory(kibibytes: 50))
    )

    private enum Step: CaseIterable {
        case order, place, ask, begin, carry, switchOver, turnBack, switchBack, abort, close, prove, evacuate, restore,
            discard,
            attest, openGate, erase, wait
    }

    mutating func stepAtRandom() throws {
        let step = try #require(Step.allCases.randomElement(using: &random))
        do {
            if try take(step) { done["\(step)", default: 0] += 1 }
        } catch let error as StoreError where error.isRefusal {
            refused += 1
        }
    }

    private mutating func take(_ step: Step) throws -> Bool {
        let (store, now) = (store, now)
        return switch step {
        case .order: try order()
        case .place: try server { _ = try store.place($0, rules: Self.rules, at: now) }
        case .ask: try server { try store.askMove($0, to: nil, at: now) }
        case .begin:
            try move(.waiting) { try store.beginMove($0.server, rules: Self.rules, at: now, unreachable: []) }
        case .carry:
            try move(.carrying) {
                try store.noteCarried($0.server, Carried(files: 1, bytes: 1, checksum: "c"), to: $0.target ?? "")
            }
        case .switchOver: try move(.carrying) { try store.switchOver($0.server, at: now) }
        case .turnBack: try move(.proving) { try store.turnBack($0.server, because: "x", at: now) }
        case .switchBack: try move(.returning) { try store.switchBack($0.server, at: now) }
        case .abort: try move(nil) { try store.abortMove($0.server, because: nil, at: now) }
        case .close: try move(.ending) { try store.closeMove($0.server, at: now) }
        case .prove: try move(.proving) { try store.closeMove($0.server, at: now) }
        case .evacuate: try evacuate()
        case .restore: try copy(\.isKept) { try store.restore($0.server, from: $0.host, at: now) }
        case .discard: try copy(\.isKept) { try store.discard($0.server, on: $0.host) }
        case .attest:
            try copy(\.isKept) {
                try store.saveObserved($0.host, [Sample.seen($0.server, .stopped, generation: $0.generation)])
            }
        case .openGate: try copy({ !$0.isKept }, { try store.openGate(to: $0) })
        case .erase: try copy({ $0.state == .absent }, { try store.attestErased($0, at: now, quarantine: 50) })
        case .wait: wait()
        }
    }

    func generations() throws -> [ServerID: Int64] {
        Dictionary(uniqueKeysWithValues: try store.servers().map { ($0.id, $0.generation) })
    }

    /// No host holds more than it has, each port is claimed once, a server and its copies are on different hosts, the host of a copy
    /// was never told a higher generation than the books know, and no generation went back.
    func expectSound(since before: [ServerID: Int64]) throws {
        let copies = Dictionary(grouping: try store.copies(), by: \.server)
        var used: [String: Int] = [:]
        var memory: [String: Memory] = [:]
        var ports: [String: Int] = [:]
        for server in try store.servers() {
            let own = copies[server.id] ?? []
            #expect(server.generation >= before[server.id] ?? 0)
            #expect(Set(own.map(\.host)).isDisjoint(with: [server.host ?? "-"]))
            #expect(own.allSatisfy { $0.generation <= server.generation })
            for placement in own.map(\.placement) + [server.placement].compactMap(\.self) {
                used[placement.host, default: 0] += server.demand.slots
                memory[placement.host] =
                    (memory[placement.host] ?? .zero) + Self.rules.memory.total(slots: server.demand.slots)
                ports[placement.address, default: 0] += placement.ports.count
            }
        }
        for seen in try store.occupancy(at: now) {
            #expect(seen.usedSlots == used[seen.host.name, default: 0] && seen.usedSlots <= seen.host.capacity)
            #expect(seen.usedMemory == memory[seen.host.name] ?? .zero)
            #expect(try #require(seen.freeMemory) >= .zero)
            let claimed = seen.taken.values.map(\.count).reduce(0, +)
            #expect(claimed >= seen.host.addresses.map { ports[$0, default: 0] }.reduce(0, +))
        }
    }

    private mutating func order() throws -> Bool {
        // Room to move is left.
        guard try store.servers().count < 6 else { return false }
        let id = try store.demandedServer(account, slots: Int.random(in: 1...5, using: &random), at: now)
        _ = try store.place(id, rules: Self.rules, at: now)
        return true
    }

    private mutating func evacuate() throws -> Bool {
        let host = hosts[Int.random(in: 0..<hosts.count, using: &random)].name
        let given = try store.evacuate(host, at: now)
        try store.setState(of: host, to: .active)
        for id in given {
            if Bool.random(using: &random) {
                left += 1
                continue
            }
            do { _ = try store.place(id, rules: Self.rules, at: now) } catch StoreError.placement { continue }
        }
        return !given.isEmpty
    }

    private mutating func wait() -> Bool {
        now = now.adding(seconds: Int64.random(in: 1...80, using: &random))
        return true
    }

    private mutating func server(_ act: (ServerID) throws -> Void) throws -> Bool {
        guard let server = try store.servers().randomElement(using: &random) else { return false }
        try act(server.id)
        return true
    }

    private mutating func move(_ phase: Move.Phase?, _ act: (Move) throws -> Void) throws -> Bool {
        guard let move = try store.moves().filter({ phase == nil || $0.phase == phase }).randomElement(using: &random)
        else { return false }
        try act(move)
        return true
    }

    private mutating func copy(_ match: (ServerCopy) -> Bool, _ act: (ServerCopy) throws -> Void) throws -> Bool {
        guard let copy = try store.copies().filter(match).randomElement(using: &random) else { return false }
        try act(copy)
        return true
    }
}

extension StoreError {
    /// What a person may be told when steps come in any order; all else is a fault of the books.
    fileprivate var isRefusal: Bool {
        switch self {
        case .placement, .notMovable, .nothingKept, .noRoomToGrow, .noMemoryToGrow: true
        default: false
        }
    }
}

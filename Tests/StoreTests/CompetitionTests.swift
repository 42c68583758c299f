import Contract
import Fleet
import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// Several processes on one file, as `serve` and the commands are.
@Suite struct CompetitionTests {
    let books: TemporaryBooks

    init() throws { books = try TemporaryBooks() }

    @Test(.timeLimit(.minutes(10)))
    func `eight processes placing at once give no port and no slot twice`() async throws {
        let store = books.store
        let account = try store.activeAccount()
        // 64 servers of 10 slots and 69 MiB; 45 fit: 25 by slots on h1, 15 by ports on h2, 5 by memory on h3.
        try store.addHost(Sample.host("h1", capacity: 259))
        try store.addHost(Sample.host("h2", capacity: 1000, addresses: ["127.0.0.3"], ports: 27_000...27_014))
        let memory = Memory(mebibytes: 6 * 69 - 1)
        try store.addHost(Sample.host("h3", capacity: 1000, addresses: ["127.0.0.4"], memory: memory))
        for _ in 0..<64 { _ = try store.demandedServer(account) }
        await withTaskGroup { group in
            for worker in 0..<8 {
                group.addTask { [path = books.path] in
                    await #expect(processExitsWith: .success) { [path = path as String, worker = worker as Int] in
                        try placeShare(of: worker, path: path)
                    }
                }
            }
        }
        let placed = try store.servers().filter { $0.placement != nil }
        #expect(placed.filter { $0.host == "h1" }.count == 25)
        #expect(placed.filter { $0.host == "h2" }.count == 15)
        #expect(placed.filter { $0.host == "h3" }.count == 5)
        let ports = placed.flatMap { record in
            record.placement?.ports.map { "\(record.placement?.address ?? "") \($0.transport) \($0.number)" } ?? []
        }
        #expect(ports.count == 90 && Set(ports).count == 90)
        #expect(try store.occupancy(at: Sample.start).map(\.usedSlots) == [250, 150, 50])
        #expect(try store.occupancy(at: Sample.start).last?.usedMemory == Memory(mebibytes: 5 * 69))
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test(.timeLimit(.minutes(10)))
    func `eight processes moving, giving up and placing at once leave every slot and port with one owner`() async throws
    {
        let store = books.store
        for number in 1...4 {
            let memory = Memory(mebibytes: 69 * 14)
            try store.addHost(Sample.host("h\(number)", capacity: 130, addresses: ["10.0.0.\(number)"], memory: memory))
        }
        for _ in 0..<4 {
            let account = try store.activeAccount()
            for _ in 0..<8 { _ = try store.demandedServer(account) }
        }
        await withTaskGroup { group in
            for worker in 0..<8 {
                group.addTask { [path = books.path] in
                    await #expect(processExitsWith: .success) { [path = path as String, worker = worker as Int] in
                        try moveShare(of: worker, path: path)
                    }
                }
            }
        }
        let owners = try store.servers().compactMap(\.placement) + store.copies().map(\.placement)
        let ports = owners.flatMap { owner in owner.ports.map { "\(owner.address) \($0.transport) \($0.number)" } }
        #expect(Set(ports).count == ports.count && ports.count >= 64)
        #expect(try !store.moves().isEmpty && !store.copies().isEmpty)
        for seen in try store.occupancy(at: Sample.start) {
            let owned = owners.filter { $0.host == seen.host.name }.count
            #expect(seen.usedSlots == owned * 10 && seen.usedSlots <= seen.host.capacity)
            #expect(seen.usedMemory == Memory(mebibytes: owned * 69))
        }
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test(.timeLimit(.minutes(10)))
    func `processes stepping one account lose and double nothing`() async throws {
        let store = books.store
        let account = try store.activeAccount()
        await withTaskGroup { group in
            for worker in 0..<4 {
                group.addTask { [path = books.path] in
                    await #expect(processExitsWith: .success) { [path = path as String, worker = worker as Int] in
                        try payShare(of: worker, path: path)
                    }
                }
            }
        }
        #expect(try store.balance(.balance(account), .euro) == .euro(cents: 4 * 25 * 100 + 25))
        #expect(try store.verify(under: Sample.book).problems == [])
    }
}

/// 69 MiB for 10 slots.
private let weighty = PlacementRules(
    ports: Sample.mumble.ports,
    memory: MemoryNeed(base: Memory(mebibytes: 64), perSlot: Memory(kibibytes: 512))
)

/// Every eighth server; each is tried once more after all, so that a refusal is one of full hosts.
private func placeShare(of worker: Int, path: String) throws {
    let store = try Store.open(at: path)
    for number in 1001...1064 where number % 8 == worker {
        do {
            _ = try store.place(ServerID(number: Int64(number)), rules: weighty, at: Sample.start)
        } catch {
            guard case .placement(let refusal) = error else { throw error }
            // Truly full: nothing else ever gives room back here.
            let full = try store.occupancy(at: Sample.start)
            guard full.map(\.usedSlots) == [250, 150, 50] else {
                preconditionFailure("\(refusal) although \(full.map(\.usedSlots)) slots are used")
            }
        }
    }
}

/// Steps of placing and of moves, on servers that other processes work on too. Whatever cannot be done says so in a sentence.
private func moveShare(of worker: Int, path: String) throws {
    let store = try Store.open(at: path)
    func attempt(_ step: () throws -> Void) throws {
        do { try step() } catch let error as StoreError {
            switch error {
            case .placement, .notMovable, .nothingKept, .noRoomToGrow, .noMemoryToGrow:
                precondition(error.description.hasSuffix("."), "no sentence: \(error)")
            default: throw error
            }
        }
    }
    for round in 0..<48 {
        let id = ServerID(number: Int64(1001 + (worker * 5 + round * 7) % 32))
        try attempt { _ = try store.place(id, rules: weighty, at: Sample.start) }
        try attempt { try store.askMove(id, to: nil, at: Sample.start) }
        try attempt { try store.beginMove(id, rules: weighty, at: Sample.start, unreachable: []) }
        switch (worker + round) % 4 {
        case 0: try attempt { try store.abortMove(id, because: nil, at: Sample.start) }
        case 1:
            guard let target = try store.move(of: id)?.target else { continue }
            try attempt { try store.noteCarried(id, Carried(files: 1, bytes: 1, checksum: "c"), to: target) }
            try attempt { try store.switchOver(id, at: Sample.start) }
        case 2 where round == worker:
            try attempt { _ = try store.evacuate("h\(1 + worker % 4)", at: Sample.start) }
            try store.setState(of: "h\(1 + worker % 4)", to: .active)
        default:
            for copy in try store.copies(of: id) where copy.state == .absent {
                try attempt { try store.attestErased(copy, at: Sample.start, quarantine: 0) }
            }
        }
    }
    // Nobody leaves before every server has a place or a reason.
    for number in 1001...1032 {
        try attempt { _ = try store.place(ServerID(number: Int64(number)), rules: weighty, at: Sample.start) }
    }
}

/// Payments of its own, and some that every process reports: each of those must count once.
private func payShare(of worker: Int, path: String) throws {
    let store = try Store.open(at: path)
    let account = AccountID(number: 1001)
    for round in 0..<25 {
        try store.pay(account, 100, "T-\(worker)-\(round)")
        do { try store.pay(account, 1, "shared-\(round)") } catch StoreError.paymentReferenceUsed { continue }
    }
}

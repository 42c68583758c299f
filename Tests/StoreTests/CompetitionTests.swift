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
        // 64 servers of 10 slots; 40 fit: 25 by slots on h1, 15 by ports on h2.
        try store.addHost(Sample.host("h1", capacity: 259))
        try store.addHost(Sample.host("h2", capacity: 1000, addresses: ["127.0.0.3"], ports: 27_000...27_014))
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
        let ports = placed.flatMap { record in
            record.placement?.ports.map { "\(record.placement?.address ?? "") \($0.transport) \($0.number)" } ?? []
        }
        #expect(ports.count == 80 && Set(ports).count == 80)
        #expect(try store.occupancy(at: Sample.start).map(\.usedSlots) == [250, 150])
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

/// Every eighth server; each is tried once more after all, so that a refusal is one of full hosts.
private func placeShare(of worker: Int, path: String) throws {
    let store = try Store.open(at: path)
    for number in 1001...1064 where number % 8 == worker {
        do {
            _ = try store.place(ServerID(number: Int64(number)), rules: Sample.mumble, at: Sample.start)
        } catch {
            guard case .placement(let refusal) = error else { throw error }
            // Truly full: nothing else ever gives room back here.
            let full = try store.occupancy(at: Sample.start)
            guard full.map(\.usedSlots) == [250, 150] else {
                preconditionFailure("\(refusal) although \(full.map(\.usedSlots)) slots are used")
            }
        }
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

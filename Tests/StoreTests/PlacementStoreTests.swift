import Contract
import Fleet
import Testing
import Wire

@testable import Store

/// Memory, labels, wishes and spread in the books.
@Suite struct PlacementStoreTests {
    let books: TemporaryBooks
    let account: AccountID
    var store: Store { books.store }

    /// 64 MiB, and half a MiB more for each slot.
    private static let rules = PlacementRules(
        ports: Sample.mumble.ports,
        memory: MemoryNeed(base: Memory(mebibytes: 64), perSlot: Memory(kibibytes: 512))
    )

    init() throws {
        books = try TemporaryBooks()
        account = try books.store.activeAccount()
    }

    private func add(_ number: Int, memory: Int? = nil, _ labels: String...) throws {
        try store.addHost(
            Sample.host(
                "h\(number)",
                addresses: ["10.0.0.\(number)"],
                memory: memory.map(Memory.init(mebibytes:)),
                labels: Set(labels.compactMap { HostLabel($0) })
            )
        )
    }

    private func used(_ host: String) throws -> Int64? {
        try store.occupancy(at: Sample.start).first { $0.host.name == host }?.usedMemory.kibibytes
    }

    private func place(_ id: ServerID) throws -> String? {
        try store.place(id, rules: Self.rules, at: Sample.start).host
    }

    @Test func `a host's memory and labels are kept as they were said, and changed`() throws {
        try add(1, memory: 100, "ssd", "zone=a")
        #expect(try store.host("h1")?.labels.map(\.description).sorted() == ["ssd", "zone=a"])
        #expect(try store.host("h1")?.memory == Memory(mebibytes: 100))
        let host = try #require(try store.host("h1"))
        try store.updateHost(host.with(Host.Change(memory: .some(nil), labels: [])))
        #expect(try store.host("h1")?.labels == [] && store.host("h1")?.memory == nil)
        try store.removeHost("h1")
    }

    @Test func `memory is claimed with the slots, and given back with them`() throws {
        try add(1, memory: 150)
        let ids = try (0..<3).map { _ in try store.demandedServer(account) }
        #expect(try place(ids[0]) == "h1" && place(ids[1]) == "h1")
        #expect(try used("h1") == 138 << 10)
        let refusal = try #require(throws: StoreError.self) { _ = try place(ids[2]) }
        #expect(refusal.description.contains("h1 has 12 of 150 MiB of memory free, 69 needed"))
        let host = try #require(try store.host("h1"))
        let error = StoreError.hostMemoryTooSmall(
            "h1",
            used: Memory(mebibytes: 138),
            capacity: Memory(mebibytes: 137)
        )
        #expect(throws: error) {
            try store.updateHost(host.with(Host.Change(memory: .some(Memory(mebibytes: 137)))))
        }
        try store.tell(account, .terminationRequested(ids[0].subscription))
        try store.attestErased(ids[0], at: Sample.start, quarantine: 0)
        #expect(try used("h1") == 69 << 10)
        #expect(try place(ids[2]) == "h1")
        #expect(try store.verify(under: Sample.book).problems == [])
        try books.raw("UPDATE host SET used_memory_kib = 5", forced: true)
        #expect(try store.verify(under: Sample.book).problems.contains { $0.contains("counts 5 KiB of memory") })
    }

    @Test func `more slots are refused where the host has no memory for them`() throws {
        try add(1, memory: 80)
        let id = try store.demandedServer(account)
        _ = try place(id)
        try store.tell(account, .serviceDelivered(id.subscription), by: .system)
        func ask(_ slots: Int) throws {
            try store.tell(account, .slotsChangeRequested(id.subscription, slots: slots, monthlyPrice: 0))
        }
        let error = StoreError.noMemoryToGrow(
            id,
            host: "h1",
            free: Memory(mebibytes: 11),
            needed: Memory(kibibytes: 23 * 512)
        )
        #expect(throws: error) { try ask(33) }
        #expect(error.description.contains("12 MiB of memory more, and h1 has 11 MiB free"))
        try ask(32)
        #expect(try used("h1") == 80 << 10)
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `a client's servers go to different hosts, and another's to the fuller one`() throws {
        try add(1)
        try add(2)
        #expect(try (0..<3).map { _ in try place(store.demandedServer(account)) } == ["h1", "h2", "h1"])
        let other = try store.activeAccount()
        #expect(try place(store.demandedServer(other)) == "h1")
    }

    @Test func `a pinned server waits for its host; one that left it is placed anywhere its labels allow`() throws {
        try add(1)
        try add(2, "ssd")
        try add(3, "ssd")
        let id = try store.demandedServer(account)
        let ssd = try #require(HostLabel("ssd"))
        #expect(throws: StoreError.unknownHost("h9")) { try store.setWish(PlacementWish(host: "h9"), of: id) }
        try store.setWish(PlacementWish(host: "h3", labels: [ssd]), of: id)
        #expect(try store.wish(of: id) == PlacementWish(host: "h3", labels: [ssd]))
        try store.setState(of: "h3", to: .drained)
        let refusal = try #require(throws: StoreError.self) { _ = try place(id) }
        #expect(refusal.description.contains("Host h3 cannot take srv-1001 with 10 slots: h3 is drained"))
        try store.setState(of: "h3", to: .active)
        #expect(try place(id) == "h3")
        _ = try store.evacuate("h3", at: Sample.start)
        #expect(try place(id) == "h2")
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `what is asked of a server's hosts is changed part by part`() throws {
        try add(1)
        let id = try store.demandedServer(account)
        let ssd = try #require(HostLabel("ssd"))
        try store.changeWish(of: id, host: "h1", labels: nil)
        try store.changeWish(of: id, host: nil, labels: [ssd])
        #expect(try store.wish(of: id) == PlacementWish(host: "h1", labels: [ssd]))
        #expect(throws: StoreError.unknownHost("h9")) { try store.changeWish(of: id, host: "h9", labels: nil) }
        try store.changeWish(of: id, host: nil, labels: [])
        #expect(try store.wish(of: id) == PlacementWish(host: "h1"))
    }

    @Test func `a move respects labels and memory, and takes both along`() throws {
        try add(1, memory: 200, "ssd")
        try add(2, memory: 300)
        try add(3, memory: 60, "ssd")
        let id = try store.demandedServer(account)
        try store.setWish(PlacementWish(labels: [try #require(HostLabel("ssd"))]), of: id)
        #expect(try place(id) == "h1")
        func plan(_ target: String?) throws -> Placement {
            try store.planMove(id, to: target, rules: Self.rules, at: Sample.start, unreachable: [])
        }
        let refusal = try #require(throws: StoreError.self) { _ = try plan(nil) }
        #expect(refusal.description.contains("h1 has it already; h2 has no label ssd; h3 has 60"))
        #expect(throws: StoreError.self) { _ = try plan("h2") }
        let h3 = try #require(try store.host("h3"))
        try store.updateHost(h3.with(Host.Change(memory: .some(Memory(mebibytes: 70)))))
        #expect(try plan(nil).host == "h3")
        try store.askMove(id, to: nil, at: Sample.start)
        try store.beginMove(id, rules: Self.rules, at: Sample.start, unreachable: [])
        #expect(try used("h1") == 69 << 10 && used("h3") == 69 << 10)
        try store.noteCarried(id, Carried(files: 1, bytes: 1, checksum: "c"), to: "h3")
        try store.switchOver(id, at: Sample.start)
        #expect(try store.server(id)?.host == "h3")
        // Wherever to: that it is on its way comes before what room there is.
        for target in [nil, "h1", "h3"] {
            let underWay = try #require(throws: StoreError.self) { _ = try plan(target) }
            #expect(
                underWay.description.contains("(proving)") && underWay.description.contains("relocate \(id) --abort")
            )
        }
        #expect(try used("h1") == 69 << 10 && used("h3") == 69 << 10)
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `a batch places what it can, in its order, and says of each why not`() throws {
        try add(1, memory: 150)
        let ids = try (0..<4).map { _ in try store.demandedServer(account) }
        try store.tell(account, .terminationRequested(ids[1].subscription))
        let orders = ids.map { PlacementOrder($0, rules: Self.rules) }
        let outcomes = try store.place(orders, at: Sample.start)
        #expect(outcomes.map { (try? $0.get())?.host } == ["h1", nil, "h1", nil])
        #expect(outcomes[1] == .failure(.notPlaceable(ids[1], detail: "the contract wants it absent")))
        let again = try store.place(orders, at: Sample.start)
        #expect(again == outcomes)
        #expect(try used("h1") == 138 << 10)
    }

    @Test func `the ports of a host are those of its servers, of quarantines and of others`() throws {
        try add(1)
        let ids = try (0..<2).map { _ in try store.demandedServer(account) }
        for id in ids { _ = try place(id) }
        try store.tell(account, .terminationRequested(ids[0].subscription))
        try store.attestErased(ids[0], at: Sample.start, quarantine: 100)
        let foreign = BoundSocket(address: "10.0.0.1", transport: .tcp, port: 27_050, holder: "ts3")
        #expect(try store.reserve([foreign], on: "h1", at: Sample.start).count == 1)
        let uses = try store.portUses(on: "h1", at: Sample.start)
        let until = Sample.start.adding(seconds: 100)
        #expect(uses.filter { $0.owner == .quarantine(ids[0], until: until) }.map(\.port.number) == [27_000, 27_000])
        #expect(uses.filter { $0.owner == .server(ids[1]) }.map(\.port.number) == [27_001, 27_001])
        #expect(uses.filter { $0.owner == .foreign("ts3") }.map(\.port) == [PortNumber(.tcp, 27_050)])
        #expect(uses.count == 5)
        #expect(try store.portUses(on: "h1", at: until).count == 3)
        #expect(throws: StoreError.unknownHost("h9")) { _ = try store.portUses(on: "h9", at: until) }
    }
}

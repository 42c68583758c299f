import Contract
import Fleet
import Testing
import Wire

@testable import Store

/// A host that was given up comes back, and the server that left it never found another.
@Suite struct ReturnTests {
    let books: TemporaryBooks
    let server: ServerID
    var store: Store { books.store }

    init() throws {
        books = try TemporaryBooks()
        try books.store.addHost(Sample.host("h1", capacity: 20, memory: Memory(mebibytes: 100)))
        server = try books.store.demandedServer(try books.store.activeAccount(), slots: 12)
        _ = try books.store.place(server, rules: Self.rules, at: Sample.start)
        #expect(try books.store.evacuate("h1", at: Sample.start) == [server])
    }

    private static let rules = PlacementRules(
        ports: Sample.mumble.ports,
        memory: MemoryNeed(base: .zero, perSlot: Memory(mebibytes: 5))
    )

    /// The host is back, and says that it stopped what was left on it.
    private func attest() throws {
        let copy = try #require(try store.copies(of: server).first)
        try store.saveObserved("h1", [Sample.seen(server, .stopped, generation: copy.generation)])
    }

    private func refusal(_ act: () throws -> Void) throws -> String {
        try #require(throws: StoreError.self, performing: act).description
    }

    private func expectUsed(_ slots: Int, _ memory: Memory) throws {
        let seen = try #require(try store.occupancy(at: Sample.start).first)
        #expect(seen.usedSlots == slots && seen.usedMemory == memory)
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `a server on no host is given back with all its slots and its memory`() throws {
        #expect(try refusal { try store.restore(server, from: "h1", at: Sample.start) }.contains("not confirmed yet"))
        try attest()
        try store.recordProblem(server, "No host can take it.")
        try store.restore(server, from: "h1", at: Sample.start)
        let back = try #require(try store.server(server))
        #expect(back.host == "h1" && back.demand.slots == 12 && back.problem == nil && !back.isBarred)
        #expect(try store.copies().isEmpty)
        #expect(try store.move(of: server)?.phase == .proving)
        try expectUsed(12, Memory(mebibytes: 60))
    }

    @Test func `one that grew meanwhile takes what it needs now, or is told what is missing`() throws {
        try attest()
        try books.raw("UPDATE server SET slots = 18 WHERE number = 1001")
        let host = try #require(try store.host("h1"))
        try store.updateHost(host.with(Host.Change(capacity: 17)))
        #expect(
            try refusal { try store.restore(server, from: "h1", at: Sample.start) } == """
                srv-1001 cannot be moved: it needs 18 slots now, and h1 has 17 of 17 for it; make room there with \
                `lessor host set h1 --slots` first.
                """
        )
        try store.updateHost(host.with(Host.Change(memory: Memory(mebibytes: 89))))
        let memory = try refusal { try store.restore(server, from: "h1", at: Sample.start) }
        #expect(memory.contains("it needs 90 MiB of memory, and h1 has 89 for it"), "\(memory)")
        try store.updateHost(host)
        try store.restore(server, from: "h1", at: Sample.start)
        let seen = try #require(try store.occupancy(at: Sample.start).first)
        #expect(seen.usedSlots == 18 && seen.usedMemory == Memory(mebibytes: 90))
    }

    @Test func `in service again its host says how the files on it are given back, or let go`() throws {
        try store.setState(of: "h1", to: .active)
        let words = try refusal { _ = try store.place(server, rules: Self.rules, at: Sample.start) }
        #expect(
            words.contains("lessor server restore srv-1001 --from h1")
                && words.contains("lessor server discard srv-1001 --on h1"),
            "\(words)"
        )
    }

    @Test func `discarded, it begins anew on the same host, above the generation of the erasure`() throws {
        #expect(try store.discard(server, on: "h1").host == nil)
        let copy = try #require(try store.copies(of: server).first)
        #expect(copy.state == .absent)
        try store.setState(of: "h1", to: .active)
        let early = try refusal { _ = try store.place(server, rules: Self.rules, at: Sample.start) }
        #expect(early.contains("h1 has files of it that are still to be erased"), "\(early)")
        try store.attestErased(copy, at: Sample.start, quarantine: 0)
        try expectUsed(0, .zero)
        let placed = try store.place(server, rules: Self.rules, at: Sample.start)
        #expect(placed.host == "h1" && placed.generation > copy.generation)
        try expectUsed(12, Memory(mebibytes: 60))
    }

    @Test func `one that runs elsewhere stays there while its old host has no room for it`() throws {
        try store.addHost(Sample.host("h2", addresses: ["10.0.0.2"]))
        _ = try store.place(server, rules: Self.rules, at: Sample.start)
        try attest()
        try store.restore(server, from: "h1", at: Sample.start)
        #expect(try store.server(server)?.isBarred == true)
        try store.stay(server, because: "No room.", at: Sample.start)
        let stays = try #require(try store.server(server))
        #expect(stays.host == "h2" && !stays.isBarred)
        #expect(try store.copies().map(\.isKept) == [true])
    }
}

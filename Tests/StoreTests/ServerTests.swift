import Contract
import Fleet
import Testing
import Wire

@testable import Store

@Suite struct ServerTests {
    let books: TemporaryBooks
    let account: AccountID
    var store: Store { books.store }

    init() throws {
        books = try TemporaryBooks()
        account = try books.store.activeAccount()
        try books.store.addHost(Sample.host("h1", capacity: 20, ports: 27_000...27_001))
    }

    private func end(_ server: ServerID, at now: Instant = Sample.start) throws {
        try store.tell(account, .terminationRequested(server.subscription), at: now)
    }

    @Test func `placing claims host, address, ports and slots, and answers the same again`() throws {
        let id = try store.demandedServer(account)
        #expect(try store.unplacedServers().map(\.id) == [id])
        let placed = try store.place(id, rules: Sample.mumble, at: Sample.start)
        #expect(
            placed.placement
                == Placement(
                    host: "h1",
                    address: "127.0.0.2",
                    ports: [
                        PortBinding(name: "voice", transport: .udp, number: 27_000),
                        PortBinding(name: "voice", transport: .tcp, number: 27_000),
                    ]
                )
        )
        #expect(placed.secret?.count == 20)
        #expect(try store.place(id, rules: Sample.mumble, at: Sample.start) == placed)
        #expect(try store.unplacedServers().isEmpty)
        #expect(try store.servers(on: "h1") == [placed])
        #expect(try store.servers(of: account) == [placed])
        #expect(try store.occupancy(at: Sample.start).first?.usedSlots == 10)
    }

    @Test func `no room says which limit binds, and claims nothing`() throws {
        let id = try store.demandedServer(account, slots: 21)
        let error = try #require(throws: StoreError.self) {
            _ = try store.place(id, rules: Sample.mumble, at: Sample.start)
        }
        #expect(error.description.contains("h1 has 20 of 20 slots free, 21 needed"))
        #expect(try store.server(id)?.placement == nil)
        #expect(throws: StoreError.self) {
            _ = try store.place(
                try store.demandedServer(account),
                rules: Sample.mumble,
                at: Sample.start,
                unreachable: ["h1"]
            )
        }
        #expect(try store.occupancy(at: Sample.start).first?.usedSlots == 0)
    }

    @Test func `only a server that should run is placed`() throws {
        let id = try store.demandedServer(account)
        try end(id)
        #expect(throws: StoreError.notPlaceable(id, detail: "the contract wants it absent")) {
            _ = try store.place(id, rules: Sample.mumble, at: Sample.start)
        }
        #expect(throws: StoreError.unknownServer(ServerID(number: 5))) {
            _ = try store.place(ServerID(number: 5), rules: Sample.mumble, at: Sample.start)
        }
    }

    @Test func `ports and slots come back only after the host attested, ports after quarantine too`() throws {
        let ids = try (0..<3).map { _ in try store.demandedServer(account) }
        for id in ids.prefix(2) { _ = try store.place(id, rules: Sample.mumble, at: Sample.start) }
        #expect(throws: StoreError.notErasable(ids[0], detail: "the contract wants it running")) {
            try store.attestErased(ids[0], at: Sample.start, quarantine: 3600)
        }
        try end(ids[0])
        // The contract's end alone frees nothing.
        #expect(throws: StoreError.self) { _ = try store.place(ids[2], rules: Sample.mumble, at: Sample.start) }
        try store.attestErased(ids[0], at: Sample.start, quarantine: 3600)
        #expect(try store.occupancy(at: Sample.start).first?.usedSlots == 10)
        let refusal = try #require(throws: StoreError.self) {
            _ = try store.place(ids[2], rules: Sample.mumble, at: Sample.start.adding(seconds: 3599))
        }
        #expect(refusal.description.contains("no free set of 2 port(s)"))
        // A second word of the host does not begin the quarantine anew.
        try store.attestErased(ids[0], at: Sample.start.adding(seconds: 3000), quarantine: 3600)
        let placed = try store.place(ids[2], rules: Sample.mumble, at: Sample.start.adding(seconds: 3600))
        #expect(placed.placement?.ports.map(\.number) == [27_000, 27_000])
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test(arguments: [true, false])
    func `a server leaves its host when host and contract both know, in either order`(hostFirst: Bool) throws {
        let id = try store.demandedServer(account)
        _ = try store.place(id, rules: Sample.mumble, at: Sample.start)
        try end(id)
        let attest = { try store.attestErased(id, at: Sample.start, quarantine: 10) }
        let close = { _ = try store.tell(account, .serviceErased(id.subscription, proof: "p"), by: .system) }
        try hostFirst ? attest() : close()
        #expect(try store.servers(on: "h1").map(\.id) == [id])
        try hostFirst ? close() : attest()
        #expect(try store.servers(on: "h1").isEmpty)
        #expect(try store.unplacedServers().isEmpty)
        let record = try #require(try store.server(id))
        #expect(record.erasedAt == Sample.start && record.closedAt == Sample.start && record.secret == nil)
        try store.removeHost("h1")
        #expect(try store.server(id)?.placement?.host == "h1")
        // The address added again is still in quarantine.
        try store.addHost(Sample.host("h1", ports: 27_000...27_000))
        let next = try store.demandedServer(account)
        #expect(throws: StoreError.self) { _ = try store.place(next, rules: Sample.mumble, at: Sample.start) }
        _ = try store.place(next, rules: Sample.mumble, at: Sample.start.adding(seconds: 10))
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `more slots for the next month are claimed when asked for`() throws {
        let ids = try (0..<2).map { _ in try store.demandedServer(account, slots: 5) }
        for id in ids {
            _ = try store.place(id, rules: Sample.mumble, at: Sample.start)
            try store.tell(account, .serviceDelivered(id.subscription), by: .system)
        }
        func ask(_ id: ServerID, _ slots: Int) throws {
            try store.tell(account, .slotsChangeRequested(id.subscription, slots: slots, monthlyPrice: 0))
        }
        try ask(ids[0], 12)
        #expect(try store.occupancy(at: Sample.start).first?.usedSlots == 17)
        let error = StoreError.noRoomToGrow(ids[1], host: "h1", free: 3, capacity: 20, needed: 4)
        #expect(throws: error) { try ask(ids[1], 9) }
        #expect(error.description.contains("h1 has 3 of 20 slots free"))
        // A change of mind frees them, a smaller wish claims less.
        try ask(ids[0], 8)
        try ask(ids[1], 9)
        #expect(try store.occupancy(at: Sample.start).first?.usedSlots == 17)
        _ = try store.step(account, to: Sample.start.days(32), under: Sample.book)
        #expect(try ids.map { try store.server($0)?.demand.slots } == [8, 9])
        #expect(try ids.map { try store.server($0)?.generation } == [2, 2])
        #expect(try store.occupancy(at: Sample.start).first?.usedSlots == 17)
        try ask(ids[1], 2)
        #expect(try store.occupancy(at: Sample.start).first?.usedSlots == 17)
        _ = try store.step(account, to: Sample.start.days(63), under: Sample.book)
        #expect(try store.occupancy(at: Sample.start).first?.usedSlots == 10)
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `a problem is kept until the demand changes`() throws {
        let id = try store.demandedServer(account)
        try store.recordProblem(id, "No host can take it.")
        #expect(try store.server(id)?.problem == "No host can take it.")
        try end(id)
        #expect(try store.server(id)?.problem == nil)
        #expect(throws: StoreError.unknownServer(ServerID(number: 5))) {
            try store.recordProblem(ServerID(number: 5), nil)
        }
    }
}

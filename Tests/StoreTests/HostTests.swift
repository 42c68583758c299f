import Contract
import Fleet
import Metering
import Testing
import Wire

@testable import Store

@Suite struct HostTests {
    let books: TemporaryBooks
    var store: Store { books.store }

    init() throws { books = try TemporaryBooks() }

    @Test func `a host is kept as it was added, and changed`() throws {
        let host = Sample.host("h1", addresses: ["10.0.0.2", "10.0.0.1"])
        try store.addHost(host)
        #expect(try store.host("h1") == host)
        #expect(try store.hosts() == [host])
        #expect(try store.host("h2") == nil)
        let smaller = Sample.host("h1", capacity: 7, addresses: ["10.0.0.3"], ports: 2000...2001)
        try store.updateHost(smaller)
        #expect(try store.hosts() == [smaller])
        try store.removeHost("h1")
        #expect(try store.hosts().isEmpty)
    }

    @Test func `names and addresses are one host's`() throws {
        try store.addHost(Sample.host("h1"))
        #expect(throws: StoreError.hostExists("h1")) { try store.addHost(Sample.host("h1", addresses: [])) }
        #expect(throws: StoreError.addressTaken("127.0.0.2", host: "h1")) { try store.addHost(Sample.host("h2")) }
        #expect(try store.hosts().map(\.name) == ["h1"])
        #expect(throws: StoreError.unknownHost("h9")) { try store.updateHost(Sample.host("h9")) }
        #expect(throws: StoreError.unknownHost("h9")) { try store.removeHost("h9") }
    }

    @Test func `a host has the ranges of ports that it was given, and none that can never be sold`() throws {
        let host = Sample.host("h1", ports: 2000...2001, morePorts: [2010...2019, 2005...2005])
        try store.addHost(host)
        #expect(try store.host("h1") == host)
        let fewer = host.with(Host.Change(ports: PortPool(2005...2012)))
        try store.updateHost(fewer)
        #expect(try store.host("h1")?.ports.ranges == [2005...2012])
        let never = try #require(PortPool([2005...2012, 40_000...40_100]))
        let error = StoreError.portsNeverSold("h1", 40_000...40_100, ephemeral: Host.usualEphemeralPorts)
        #expect(throws: error) { try store.updateHost(host.with(Host.Change(ports: never))) }
        #expect(error.description.contains("No port of 40000-40100 can be sold on host h1"))
        #expect(try store.host("h1") == fewer)
        #expect(throws: (any Error).self) {
            try books.raw("INSERT INTO host_port_range VALUES ('h1', 2013, 2014)")
        }
        try store.removeHost("h1")
        #expect(throws: StoreError.self) {
            try store.addHost(Sample.host("h2", ports: 2000...2001, morePorts: [40_000...40_100]))
        }
    }

    @Test func `a host in use keeps its servers, slots and addresses`() throws {
        let account = try store.activeAccount()
        try store.addHost(Sample.host("h1"))
        let servers = try (0..<7).map { _ in try store.demandedServer(account) }
        for server in servers { _ = try store.place(server, rules: Sample.mumble, at: Sample.start) }
        let error = StoreError.hostInUse("h1", servers: servers)
        #expect(throws: error) { try store.removeHost("h1") }
        #expect(
            error.description.contains("srv-1001, srv-1002, srv-1003, srv-1004, srv-1005 and 2 more are still there")
        )
        #expect(throws: StoreError.hostTooSmall("h1", used: 70, capacity: 69)) {
            try store.updateHost(Sample.host("h1", capacity: 69))
        }
        try store.updateHost(Sample.host("h1", capacity: 70))
        #expect(throws: StoreError.addressInUse("127.0.0.2", host: "h1", by: servers)) {
            try store.updateHost(Sample.host("h1", addresses: ["127.0.0.3"]))
        }
    }

    @Test func `a host that keeps files of servers says what a person can do with them`() throws {
        let account = try store.activeAccount()
        try store.addHost(Sample.host("h1"))
        let (first, second) = (try store.demandedServer(account), try store.demandedServer(account))
        for server in [first, second] { _ = try store.place(server, rules: Sample.mumble, at: Sample.start) }
        _ = try store.evacuate("h1", at: Sample.start)
        _ = try store.discard(first, on: "h1")
        let kept = try #require(try store.copies(on: "h1").filter(\.awaitsDecision).first?.server)
        let error = try #require(throws: StoreError.self) { try store.removeHost("h1") }
        let words = error.description
        #expect(!words.contains("drain"), "\(words)")
        #expect(words.contains("lessor server restore \(kept) --from h1"), "\(words)")
        #expect(words.contains("lessor server discard \(kept) --on h1"), "\(words)")
        #expect(words.contains("files of \(first) that are on their way or to be erased"), "\(words)")
    }

    @Test func `an address leaves service while its ports are in quarantine, and comes back with it`() throws {
        let account = try store.activeAccount()
        try store.addHost(Sample.host("h1"))
        let server = try store.demandedServer(account)
        let ports = try #require(try store.place(server, rules: Sample.mumble, at: Sample.start).placement?.ports)
        let without = Sample.host("h1", addresses: ["127.0.0.3"])
        #expect(throws: StoreError.addressInUse("127.0.0.2", host: "h1", by: [server])) { try store.checkHost(without) }
        try store.tell(account, .terminationRequested(server.subscription))
        try store.attestErased(server, at: Sample.start, quarantine: 3600)
        try store.checkHost(without)
        try store.updateHost(without)
        #expect(try store.host("h1")?.addresses == ["127.0.0.3"])
        try store.updateHost(Sample.host("h1"))
        let taken = try store.occupancy(at: Sample.start)[0].taken["127.0.0.2"] ?? []
        #expect(Set(ports.map(\.number)).isSubset(of: taken.map(\.number)))
    }

    @Test func `what the books do not allow is said before anything is changed`() throws {
        try store.addHost(Sample.host("h1"))
        #expect(throws: StoreError.addressTaken("127.0.0.2", host: "h1")) { try store.checkHost(Sample.host("h2")) }
        try store.checkHost(Sample.host("h1", capacity: 7))
        #expect(try store.hosts() == [Sample.host("h1")])
    }

    @Test func `a drained host takes no server and keeps those it has, until it is resumed`() throws {
        let account = try store.activeAccount()
        try store.addHost(Sample.host("h1"))
        let (first, second) = (try store.demandedServer(account), try store.demandedServer(account))
        _ = try store.place(first, rules: Sample.mumble, at: Sample.start)
        try store.setState(of: "h1", to: .drained)
        let refusal = #expect(throws: StoreError.self) {
            try store.place(second, rules: Sample.mumble, at: Sample.start)
        }
        #expect(refusal?.description.contains("h1 is drained") == true)
        #expect(try store.servers(on: "h1").map(\.id) == [first])
        try store.setState(of: "h1", to: .active)
        #expect(try store.place(second, rules: Sample.mumble, at: Sample.start).host == "h1")
        #expect(throws: StoreError.unknownHost("h9")) { try store.setState(of: "h9", to: .drained) }
    }

    @Test func `answers and failures are counted`() throws {
        try store.addHost(Sample.host("h1"))
        #expect(try store.contact("h1").lastContact == nil)
        try store.recordFailure("h1", error: "refused", at: Sample.start)
        try store.recordFailure("h1", error: "timed out", at: Sample.start.days(1))
        var contact = try store.contact("h1")
        #expect(
            contact.failures == 2 && contact.lastError == "timed out" && contact.lastFailure == Sample.start.days(1)
        )
        let facts = HostFacts(
            agentVersion: "0.1.0",
            bootID: "b",
            labClock: true,
            now: 5,
            isolation: [],
            programs: [],
            ephemeralPorts: [32_768, 60_999]
        )
        try store.recordContact("h1", at: Sample.start.days(2), facts: facts)
        try store.recordContact("h1", at: Sample.start.days(3))
        contact = try store.contact("h1")
        #expect(contact.failures == 0 && contact.lastError == nil && contact.facts == facts)
        #expect(contact.lastContact == Sample.start.days(3))
        #expect(throws: StoreError.unknownHost("h9")) { try store.recordContact("h9", at: Sample.start) }
        #expect(throws: StoreError.unknownHost("h9")) { _ = try store.contact("h9") }
    }
}

@Suite struct ObservationTests {
    let books: TemporaryBooks
    let server: ServerID
    var store: Store { books.store }

    init() throws {
        books = try TemporaryBooks()
        let account = try books.store.activeAccount()
        try books.store.addHost(Sample.host("h1"))
        try books.store.addHost(Sample.host("h2", addresses: ["127.0.0.3"]))
        server = try books.store.demandedServer(account)
        _ = try books.store.place(server, rules: Sample.mumble, at: Sample.start)
    }

    private func report(
        _ records: [IntervalRecord],
        last: Int64? = nil,
        through: Int64 = 1000,
        journal: String = "j1"
    ) -> HostReport {
        HostReport(
            bootID: "b",
            journalID: journal,
            observedThrough: through,
            records: records,
            lastSequence: last ?? records.last?.sequence ?? 0,
            servers: [Sample.seen(server, .up)]
        )
    }

    @Test func `a report saved twice counts once`() throws {
        let records = [Sample.record(1, server, at: 100), Sample.record(2, server, at: 200, .down)]
        for _ in 1...2 { try store.saveObservation("h1", report(records), at: Sample.start) }
        #expect(try store.intervals(of: server).map(\.record) == records)
        #expect(try store.contact("h1").cursor == JournalCursor(journalID: "j1", sequence: 2))
        #expect(try store.observedThrough("h1") == Instant(epochSeconds: 1000))
        #expect(try store.server(server)?.observed == Sample.seen(server, .up))
        #expect(try store.contact("h1").lastContact == Sample.start)
    }

    @Test func `a report cut short is complete up to its last record only`() throws {
        try store.saveObservation("h1", report([Sample.record(1, server, at: 100)], last: 2), at: Sample.start)
        #expect(try store.observedThrough("h1") == Instant(epochSeconds: 100))
        try store.saveObservation("h1", report([Sample.record(2, server, at: 200)]), at: Sample.start)
        #expect(try store.observedThrough("h1") == Instant(epochSeconds: 1000))
        try store.saveObservation("h1", report([], last: 2, through: 900), at: Sample.start)
        #expect(try store.observedThrough("h1") == Instant(epochSeconds: 1000))
        #expect(try store.contact("h1").cursor?.sequence == 2)
    }

    @Test func `a host that lost its journal is asked again from the start`() throws {
        try store.saveObservation("h1", report([Sample.record(1, server, at: 100)]), at: Sample.start)
        // Asked for what came after 1, the new journal's own first record is not in the answer.
        let second = Sample.record(2, server, at: 400)
        try store.saveObservation("h1", report([second], through: 2000, journal: "j2"), at: Sample.start)
        #expect(try store.contact("h1").cursor == JournalCursor(journalID: "j2", sequence: 0))
        #expect(try store.observedThrough("h1") == Instant(epochSeconds: 1000))
        let all = [Sample.record(1, server, at: 300), second]
        try store.saveObservation("h1", report(all, through: 2000, journal: "j2"), at: Sample.start)
        #expect(try store.contact("h1").cursor == JournalCursor(journalID: "j2", sequence: 2))
        #expect(try store.observedThrough("h1") == Instant(epochSeconds: 2000))
        #expect(try store.intervals(of: server).map(\.record.at) == [100, 300, 400])
    }

    @Test
    func `of a server that left a host counts what each recorded while it was there, and nothing after the last word`()
        throws
    {
        let early = [Sample.record(1, server, at: 100), Sample.record(2, server, at: 200, .down)]
        try store.saveObservation("h1", report(early, through: 300), at: Sample.start)
        _ = try store.evacuate("h1", at: Instant(epochSeconds: 500))
        _ = try store.place(server, rules: Sample.mumble, at: Instant(epochSeconds: 600))
        try store.saveObservation("h2", report([Sample.record(1, server, at: 700)]), at: Sample.start)
        // The dead host comes back and tells of time in which the server was no longer its own.
        let late = [Sample.record(3, server, at: 450), Sample.record(4, server, at: 550)]
        try store.saveObservation("h1", report(late, through: 800), at: Sample.start)
        let told = try store.intervals(of: server)
        #expect(told.map(\.host) == ["h1", "h1", "h1", "h1", "", "h2"])
        #expect(told.map(\.record.at) == [100, 200, 450, 500, 500, 700])
        #expect(told.map(\.record.kind) == [.up, .down, .up, .unknown, .down, .up])
        // Of one second the later sequence counts: on no host it is down.
        #expect(told[3].record.sequence < told[4].record.sequence)
        #expect(try store.intervals(of: server, since: Instant(epochSeconds: 600)).map(\.record.at) == [500, 700])
        // It spoke again after it was given up, so that nothing of it is made up when it is lost later.
        try store.writeOff("h1", at: Instant(epochSeconds: 900), quarantine: 0)
        #expect(try store.intervals(of: server) == told)
    }

    @Test func `a silent host leaves unknown what came after its last word, until it is given up, and is lost`() throws
    {
        try store.saveObservation("h1", report([Sample.record(1, server, at: 100)], through: 300), at: Sample.start)
        _ = try store.evacuate("h1", at: Instant(epochSeconds: 500))
        _ = try store.place(server, rules: Sample.mumble, at: Instant(epochSeconds: 600))
        let told = try store.intervals(of: server).map(\.record)
        #expect(told.map(\.at) == [100, 300, 500] && told.map(\.kind) == [.up, .unknown, .down])
        try store.saveObservation("h2", report([Sample.record(1, server, at: 700)]), at: Sample.start)
        try store.writeOff("h1", at: Instant(epochSeconds: 900), quarantine: 0)
        try store.removeHost("h1")
        let lost = try store.intervals(of: server)
        #expect(lost.map(\.record.at).suffix(2) == [500, 700])
        let intervals = Meter.intervals(records: lost.map(\.record), observedThrough: Instant(epochSeconds: 800))
        #expect(intervals.map(\.start.epochSeconds) == [100, 300, 700] && intervals.map(\.kind) == [.up, .down, .up])
        #expect(intervals[1].note == "h1 is lost with all that was on it, says an operator")
    }

    @Test func `a host speaks only for its own servers`() throws {
        try store.saveObserved("h2", [Sample.seen(server, .failed)])
        #expect(try store.server(server)?.observed == nil)
        try store.saveObserved("h1", [Sample.seen(server, .failed)])
        #expect(try store.server(server)?.observed?.state == .failed)
        #expect(throws: StoreError.unknownHost("h9")) {
            try store.saveObservation("h9", report([]), at: Sample.start)
        }
    }
}

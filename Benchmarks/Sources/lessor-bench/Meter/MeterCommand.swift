import ArgumentParser
import Contract
import Fleet
import Foundation
import Metering
import Store
import Wire

/// Recorded intervals: their size on disk, and how long a month of many servers takes to compute.
struct MeterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meter",
        abstract: "A million recorded intervals: size on disk, time to keep them, time to compute a month."
    )

    @Option(help: "How many servers.")
    var servers = 20_000

    @Option(help: "How many intervals of each, spread over a month.")
    var intervals = 50

    @Option(help: "How many servers a host has.")
    var perHost = 1000

    @Option(help: "Where the measured books are written.")
    var directory = FileManager.default.temporaryDirectory.path

    private static let month: Int64 = 31 * 86_400

    func run() throws {
        let place = try ScratchFolder(in: directory)
        let path = place.path("meter.db")
        let store = try Store.create(at: path, kind: .lab, now: Instant(epochSeconds: 0))
        let hosts = (servers + perHost - 1) / perHost
        for number in 0..<hosts { try store.addHost(host(number)) }
        let kept = try Stopwatch.measure {
            for number in 0..<hosts { try keep(number, in: store) }
        }
        let count = servers * intervals
        Report.title("\(count) intervals of \(servers) servers on \(hosts) hosts")
        Report.time("keeping them, a report of 1000 a transaction", kept)
        Report.rate("    intervals", count, kept.wall)
        let size = try RawDatabase(path: path).integers("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'interval%'")
        Report.line("size on disk", "\(size[0] / 1_000_000) MB")
        try ResidentMemory.forgetPeak()
        var total: Int64 = 0
        let read = try Stopwatch.measure {
            for number in 0..<servers { total += try time(of: number, in: store).total }
        }
        guard total == Int64(servers) * Self.month else { throw ValidationError("The classes add up to \(total) s.") }
        Report.time("the month of all servers, one after the other", read)
        Report.line("    peak resident", "\(try ResidentMemory.peak() / 1024) MB")
    }

    private func time(of number: Int, in store: Store) throws -> ServiceTime {
        let (from, to) = (Instant(epochSeconds: 0), Instant(epochSeconds: Self.month))
        return Meter.serviceTime(
            records: try store.seenIntervals(of: id(number), since: from).records,
            observedThrough: to,
            standings: [StandingSpan(from: from, standing: .running, slots: 20)],
            from: from,
            to: to
        )
    }

    /// The reports of one host, as its agent would give them: all servers' records in order of time.
    private func keep(_ number: Int, in store: Store) throws {
        let own = (number * perHost)..<min(servers, (number + 1) * perHost)
        var records: [IntervalRecord] = []
        for change in 0..<intervals {
            for server in own { records.append(record(Int64(records.count + 1), id(server), change)) }
        }
        for start in stride(from: 0, to: records.count, by: 1000) {
            let page = Array(records[start..<min(start + 1000, records.count)])
            let report = HostReport(
                bootID: "boot",
                journalID: "journal",
                observedThrough: Self.month,
                records: page,
                lastSequence: Int64(records.count),
                servers: []
            )
            try store.saveObservation("h\(number)", report, at: Instant(epochSeconds: Self.month))
        }
    }

    private func record(_ sequence: Int64, _ server: ServerID, _ change: Int) -> IntervalRecord {
        let isUp = change % 2 == 0
        return IntervalRecord(
            sequence: sequence,
            server: server.description,
            at: Int64(change) * Self.month / Int64(intervals),
            kind: isUp ? .up : .down,
            evidence: Evidence(
                generation: 1,
                processID: 12_345,
                answered: isUp,
                players: isUp ? 3 : nil,
                slotsReported: 20,
                exitCode: nil,
                note: isUp ? "answers its probe with 20 slots" : "process 12345 gone with exit code 1"
            )
        )
    }

    private func id(_ number: Int) -> ServerID { ServerID(number: Int64(1001 + number)) }

    private func host(_ number: Int) -> Fleet.Host {
        Fleet.Host(
            name: "h\(number)",
            address: "192.0.2.1",
            user: "lessor",
            rootDirectory: "/var/lib/lessor-agent",
            hostKey: "ssh-ed25519 AAAA",
            addresses: ["198.51.\(number / 250).\(number % 250 + 1)"],
            ports: PortPool(20_000...29_999),
            capacity: perHost * 20
        )
    }
}

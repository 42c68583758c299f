import Foundation
import TestSupport
import Testing

/// A day of faults on real machines, in about a minute of real time: hosts cut off, rebooted without warning, agents, servers and the
/// controller killed and frozen, at random. Then every second is in one class, and nothing that a host was told is kept is missing.
@Suite(.timeLimit(.minutes(20))) struct ChaosTests {
    /// The same faults with each run; others by `LESSOR_CHAOS_SEED`.
    static let seed = UInt64(ProcessInfo.processInfo.environment["LESSOR_CHAOS_SEED"] ?? "") ?? 7

    @Test(arguments: [seed]) func `after a day of faults the classes add up and no acknowledged record is missing`(
        seed: UInt64
    ) async throws {
        try await withSplitHosts(2, .systemd, real: true, slots: 20) { network, hosts in
            let lab = hosts[0].lab
            let settings = URL(filePath: lab.state + "/settings.yaml")
            try Data("outsideLookSeconds: 1\n".utf8).write(to: settings)
            for place in hosts {
                _ = try await place.host.output(Self.groups)
                try await place.add()
            }
            for number in 1001...1004 { try await hosts[0].buy(number) }
            try await settle(lab)
            let day = Day(network: network, hosts: hosts, seed: seed)
            try await day.pass()
            try await settle(lab)
            try await expectWholeMonth(lab, seed)
            try await expectNothingMissing(hosts, seed)
            #expect(try await lab.run("ledger", "verify").status == 0)
        }
    }

    /// A machine's systemd may write all control groups; that of a container of this kind may not, unless it is let.
    fileprivate static let groups =
        "for group in pids memory cpu; do mount -o remount,bind,rw /sys/fs/cgroup/$group; done && systemctl daemon-reexec"

    private func settle(_ lab: TemporaryLab) async throws {
        try await eventually("all servers are up") {
            let tick = try await lab.run("tick", "--settle", "60")
            let listed = try JSON.parse(try await lab.run("server", "list", "--format", "json").output)
            let servers = listed as? [[String: Any]] ?? []
            return tick.status == 0 && servers.count == 4 && servers.allSatisfy { $0["observed"] as? String == "up" }
        }
    }

    /// Every second since the month began is in exactly one class, and all hosts have reported.
    private func expectWholeMonth(_ lab: TemporaryLab, _ seed: UInt64) async throws {
        func now() async throws -> Int {
            let clock = try JSON.parse(try await lab.run("clock", "show", "--format", "json").output) as? [String: Any]
            return try #require(clock?["epochSeconds"] as? Int)
        }
        let before = try await now()
        let text = try await lab.run("meter", "uptime", "--format", "json").output
        let after = try await now()
        let lines = try #require(try JSON.parse(text) as? [[String: Any]])
        #expect(lines.count == 4)
        let sums = try lines.map { try #require($0["seconds"] as? [String: Int]).values.reduce(0, +) }
        #expect(Set(sums).count == 1, "seed \(seed): \(text)")
        for (line, sum) in zip(lines, sums) {
            let month = try #require(line["month"] as? String)
            let start = monthStart(month)
            #expect((before - start...after - start).contains(sum), "seed \(seed): \(line)")
            let seconds = try #require(line["seconds"] as? [String: Int])
            #expect(seconds["up", default: 0] > 0 && seconds["held", default: 0] == 0, "seed \(seed): \(line)")
        }
    }

    /// In the terms' zone.
    private func monthStart(_ month: String) -> Int {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Paris") ?? .gmt
        let parts = month.split(separator: "-").compactMap { Int($0) }
        let date = calendar.date(from: DateComponents(year: parts.first, month: parts.last, day: 1))
        return Int(date?.timeIntervalSince1970 ?? 0)
    }

    /// The books have every number up to the cursor, and everything that the hosts still hold.
    private func expectNothingMissing(_ hosts: [PrivilegedHost], _ seed: UInt64) async throws {
        let query = """
            import json, sqlite3, sys
            books = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
            host = books.execute("SELECT journal_id, cursor FROM host WHERE name = ?", (sys.argv[2],)).fetchone()
            rows = books.execute(
                "SELECT sequence FROM interval WHERE host = ?1 AND journal_id = ?2 UNION ALL "
                "SELECT sequence FROM player_record WHERE host = ?1 AND journal_id = ?2", (sys.argv[2], host[0]))
            print(json.dumps({"journal": host[0], "cursor": host[1], "missing": sorted(
                set(range(1, host[1] + 1)) - {row[0] for row in rows})[:9]}))
            """
        for place in hosts {
            let result = try await LessorProgram.execute([
                "python3", "-c", query, place.lab.state + "/lessor.db", place.name,
            ])
            let known = try #require(try JSON.parse(result.output) as? [String: Any], "\(result.errors)")
            #expect((known["missing"] as? [Int])?.isEmpty == true, "seed \(seed): \(known)")
            let head = try await place.host.output("head -1 \(place.root)/state/journal")
            let journal = try #require(known["journal"] as? String)
            #expect(head.contains(journal), "seed \(seed): the journal of \(place.name) was lost: \(head)")
            #expect(try #require(known["cursor"] as? Int) > 0)
        }
    }
}

/// What happens in that day, by a seed.
private final class Day {
    private let network: SplitNetwork
    private let hosts: [PrivilegedHost]
    private var random: Dice

    init(network: SplitNetwork, hosts: [PrivilegedHost], seed: UInt64) {
        (self.network, self.hosts) = (network, hosts)
        random = Dice(state: seed)
    }

    func pass() async throws {
        var serve = try ServeProcess(hosts[0].lab)
        defer { serve.kill() }
        for _ in 0..<12 {
            let number = Int.random(in: 0..<hosts.count, using: &random)
            let (place, port) = (hosts[number], network.hosts[number])
            switch Int.random(in: 0..<8, using: &random) {
            case 0, 1:
                try network.cut(port)
                await rest(1...6)
                try network.heal(port)
            case 2:
                try network.cut(network.controller)
                await rest(1...6)
                try network.heal(network.controller)
            case 3: try await crash(place)
            case 4: _ = try await place.host.shell("systemctl kill --kill-whom=main -s KILL lessor-agent")
            case 5: _ = try await place.host.shell("pkill -KILL -x murmurd")
            case 6:
                _ = try await place.host.shell("pkill -STOP -x murmurd")
                await rest(2...8)
                _ = try await place.host.shell("pkill -CONT -x murmurd")
            default:
                serve.kill()
                await rest(0...3)
                serve = try ServeProcess(hosts[0].lab)
            }
            await rest(0...2)
        }
    }

    private static let boot = "cat /proc/sys/kernel/random/boot_id"

    /// As without power: nothing is stopped in order, nothing is written to disk any more.
    private func crash(_ place: PrivilegedHost) async throws {
        let boot = try await place.host.output(Self.boot)
        _ = try await place.host.shell("systemctl reboot --force --force")
        try await eventually("the host has booted again") {
            let now = try await place.host.shell(Self.boot)
            return now.status == 0 && !now.output.contains(boot)
        }
        _ = try await place.host.shell(ChaosTests.groups)
    }

    private func rest(_ seconds: ClosedRange<Int>) async {
        // Faults last: what is tried here is how long they do.
        try? await Task.sleep(for: .seconds(Int.random(in: seconds, using: &random)))
    }
}

private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

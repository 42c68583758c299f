import Glibc
import Probing
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// A world whose true timeline is known, against what a real agent records of it (docs/operations.md, "How exact the record is").
@Suite(.timeLimit(.minutes(10))) struct GroundTruthTests {
    /// What is allowed beyond the stated resolution: this machine may be busy.
    private static let patience: Int64 = 15

    @Test func `what a real agent records of faults differs from the truth by no more than it says`() async throws {
        let world = try World()
        // Frozen, and thawed.
        let process = try await world.process()
        try await world.expect(.down) { kill(process, SIGSTOP) }
        try await world.expect(.up) { kill(process, SIGCONT) }
        // Answers with other slots, answers too late, answers nonsense.
        for mode in ["slots 4", "slow 3", "garbage"] {
            try await world.expect(.down) { world.say(mode) }
            try await world.expect(.up) { world.say("ok") }
        }
        // Killed: seen at once, and started again by itself.
        try await world.expect(.down, then: .up) { kill(process, SIGKILL) }
        // The agent alone killed: nothing happened.
        let before = try world.records()
        world.agent.killDaemon()
        try world.agent.start()
        try await world.agent.wait(1) { $0.slotsReported == 5 }
        #expect(try world.records() == before)
        // Its port stolen while it was gone, and given back.
        try await world.expectStolenPort()
        // The host off.
        try await world.expectPowerCut()
        try world.check(within: Self.patience)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a month of simulated faults is recorded as it was, and lost packets are none`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let plan = ProbePlan(kind: .mumble, port: "voice", intervalSeconds: 10, timeoutMilliseconds: 1000, failures: 3)
        let outages = Self.outages(&random)
        var health = Health(startedAt: 0)
        var recorded: [(down: Int64, up: Int64?)] = []
        var (time, inARow) = (0.0, 0)
        while time < 30 * 86_400 {
            let isOut = outages.contains { Double($0.start) <= time && time < Double($0.end) }
            // A lost packet, but never so many in a row that they would be an outage.
            let isLost = inARow < plan.failures - 1 && Int.random(in: 0..<20, using: &random) == 0
            inARow = isOut || isLost ? inARow + 1 : 0
            let before = health
            health.take(
                isOut || isLost ? .silence : .answer(players: 1, slots: 5),
                holding: .hidden,
                slots: 5,
                plan: plan,
                sent: Int64(time),
                now: time + (isOut ? 1 : 0.01)
            )
            if before.verdict == .up, health.verdict != .up {
                recorded.append((before.doubtSince ?? Int64(time), nil))
            } else if before.verdict == .unresponsive, health.verdict == .up {
                recorded[recorded.count - 1].up = Int64(time)
            }
            time += 10 * Double.random(in: 0.9...1, using: &random) + (isOut || isLost ? 1 : 0)
        }
        #expect(recorded.count == outages.count, "seed \(seed)")
        for (seen, truth) in zip(recorded, outages) {
            // A lost packet just before may have been the first one unanswered.
            #expect((-23...11).contains(seen.down - truth.start), "seed \(seed): \(seen) \(truth)")
            #expect((0...12).contains((seen.up ?? 0) - truth.end), "seed \(seed): \(seen) \(truth)")
        }
    }

    /// Each long enough to be more than lost packets, and far enough from the next.
    private static func outages(_ random: inout SeededRandom) -> [(start: Int64, end: Int64)] {
        var outages: [(start: Int64, end: Int64)] = []
        var time = Int64.random(in: 1000...50_000, using: &random)
        while time < 29 * 86_400 {
            let end = time + Int64.random(in: 60...20_000, using: &random)
            outages.append((time, end))
            time = end + Int64.random(in: 120...50_000, using: &random)
        }
        return outages
    }
}

/// A real agent with one server that does as it is told, and what truly happened.
private final class World {
    let agent: TestAgent
    private let place = Place.free()
    /// When something happened, and what time is from then on.
    private var truth: [(at: Int64, kind: IntervalRecord.Class)] = []

    init() throws {
        try Requirement.program("/usr/bin/python3", package: "python3")
        agent = try TestAgent(programs: ["/usr/bin/python3"])
        try agent.start()
        let started = MachineClock.wall()
        try agent.apply(.running(1, 1, .stub(place, slots: 5)))
        truth = [(started, .down), (started, .up)]
    }

    func process() async throws -> Int32 {
        try #require(try await agent.wait(1) { $0.state == .up }.processID)
    }

    func say(_ mode: String) { agent.scratch.write(mode, to: "servers/srv-1/mode") }

    func records() throws -> [IntervalRecord] { try agent.report().records.filter { $0.server == "srv-1" } }

    /// Does something, and waits until the agent says what that makes of the server.
    func expect(_ kinds: IntervalRecord.Class, then next: IntervalRecord.Class? = nil, _ action: () -> Void)
        async throws
    {
        let count = try records().count
        let now = MachineClock.wall()
        action()
        truth.append((now, kinds))
        if let next { truth.append((now, next)) }
        try await eventually { try self.records().count >= count + (next == nil ? 1 : 2) }
    }

    func expectStolenPort() async throws {
        let process = try await process()
        say("gone")
        try await expect(.down) { kill(process, SIGKILL) }
        // It ends at once at each start now, and leaves its port free.
        let thief = try #require(PortThief(place))
        say("ok")
        let restarts = try agent.server(1).restarts
        try await eventually { try self.agent.server(1).restarts > restarts + 1 }
        #expect(try records().last?.kind == .down)
        try await expect(.up) { thief.leave() }
    }

    func expectPowerCut() async throws {
        _ = try await process()
        _ = try agent.report()
        let count = try records().count
        truth.append((MachineClock.wall(), .down))
        agent.cutPower()
        try agent.start()
        truth.append((MachineClock.wall(), .up))
        try await eventually { try self.records().count >= count + 2 }
    }

    /// Every record is of what happened, when it happened; nothing else is recorded.
    func check(within patience: Int64) throws {
        let records = try records()
        #expect(records.map(\.kind) == truth.map(\.kind))
        for (record, truth) in zip(records, truth) {
            // Never before it happened: one second is the grain of the record.
            #expect((-1...patience).contains(record.at - truth.at), "\(record) \(truth)")
        }
        #expect(!records.contains { $0.kind == .unknown })
    }

    private func eventually(_ condition: () throws -> Bool) async throws {
        let end = MachineClock.monotonic() + 90
        while try !condition() {
            let kinds = try records().map(\.kind)
            try #require(MachineClock.monotonic() < end, "\(truth) \(kinds)")
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

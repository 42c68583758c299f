import Contract
import Fleet
import Foundation
import Store
import Testing
import Wire

@testable import Controller

/// The brakes of DESIGN section 6 over real books.
@Suite struct BrakesTests {
    private let now = Instant(epochSeconds: 1_769_850_000)

    @Test func `a clock that goes with the time is believed, and one that jumps is not`() {
        var watch = ClockWatch()
        let start = ContinuousClock.now
        #expect(watch.jump(now: now, steady: start, tolerance: 600) == nil)
        #expect(watch.jump(now: now.adding(seconds: 7200), steady: start + .seconds(7000), tolerance: 600) == nil)
        #expect(watch.jump(now: now.adding(seconds: 9000), steady: start + .seconds(7001), tolerance: 600) == 1799)
        #expect(watch.jump(now: now, steady: start + .seconds(7002), tolerance: 600) == -9001)
        #expect(watch.jump(now: now.adding(seconds: 1), steady: start + .seconds(7003), tolerance: 600) == nil)
    }

    @Test func `books that lack what a pass had read are held for restored until a person lets them pass`() async throws
    {
        let lab = try await TemporaryWorkspace()
        _ = try lab.openAccount()
        var brakes = Brakes()
        _ = try brakes.look(in: lab.workspace, at: now)
        try brakes.remember(lab.workspace, at: now)
        #expect(try lab.store.brakes().isEmpty)
        // The same books with a pass by later ones beside them.
        let head = try #require(try lab.store.journalHead())
        let later = JournalMark(sequence: head.sequence + 5, hash: head.hash)
        try PassMarker(at: now.epochSeconds, journal: later).save(lab.workspace.directory.passMarker)
        brakes = Brakes()
        _ = try brakes.look(in: lab.workspace, at: now)
        #expect(try lab.store.brakes().map(\.kind) == [.restored])
        #expect(try Brakes.problems(in: lab.workspace).first?.contains("lessor brake release restored") == true)
        #expect(try lab.workspace.fleetSnapshot().counts.brakes == ["restored"])
        // It stays on over passes, and off once released.
        try brakes.remember(lab.workspace, at: now)
        brakes = Brakes()
        _ = try brakes.look(in: lab.workspace, at: now)
        #expect(try lab.store.brakes().count == 1)
        #expect(try lab.store.release([.restored]).count == 1)
        brakes = Brakes()
        _ = try brakes.look(in: lab.workspace, at: now)
        #expect(try lab.store.brakes().isEmpty)
    }

    @Test func `a mark that cannot be written stops no pass`() async throws {
        let lab = try await TemporaryWorkspace()
        // As on a full disk: what is written beside it cannot take its place.
        let place = lab.workspace.directory.passMarker + "/in the way"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        _ = try lab.openAccount()
        #expect(try await lab.pass().mailed == 1, "the pass did its work")
        try FileManager.default.removeItem(atPath: lab.workspace.directory.passMarker)
        _ = try await lab.pass()
        #expect(PassMarker.load(lab.workspace.directory.passMarker)?.journal == (try lab.store.journalHead()))
    }

    @Test func `another journal of the same length is another one`() async throws {
        let lab = try await TemporaryWorkspace()
        _ = try lab.openAccount()
        let head = try #require(try lab.store.journalHead())
        #expect(try lab.store.has(head))
        #expect(try !lab.store.has(JournalMark(sequence: head.sequence, hash: String(repeating: "0", count: 64))))
    }

    @Test func `a mass of endings is held and said, and goes on when it is let go, and only that`() async throws {
        let lab = try await TemporaryWorkspace()
        try await end(8, lab)
        var brakes = Brakes()
        let verdict = try brakes.look(in: lab.workspace, at: lab.now)
        #expect(verdict.tooMany.count == 8 && verdict.known.count == 8)
        let brake = try #require(try lab.store.brakes().first)
        #expect(brake.kind == .mass && brake.endings.count == 8)
        #expect(brake.reason.contains("8 of 8 servers would be stopped (0) or destroyed (8)"), "\(brake.reason)")
        let counter = try lab.store.changeCounter()
        _ = try brakes.look(in: lab.workspace, at: lab.now)
        // A brake that stays on wakes no pass.
        #expect(try lab.store.changeCounter() == counter)
        #expect(try lab.store.release([.mass]).map(\.kind) == [.mass])
        let after = try brakes.look(in: lab.workspace, at: lab.now)
        #expect(after.held.isEmpty && after.known.count == 8)
        #expect(try lab.store.brakes().isEmpty)
    }

    @Test func `a brake whose cause is gone goes off by itself`() async throws {
        let lab = try await TemporaryWorkspace()
        try await end(6, lab)
        var brakes = Brakes()
        #expect(try brakes.look(in: lab.workspace, at: lab.now).tooMany.count == 6)
        // What is on a host that does not answer is not about to end.
        try lab.store.recordFailure("h1", error: "silent", at: lab.now)
        #expect(try brakes.look(in: lab.workspace, at: lab.now).known.isEmpty)
        #expect(try lab.store.brakes().isEmpty)
    }

    @Test func `what the settings say of brakes counts, and a mistake in them is an error`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("brakePercent: 50\nbrakeMinimum: 2\nclockToleranceSeconds: 5\n", to: "s.yaml")
        #expect(try Settings.load(path).brakes == BrakePolicy(percent: 50, minimum: 2))
        #expect(try Settings.load(path).clockTolerance == 5)
        #expect(Settings().brakes == BrakePolicy(percent: 20, minimum: 5))
        for text in ["brakePercent: 0", "brakePercent: 101", "brakeMinimum: -1", "clockToleranceSeconds: 0"] {
            let path = try folder.write(text + "\n", to: "s.yaml")
            #expect(throws: WorkspaceError.self) { try Settings.load(path) }
        }
    }

    /// So many servers that ran on a host that answers, and are over.
    private func end(_ count: Int, _ lab: TemporaryWorkspace) async throws {
        var servers: [SubscriptionID] = []
        for _ in 0..<count { servers.append(try await lab.leaseServer(cents: 700)) }
        // The passes of leasing found nobody there.
        try lab.store.recordContact("h1", at: lab.now)
        _ = try Placing(workspace: lab.workspace).run(at: lab.now, silent: [])
        for server in servers {
            let owner = try #require(try lab.store.owner(of: server))
            try lab.workspace.record(.terminationRequested(server), for: owner, by: .client)
        }
    }
}

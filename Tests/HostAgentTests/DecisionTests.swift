import Testing
import Wire

@testable import HostAgent

/// The pure decisions: no process, no file, no clock.
struct DecisionTests {
    private static let process = ProcessIdentity(processID: 812, startTime: 7, bootID: "boot")

    private func step(
        _ wanted: DesiredServer.State,
        _ life: Life,
        fit: Fit = .right,
        portFreed: Bool = false,
        notBefore: Double = 0
    ) -> Step {
        Situation(
            wanted: wanted,
            life: life,
            fit: fit,
            portFreed: portFreed,
            notBefore: notBefore,
            now: 100
        ).step
    }

    @Test func `a host that was away waits for the controller, without end where its servers may be another's`() {
        for silence in [0, 60] as [Int64] { #expect(ControllerWord.wait(after: silence) == nil) }
        for silence in [61, 600] as [Int64] { #expect(ControllerWord.wait(after: silence) == 90) }
        // A clock that went back tells nothing.
        for silence in [601, 86_400, -1] as [Int64] { #expect(ControllerWord.wait(after: silence) == .infinity) }
        #expect(HostReturn.controllerSeconds > HostReturn.agentSeconds)
    }

    @Test func `running`() {
        #expect(step(.running, .none) == .start)
        #expect(step(.running, .none, notBefore: 105) == .rest(until: 105))
        #expect(step(.running, .alive(Self.process)) == .rest(until: nil))
        #expect(step(.running, .alive(Self.process), fit: .outdated) == .stop)
        #expect(step(.running, .alive(Self.process), fit: .resizable) == .resize)
        #expect(step(.running, .alive(Self.process), fit: .resizing(until: 109)) == .rest(until: 109))
        #expect(step(.running, .alive(Self.process), fit: .occupied(until: 900)) == .rest(until: 900))
        #expect(step(.stopped, .alive(Self.process), fit: .resizable) == .stop)
        #expect(step(.running, .alive(Self.process), fit: .resizing(until: 109), portFreed: true) == .stop)
        #expect(step(.running, .alive(Self.process), portFreed: true) == .stop)
        #expect(step(.running, .stopping(Self.process, killAt: 101)) == .rest(until: 101))
        #expect(step(.running, .stopping(Self.process, killAt: 100)) == .kill)
        #expect(step(.running, .waiting(until: 104)) == .rest(until: 104))
        #expect(step(.running, .waiting(until: 100)) == .start)
        #expect(step(.running, .failed) == .rest(until: nil))
        #expect(step(.running, .preparing(Self.process, step: 0, deadline: 130)) == .rest(until: 130))
        #expect(step(.running, .preparing(Self.process, step: 0, deadline: 99)) == .kill)
    }

    @Test(arguments: [DesiredServer.State.stopped, .absent])
    func `not running`(wanted: DesiredServer.State) {
        #expect(step(wanted, .alive(Self.process)) == .stop)
        #expect(step(wanted, .preparing(Self.process, step: 0, deadline: 130)) == .stop)
        #expect(step(wanted, .waiting(until: 104)) == .settle)
        #expect(step(wanted, .failed) == .settle)
        #expect(step(wanted, .none) == (wanted == .stopped ? .rest(until: nil) : .erase))
    }

    private func fit(at now: Double = 100, _ change: (inout Likeness) -> Void) -> Fit {
        var likeness = Likeness(
            same: false,
            butForSlots: true,
            hasMore: false,
            isLive: false,
            shrinks: false,
            isPlayed: false,
            toldUntil: nil,
            wantedAt: 50
        )
        change(&likeness)
        return likeness.fit(at: now)
    }

    @Test func `other slots alone are told to a program that takes them, and everything else is a new start`() {
        #expect(fit { $0.same = true } == .right)
        #expect(fit { $0.butForSlots = false } == .outdated)
        #expect(fit { ($0.butForSlots, $0.isLive) = (false, true) } == .outdated)
        #expect(fit { _ in } == .outdated)
        #expect(fit { $0.isLive = true } == .resizable)
        #expect(fit { ($0.isLive, $0.toldUntil) = (true, 101) } == .resizing(until: 101))
        // It has not shown them in time.
        #expect(fit { ($0.isLive, $0.toldUntil) = (true, 100) } == .outdated)
    }

    @Test func `a start that takes slots away waits a day for those who play`() {
        let day = 50 + 86_400.0
        #expect(fit { ($0.shrinks, $0.isPlayed) = (true, true) } == .occupied(until: day))
        #expect(fit { ($0.shrinks, $0.isPlayed) = (true, false) } == .outdated)
        #expect(fit { ($0.shrinks, $0.isPlayed) = (false, true) } == .outdated)
        #expect(fit(at: day) { ($0.shrinks, $0.isPlayed) = (true, true) } == .outdated)
        #expect(
            fit { ($0.isLive, $0.toldUntil, $0.shrinks, $0.isPlayed) = (true, 99, true, true) } == .occupied(until: day)
        )
    }

    @Test func `slots that somebody has raised are set right, whoever plays`() {
        #expect(fit { ($0.same, $0.hasMore, $0.isLive) = (true, true, true) } == .resizable)
        #expect(fit { ($0.same, $0.hasMore, $0.shrinks, $0.isPlayed) = (true, true, true, true) } == .outdated)
    }

    @Test func `an erasure waits after an obstacle and rests when done`() {
        #expect(step(.absent, .none, notBefore: 101) == .rest(until: 101))
        #expect(step(.absent, .erased) == .rest(until: nil))
    }

    @Test func `waits double with jitter up to the cap, then it gives up, and old crashes are forgotten`() {
        let plan = RestartPlan(attempts: 4, intervalSeconds: 60, delaySeconds: 1, maximumDelaySeconds: 5)
        var history = CrashHistory()
        #expect(history.crashed(at: 0, plan: plan, jitter: 0) == 1)
        #expect(history.crashed(at: 1, plan: plan, jitter: 0.5) == 2.2)
        #expect(history.crashed(at: 2, plan: plan, jitter: 0) == 4)
        #expect(history.crashed(at: 3, plan: plan, jitter: 0) == 5)
        #expect(history.crashed(at: 4, plan: plan, jitter: 0) == nil)
        #expect(history.crashed(at: 64, plan: plan, jitter: 0) == 1)
        var never = CrashHistory()
        let none = RestartPlan(attempts: 0, intervalSeconds: 60, delaySeconds: 1, maximumDelaySeconds: 5)
        #expect(never.crashed(at: 0, plan: none, jitter: 0) == nil)
    }

    @Test func `a server's number gives its user; strange names give nothing`() {
        #expect(ServerName("srv-1001")?.user(first: 50_000) == 51_001)
        #expect(ServerName("srv-1001")?.user(first: 10) == nil)
        #expect(ServerName("srv-4294967295")?.user(first: 50_000) == nil)
        for bad in [
            "", "srv-", "srv-x", "srv-01", "srv-+1", "srv--1", "srv-1/..", "SRV-1", "srv-4294967296", "srv-1\n",
        ] {
            #expect(ServerName(bad) == nil)
        }
    }
}

import Testing
import Wire

@testable import HostAgent

/// The pure decisions: no process, no file, no clock.
struct DecisionTests {
    private static let process = ProcessIdentity(processID: 812, startTime: 7, bootID: "boot")

    private func step(
        _ wanted: DesiredServer.State,
        _ life: Life,
        current: Bool = true,
        portFreed: Bool = false,
        notBefore: Double = 0
    ) -> Step {
        Situation(
            wanted: wanted,
            life: life,
            current: current,
            portFreed: portFreed,
            notBefore: notBefore,
            now: 100
        ).step
    }

    @Test func `running`() {
        #expect(step(.running, .none) == .start)
        #expect(step(.running, .none, notBefore: 105) == .rest(until: 105))
        #expect(step(.running, .alive(Self.process)) == .rest(until: nil))
        #expect(step(.running, .alive(Self.process), current: false) == .stop)
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

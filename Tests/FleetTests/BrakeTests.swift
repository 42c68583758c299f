import Contract
import Fleet
import Testing
import Wire

@Suite struct BrakeTests {
    private func ending(_ number: Int64, _ kind: Ending.Kind = .stop, generation: Int64 = 2) -> Ending {
        Ending(server: ServerID(number: number), host: "h1", generation: generation, kind: kind)
    }

    private func endings(_ count: Int) -> [Ending] { (0..<Int64(count)).map { ending($0 + 1) } }

    @Test(
        arguments: [
            // Of one, two and ten servers all may; above the minimum the share counts.
            (1, 1, true), (2, 2, true), (5, 5, true), (10, 5, true), (10, 6, false), (20, 5, true), (20, 6, false),
            (100, 20, true), (100, 21, false), (1000, 200, true), (1000, 201, false),
        ]
    )
    func `more than a share of the fleet waits, and a small fleet never does`(total: Int, count: Int, goes: Bool) {
        let verdict = BrakePolicy(percent: 20, minimum: 5).verdict(on: endings(count), of: total)
        #expect(endings(count).allSatisfy(verdict.allows) == goes)
        #expect(verdict.held.isEmpty == goes && verdict.tooMany == verdict.held)
    }

    @Test func `what a person let go counts no more, and what came after it does`() {
        let policy = BrakePolicy(percent: 20, minimum: 5)
        let released = Set(endings(30).map(ServerGeneration.init))
        #expect(policy.verdict(on: endings(35), of: 100, released: released).held.isEmpty)
        let later = policy.verdict(on: endings(60), of: 100, released: released)
        #expect(later.tooMany.count == 30 && later.allows(ending(1)) && !later.allows(ending(31)))
        // The same server, at another state of the books.
        let again = policy.verdict(on: (1...30).map { ending($0, generation: 3) }, of: 100, released: released)
        #expect(again.tooMany.count == 30)
    }

    @Test func `when nothing may be destroyed, stops go on`() {
        let all = [ending(1), ending(2, .destroy)]
        let verdict = BrakePolicy().verdict(on: all, of: 10, keepsAll: true)
        #expect(verdict.allows(all[0]) && !verdict.allows(all[1]) && verdict.tooMany.isEmpty)
        let first = BrakePolicy().verdict(on: all, of: 10).withoutDestroying
        #expect(first.allows(all[0]) && !first.allows(all[1]) && first.held.isEmpty)
    }

    @Test func `what was not looked at waits for the next look`() {
        #expect(!BrakePolicy().verdict(on: [ending(1)], of: 10).allows(ending(2)))
    }

    private func record(
        _ state: ServiceDemand.State,
        seen: ObservedServer.State?,
        at generation: Int64 = 1,
        isDelivered: Bool = true,
        isBarred: Bool = false
    ) -> ServerRecord {
        let id = ServerID(number: 1001)
        return ServerRecord(
            id: id,
            account: AccountID(number: 1001),
            product: "mumble",
            demand: ServiceDemand(state: state, slots: 10),
            generation: 2,
            placement: Placement(host: "h1", address: "10.0.0.1", ports: []),
            deliveredAt: isDelivered ? Instant(epochSeconds: 0) : nil,
            observed: seen.map { seen in
                ObservedServer(
                    id: id.description,
                    generation: generation,
                    state: seen,
                    since: 0,
                    processID: nil,
                    players: nil,
                    slotsReported: nil,
                    restarts: 0,
                    problem: nil,
                    erasure: nil
                )
            },
            isBarred: isBarred
        )
    }

    @Test func `an ending is what a host was not told yet and has running or keeps`() {
        #expect(record(.stopped, seen: .up).ending?.kind == .stop)
        #expect(record(.stopped, seen: .waiting).ending?.kind == .stop)
        #expect(record(.stopped, seen: nil).ending?.kind == .stop)
        #expect(record(.absent, seen: .stopped).ending?.kind == .destroy)
        #expect(record(.absent, seen: nil, isDelivered: false).ending?.kind == .destroy)
        // Told already, not running anyway, never there, between two hosts, to be run.
        #expect(record(.stopped, seen: .up, at: 2).ending == nil)
        #expect(record(.stopped, seen: .stopped).ending == nil)
        #expect(record(.stopped, seen: nil, isDelivered: false).ending == nil)
        #expect(record(.running, seen: .up, isBarred: true).ending == nil)
        #expect(record(.running, seen: .failed).ending == nil)
        #expect(record(.absent, seen: .absent).ending == nil)
    }

    @Test func `a plan without endings keeps everything else`() {
        let plan = plan(desired: [record(.stopped, seen: .up)], observed: [])
        #expect(plan.apply.count == 1)
        #expect(plan.without([ending(1001)]).apply.isEmpty)
        #expect(plan.without([ending(1001, generation: 1)]) == plan)
    }
}

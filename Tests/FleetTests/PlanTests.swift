import Contract
import Fleet
import Testing
import Wire

private func record(
    _ state: ServiceDemand.State,
    generation: Int64 = 2,
    delivered: Bool = true,
    problem: String? = nil,
    erased: Bool = false,
    closed: Bool = false
) -> ServerRecord {
    let then = Instant(epochSeconds: 0)
    return ServerRecord(
        id: ServerID(number: 1001),
        account: AccountID(number: 1001),
        product: "mumble",
        demand: ServiceDemand(state: state, slots: 10),
        generation: generation,
        deliveredAt: delivered ? then : nil,
        erasedAt: erased ? then : nil,
        closedAt: closed ? then : nil,
        problem: problem
    )
}

private func seen(
    _ state: ObservedServer.State,
    generation: Int64 = 2,
    slots: Int? = 10,
    id: String = "srv-1001",
    erasure: String? = nil
) -> ObservedServer {
    ObservedServer(
        id: id,
        generation: generation,
        state: state,
        since: 0,
        processID: nil,
        players: nil,
        slotsReported: slots,
        restarts: 0,
        problem: nil,
        erasure: erasure
    )
}

@Suite struct PlanTests {
    @Test(arguments: HostFinding.Kind.allCases)
    func `what an agent found is drift, whatever the server should be`(kind: HostFinding.Kind) {
        let finding = HostFinding(kind: kind, server: "srv-1001", evidence: "Process 7 is not srv-1001's.")
        for wanted in [record(.running), record(.stopped)] {
            let seen = seen(wanted.demand.state == .running ? .up : .stopped)
            let found = plan(desired: [wanted], observed: [seen], findings: [finding]).drift
            #expect(found.map(\.kind.rawValue) == [kind.rawValue])
            #expect(found.first?.message == finding.evidence && found.first?.server == "srv-1001")
        }
        #expect(plan(desired: [record(.running)], observed: nil, findings: [finding]) == HostPlan())
    }

    @Test func `a silent host is told nothing and attests nothing`() {
        #expect(plan(desired: [record(.running), record(.absent)], observed: nil) == HostPlan())
    }

    @Test(arguments: [(nil, true), (1, true), (2, false), (3, false)] as [(Int64?, Bool)])
    func `only generations that the host has not taken are sent`(taken: Int64?, sent: Bool) {
        let observed = taken.map { [seen(.up, generation: $0)] } ?? []
        let orders = plan(desired: [record(.running)], observed: observed).apply
        #expect(orders.map(\.generation) == (sent ? [2] : []))
    }

    @Test(arguments: [
        (seen(.up), true), (seen(.up, slots: 9), false), (seen(.up, generation: 1), false), (seen(.starting), false),
        (seen(.unresponsive), false), (seen(.up, slots: nil), true),
    ])
    func `delivered is up with the right slots at the right generation`(observed: ObservedServer, delivered: Bool) {
        let found = plan(desired: [record(.running, delivered: false)], observed: [observed])
        #expect(found.delivered == (delivered ? [ServerID(number: 1001)] : []))
    }

    @Test func `what the contract knows is not delivered again`() {
        #expect(plan(desired: [record(.running)], observed: [seen(.up)]).delivered.isEmpty)
    }

    @Test(arguments: ObservedServer.State.allCases)
    func `stopped counts only when the host says stopped`(state: ObservedServer.State) {
        #expect(plan(desired: [record(.stopped)], observed: [seen(state)]).stopped.isEmpty == (state != .stopped))
        #expect(plan(desired: [record(.stopped)], observed: [seen(state, generation: 1)]).stopped.isEmpty)
    }

    @Test(arguments: [(false, false, true), (true, false, true), (false, true, true), (true, true, false)])
    func `erasure is attested until store and contract both know`(erased: Bool, closed: Bool, attested: Bool) {
        let record = record(.absent, erased: erased, closed: closed)
        let found = plan(desired: [record], observed: [seen(.absent, erasure: "3 files removed")]).erased
        #expect(found.map(\.proof) == (attested ? ["3 files removed"] : []))
        #expect(plan(desired: [record], observed: [seen(.stopping)]).erased.isEmpty)
        #expect(plan(desired: [record], observed: [seen(.absent, generation: 1)]).erased.isEmpty)
    }

    @Test(arguments: [ObservedServer.State.unresponsive, .waiting, .failed, .stopped, .absent, .stopping])
    func `paid but down is drift`(state: ObservedServer.State) {
        let drift = plan(desired: [record(.running)], observed: [seen(state)]).drift
        #expect(drift.map(\.kind) == [.paidButDown])
        #expect(drift.first?.message == "srv-1001 is paid for and \(state.rawValue).")
    }

    @Test(arguments: [ObservedServer.State.unresponsive, .waiting, .failed, .stopped])
    func `paid but never up is drift, once it is not on its way`(state: ObservedServer.State) {
        let paid = record(.running, delivered: false, problem: "Host h1 refuses srv-1001: no such program.")
        #expect(plan(desired: [paid], observed: [seen(state)]).drift.map(\.kind) == [.paidButDown])
        #expect(plan(desired: [record(.running, delivered: false)], observed: [seen(.starting)]).drift.isEmpty)
    }

    @Test func `a paid server that its host refused is drift, with the reason`() {
        let refused = record(.running, delivered: false, problem: "Host h1 refuses srv-1001: no such program.")
        let drift = plan(desired: [refused], observed: []).drift
        #expect(
            drift.map(\.message) == [
                "srv-1001 is paid for and its host does not know it: Host h1 refuses srv-1001: no such program."
            ]
        )
    }

    @Test func `a delivered server that its host does not know is drift`() {
        #expect(plan(desired: [record(.running)], observed: []).drift.map(\.kind) == [.paidButDown])
        #expect(plan(desired: [record(.running, delivered: false)], observed: []).drift.isEmpty)
    }

    @Test(arguments: [ServiceDemand.State.stopped, .absent])
    func `unpaid but up is drift`(state: ServiceDemand.State) {
        for alive in [ObservedServer.State.up, .starting, .unresponsive, .waiting, .stopping] {
            #expect(plan(desired: [record(state)], observed: [seen(alive)]).drift.map(\.kind) == [.unpaidButUp])
        }
        #expect(plan(desired: [record(state)], observed: [seen(.stopped)]).drift.isEmpty)
    }

    @Test(arguments: [ObservedServer.State.up, .unresponsive])
    func `another number of slots than was paid for is drift, once the host has taken the demand`(
        state: ObservedServer.State
    ) {
        let drift = plan(desired: [record(.running)], observed: [seen(state, slots: 9)]).drift
        #expect(drift.map(\.kind) == [.wrongSlots])
        #expect(drift.first?.message == "srv-1001 has 9 slots and 10 are paid for.")
        let resizing = plan(desired: [record(.running)], observed: [seen(.up, generation: 1, slots: 9)])
        #expect(resizing.drift.isEmpty)
    }

    @Test func `a server that is paid for and on no host is drift`() {
        #expect(record(.running).unplacedDrift?.kind == .unplaced)
        #expect(record(.running).unplacedDrift?.message == "srv-1001 is paid for and on no host.")
        #expect(record(.stopped).unplacedDrift == nil && record(.absent).unplacedDrift == nil)
    }

    @Test func `a host ahead of the books and a stranger on it are drift`() {
        let found = plan(desired: [record(.running)], observed: [seen(.up, generation: 7), seen(.up, id: "srv-9")])
        #expect(found.drift.map(\.kind) == [.newerOnHost, .stranger])
        #expect(found.apply.isEmpty)
        #expect(plan(desired: [], observed: [seen(.absent, id: "srv-9")]).drift.isEmpty)
    }
}

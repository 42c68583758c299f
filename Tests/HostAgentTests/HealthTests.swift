import Testing
import Wire

@testable import HostAgent
@testable import Probing

struct HealthTests {
    private let plan = ProbePlan(
        kind: .mumble,
        port: "voice",
        intervalSeconds: 10,
        timeoutMilliseconds: 500,
        failures: 3
    )
    private let good = ProbeResult.answer(players: 2, slots: 5)

    private func health(_ results: [(ProbeResult, PortHolding)], from now: Double = 0) -> Health {
        var health = Health(startedAt: 0)
        for (index, result) in results.enumerated() {
            health.take(
                result.0,
                holding: result.1,
                slots: 5,
                plan: plan,
                sent: Int64(1000 + index),
                now: now + Double(index)
            )
        }
        return health
    }

    @Test func `only the right slots from the own port count as up`() {
        #expect(health([(good, .own)]).verdict == .up)
        #expect(health([(good, .hidden)]).verdict == .up)
        #expect(health([(good, .foreign("x"))]).verdict == .unresponsive)
        #expect(health([(.answer(players: 0, slots: 4), .own)]).verdict == .unresponsive)
        #expect(health([(.answer(players: 0, slots: 4), .own)]).problem?.contains("4 slots instead of 5") == true)
        #expect(health([(.silence, .nobody)]).verdict == .starting)
    }

    @Test func `a protocol that does not tell its slots shows that it serves`() {
        let silent = ProbeResult.answer(players: nil, slots: nil)
        let health = health([(silent, .own)])
        #expect(health.verdict == .up && health.players == nil && health.slotsReported == nil)
        #expect(self.health([(silent, .foreign("x"))]).verdict == .unresponsive)
    }

    @Test func `more slots than were given are no outage where it was right before, and are counted`() {
        let more = ProbeResult.answer(players: 2, slots: 7)
        let raised = health([(good, .own), (more, .hidden), (more, .hidden)])
        #expect(raised.verdict == .up && raised.excesses == 2 && raised.slotsReported == 7)
        #expect(raised.problem?.contains("7 slots instead of 5") == true)
        #expect(health([(good, .own), (more, .hidden), (good, .hidden)]).excesses == 0)
        #expect(health([(more, .own)]).verdict == .unresponsive)
        // Fewer are what was not paid for.
        let fewer = (ProbeResult.answer(players: 2, slots: 4), PortHolding.hidden)
        #expect(health([(good, .own), fewer, fewer, fewer]).verdict == .unresponsive)
        #expect(health([(good, .own), (more, .foreign("x"))]).verdict == .unresponsive)
    }

    @Test func `Teeworlds tells as many slots as play where more play than may`() {
        func told(_ players: Int, _ slots: Int) -> Int? {
            var health = Health(startedAt: 0)
            let plan = ProbePlan(
                kind: .teeworlds,
                port: "game",
                intervalSeconds: 5,
                timeoutMilliseconds: 500,
                failures: 3
            )
            let answer = ProbeResult.answer(players: players, slots: slots)
            health.take(answer, holding: .own, slots: 5, plan: plan, sent: 0, now: 1)
            return health.slotsReported
        }
        #expect(told(8, 8) == 5 && told(7, 8) == 8 && told(3, 4) == 4 && told(4, 4) == 4)
    }

    @Test func `nobody knows who plays on a process of before until it has answered`() {
        var health = Health.adopted(up: true, at: 0)
        #expect(health.isPlayed)
        health.take(.answer(players: 0, slots: 5), holding: .own, slots: 5, plan: plan, sent: 0, now: 1)
        #expect(!health.isPlayed)
        #expect(self.health([(good, .own)]).isPlayed)
        #expect(!self.health([(.answer(players: nil, slots: nil), .own)]).isPlayed)
    }

    @Test func `more players than slots are legal`() {
        let health = health([(.answer(players: 6, slots: 5), .own)])
        #expect(health.verdict == .up && health.players == 6)
    }

    @Test func `silence counts after as many failures as the plan says, and from the first of them on`() {
        let two = health([(good, .own), (.silence, .hidden), (.silence, .hidden)])
        #expect(two.verdict == .up && two.doubtSince == 1001)
        let back = health([
            (good, .own), (.silence, .hidden), (good, .hidden), (.silence, .hidden), (.silence, .hidden),
        ])
        #expect(back.verdict == .up && back.doubtSince == 1003)
        let three = health([(good, .own), (.silence, .hidden), (.silence, .hidden), (.silence, .hidden)])
        #expect(three.verdict == .unresponsive && three.doubtSince == nil && three.players == nil)
    }

    @Test func `a start may take thirty seconds`() {
        #expect(health([(.silence, .nobody)], from: 29).verdict == .starting)
        #expect(health([(.silence, .nobody)], from: 30).verdict == .unresponsive)
        #expect(Health(startedAt: 0).isFast(at: 29) && !Health(startedAt: 0).isFast(at: 30))
    }

    @Test func `a port lost to another process and then left asks for a new start`() {
        let lost = health([(.silence, .foreign("x"))])
        #expect(lost.verdict == .unresponsive && !lost.portFreed)
        #expect(health([(.silence, .foreign("x")), (.silence, .hidden)]).portFreed == false)
        #expect(health([(.silence, .foreign("x")), (.silence, .nobody)]).portFreed)
        #expect(health([(.silence, .nobody)]).portFreed == false)
        #expect(health([(.silence, .foreign("x")), (good, .own)]).verdict == .up)
        #expect(health([(.silence, .foreign("x")), (good, .hidden)]).verdict == .unresponsive)
    }

    @Test(arguments: ObservedServer.State.allCases)
    func `only up is up, and nothing is down that should not run`(state: ObservedServer.State) {
        #expect(Observation.kind(wanted: .running, state: state) == (state == .up ? .up : .down))
        #expect(Observation.kind(wanted: .stopped, state: state) == .stopped)
        #expect(Observation.kind(wanted: .absent, state: state) == .stopped)
    }

    @Test func `a Mumble ping is read only with its own nonce and length`() {
        let nonce: UInt64 = 0xB6FA_8DE4_6F48_F4A0
        #expect(MumblePing.request(nonce: nonce) == [0, 0, 0, 0, 0xB6, 0xFA, 0x8D, 0xE4, 0x6F, 0x48, 0xF4, 0xA0])
        // Captured from murmurd 1.3.4 with five slots.
        let reply: [UInt8] =
            [0, 1, 3, 4, 0xB6, 0xFA, 0x8D, 0xE4, 0x6F, 0x48, 0xF4, 0xA0] + [0, 0, 0, 0, 0, 0, 0, 5, 0, 1, 0x19, 0x40]
        #expect(MumblePing.answer(reply, nonce: nonce).map { [$0.players, $0.slots] } == [0, 5])
        #expect(MumblePing.answer(reply, nonce: nonce + 1) == nil)
        #expect(MumblePing.answer(Array(reply.dropLast()), nonce: nonce) == nil)
        #expect(MumblePing.answer(reply + [0], nonce: nonce) == nil)
        #expect(MumblePing.answer([], nonce: nonce) == nil)
    }
}

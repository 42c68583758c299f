import Testing
import Wire

@testable import HostAgent

@Suite(.timeLimit(.minutes(5)))
struct LabClockTests {
    private let start: Int64 = 1_265_068_800

    private func refusal(_ agent: TestAgent, _ time: Int64?) throws -> AgentRefusal.Reason? {
        guard case .refused(let refusal) = try agent.raw(JSONText.encode(RequestFrame(labTime: time, request: .hello)))
        else { return nil }
        return refusal.reason
    }

    @Test func `a lab agent wants lab time and never goes back, also after its restart`() throws {
        let agent = try TestAgent(lab: start)
        try agent.start()
        #expect(try refusal(agent, nil) == .clock)
        #expect(try refusal(agent, start) == nil)
        #expect(try refusal(agent, start - 1) == .clock)
        #expect(try refusal(agent, start + 10) == nil)
        agent.killDaemon()
        try agent.start()
        #expect(try refusal(agent, start + 9) == .clock)
        #expect(try refusal(agent, start + 10) == nil)
    }

    @Test func `a real agent refuses lab time`() throws {
        let agent = try TestAgent()
        try agent.start()
        #expect(try refusal(agent, start) == .clock)
        #expect(try refusal(agent, nil) == nil)
    }

    @Test func `records carry lab time, and a report after a move rests on a probe made then`() async throws {
        let agent = try TestAgent(lab: start)
        try agent.start()
        try agent.apply(.running(1, 1, .mumble(.free(), slots: 5)))
        let up = try await agent.wait(1) { $0.state == .up }
        #expect(up.since == start)
        agent.labTime = start + 30 * 86_400
        let moved = try agent.report()
        #expect(moved.observedThrough == start + 30 * 86_400)
        #expect(moved.servers.first?.state == .up)
        #expect(moved.records.map(\.at) == [start, start])
        #expect(agent.scratch.read("status/host.json")?.contains("lessor/agent-host/1") == true)
        try agent.apply(.stopped(1, 2))
        #expect(try agent.report().records.last?.at == start + 30 * 86_400)
    }

    @Test func `a host dark for five days and a second is down exactly that long`() async throws {
        let agent = try TestAgent(lab: start)
        try agent.start()
        try agent.apply(.running(1, 1, .mumble(.free(), slots: 5)))
        try await agent.wait(1) { $0.state == .up }
        let dark = start + 1000
        agent.labTime = dark
        #expect(try agent.report().observedThrough == dark)
        agent.cutPower()
        try agent.start()
        // The server is back before anybody tells the agent what time it is.
        try await agent.wait("the server is back") {
            agent.scratch.read("status/servers/srv-1.json")?.contains(#""state":"up""#) == true
        }
        agent.labTime = dark + 432_001
        try await agent.wait(1) { $0.state == .up }
        let records = try agent.report().records
        #expect(records.map(\.kind) == [.down, .up, .down, .up])
        #expect(records[2].at == dark)
        #expect(records[3].at == dark + 432_001)
        #expect(records[2].evidence.note.contains("since the last heartbeat at 2010-02-02T00:16:40Z"))
    }

    @Test func `an agent that was away while its server ran claims no gap, whatever the lab clock did`() async throws {
        let agent = try TestAgent(lab: start)
        try agent.start()
        try agent.apply(.running(1, 1, .mumble(.free(), slots: 5)))
        try await agent.wait(1) { $0.state == .up }
        agent.killDaemon()
        try agent.start()
        agent.labTime = start + 86_400
        let report = try agent.report()
        #expect(report.records.map(\.kind) == [.down, .up])
        #expect(report.observedThrough == start + 86_400)
    }
}

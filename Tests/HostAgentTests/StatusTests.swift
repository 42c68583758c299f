import Foundation
import TestSupport
import Testing
import Wire

@testable import HostAgent

@Suite(.timeLimit(.minutes(5)))
struct StatusTests {
    @Test func `status files fit their schemas, while a server lives and when it fails`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        try agent.apply(.running(1, 1, .mumble(place, slots: 5)))
        try await agent.wait(1) { $0.state == .up }
        try await check(agent) { $0["state"] as? String == "up" && $0["slots_reported"] as? Int == 5 }
        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        try await check(agent) { $0["state"] as? String == "stopped" && $0["desired_generation"] as? Int == 2 }
        // Written after the server's own file.
        try await agent.wait("the metrics tell of the stop") {
            agent.scratch.read("status/lessor.prom")?.contains(
                #"lessor_agent_server_state{server="srv-1",state="stopped"} 1"#
            )
                == true
        }
        let metrics = try #require(agent.scratch.read("status/lessor.prom"))
        #expect(metrics.contains(#"lessor_agent_server_up{server="srv-1"} 0"#))
        for file in ["host.json", "lessor.prom", "servers/srv-1.json"] {
            #expect(agent.scratch.read("status/\(file)")?.contains("geheim") == false)
        }
        #expect(try Promtool.faults(inMetrics: metrics) == [])
        let known = MonitoringNames.described(in: metrics)
        let used = try MonitoringNames.used().filter { $0.hasPrefix("lessor_agent_") }
        #expect(!used.isEmpty && used.isSubset(of: known))
    }

    @Test func `the generation of a status file never falls, also when the agent starts again`() throws {
        let agent = try TestAgent()
        try agent.start()
        let first = try #require(try json(agent, "host.json")["generation"] as? Int)
        agent.killDaemon()
        try agent.start()
        #expect(try #require(try json(agent, "host.json")["generation"] as? Int) > first)
    }

    private func json(_ agent: TestAgent, _ name: String) throws -> [String: Any] {
        let text = try #require(agent.scratch.read("status/\(name)"))
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func check(_ agent: TestAgent, _ wanted: ([String: Any]) -> Bool) async throws {
        var server: [String: Any] = [:]
        try await agent.wait("the server's file is as wanted") {
            guard agent.scratch.exists("status/servers/srv-1.json") else { return false }
            server = try json(agent, "servers/srv-1.json")
            return wanted(server)
        }
        #expect(try Self.schema("agent-server").faults(in: try JSONSerialization.data(withJSONObject: server)) == [])
        let host = try json(agent, "host.json")
        #expect(try Self.schema("agent-host").faults(in: try JSONSerialization.data(withJSONObject: host)) == [])
        var broken = server
        broken["state"] = "fine"
        #expect(try Self.schema("agent-server").faults(in: try JSONSerialization.data(withJSONObject: broken)) != [])
    }

    static func schema(_ name: String) throws -> SchemaValidator {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try SchemaValidator(package.appending(path: "docs/schemas/\(name).schema.json").path)
    }
}

import Foundation
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
                #"lessor_server_state{server="srv-1",state="stopped"} 1"#
            )
                == true
        }
        let metrics = try #require(agent.scratch.read("status/lessor.prom"))
        #expect(metrics.contains(#"lessor_server_up{server="srv-1"} 0"#))
        for file in ["host.json", "lessor.prom", "servers/srv-1.json"] {
            #expect(agent.scratch.read("status/\(file)")?.contains("geheim") == false)
        }
        try checkMetrics(metrics)
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
        #expect(try Schema("agent-server").faults(server).isEmpty)
        #expect(try Schema("agent-host").faults(json(agent, "host.json")).isEmpty)
        var broken = server
        broken["state"] = "fine"
        #expect(try Schema("agent-server").faults(broken) != [])
    }

    /// The rules of the textfile collector: help and type before the samples, no timestamps, no metric twice.
    private func checkMetrics(_ text: String) throws {
        var typed: Set<String> = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# TYPE") { #expect(typed.insert(String(words[2])).inserted) }
            if line.hasPrefix("#") { continue }
            let name = String(line.prefix { $0 != "{" && $0 != " " })
            #expect(words.count == 2 && typed.contains(name) && Double(words[1]) != nil, "\(line)")
        }
        #expect(text.hasSuffix("\n") && typed.count >= 8)
    }
}

/// As much of JSON Schema as the schemas in `docs/schemas` use.
struct Schema {
    private let root: [String: Any]

    init(_ name: String) throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = try Data(contentsOf: package.appending(path: "docs/schemas/\(name).schema.json"))
        root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    func faults(_ value: Any) -> [String] { faults(value, root, "$") }

    private func faults(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        var faults: [String] = []
        if let constant = schema["const"] as? String, value as? String != constant { faults.append("\(path) const") }
        if let allowed = schema["enum"] as? [String], !allowed.contains(value as? String ?? "") {
            faults.append("\(path) enum")
        }
        if let pattern = schema["pattern"] as? String, let text = value as? String,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            faults.append("\(path) pattern")
        }
        if let minimum = schema["minimum"] as? Int, let number = value as? Int, number < minimum {
            faults.append("\(path) minimum")
        }
        switch schema["type"] as? String {
        case "string": if !(value is String) { faults.append("\(path) type") }
        case "integer": if !(value is Int) { faults.append("\(path) type") }
        case "boolean": if !(value is Bool) { faults.append("\(path) type") }
        case "array":
            guard let items = value as? [Any] else { return faults + ["\(path) type"] }
            let each = schema["items"] as? [String: Any] ?? [:]
            for (index, item) in items.enumerated() { faults += self.faults(item, each, "\(path)[\(index)]") }
        case "object":
            guard let object = value as? [String: Any] else { return faults + ["\(path) type"] }
            faults += self.faults(object: object, schema, path)
        default: break
        }
        return faults
    }

    private func faults(object: [String: Any], _ schema: [String: Any], _ path: String) -> [String] {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        let required = schema["required"] as? [String] ?? []
        var faults = required.filter { object[$0] == nil }.map { "\(path).\($0) missing" }
        for (key, value) in object {
            if let property = properties[key] {
                faults += self.faults(value, property, "\(path).\(key)")
            } else if let other = schema["additionalProperties"] as? [String: Any] {
                faults += self.faults(value, other, "\(path).\(key)")
            } else if schema["additionalProperties"] as? Bool == false {
                faults.append("\(path).\(key) unknown")
            }
        }
        return faults
    }
}

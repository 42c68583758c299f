import Contract
import Controller
import Foundation
import Metering
import TestSupport
import Testing
import Wire

@Suite struct StatusPublisherTests {
    private static let schemas = "\(Repository.docs)/schemas"

    private func publish(_ snapshot: FleetSnapshot, in directory: String) throws {
        var publisher = StatusPublisher(directory: directory)
        try publisher.publish(snapshot)
    }

    @Test func `every document follows its schema`() throws {
        let folder = try TemporaryFolder()
        try publish(.sample(), in: "\(folder.path)/status")
        let kinds = [
            ("fleet", ["fleet.json"]), ("host", ["hosts/alpha.json", "hosts/beta-2.json"]),
            ("server", ["servers/srv-1001.json", "servers/srv-1002.json"]),
        ]
        for (kind, files) in kinds {
            let validator = try SchemaValidator("\(Self.schemas)/controller-\(kind).schema.json")
            #expect(try validator.faults(in: files.map { "\(folder.path)/status/\($0)" }) == [])
        }
        #expect(
            try folder.names(in: "status") == [
                "fleet.json", "history", "hosts", "lessor.prom", "public.json", "servers",
            ]
        )
    }

    @Test func `the history of a server stays until it is looked at again, and goes with it`() throws {
        let folder = try TemporaryFolder()
        var publisher = StatusPublisher(directory: folder.path)
        let from = try #require(CivilDate("2010-02-02"))
        let days = UptimeDays(from: from, times: [ServiceTime()])
        let servers = [1001, 1002].map { ServerID(number: $0) }
        try publisher.publish(.sample(uptimes: [servers[0]: days, servers[1]: days]))
        #expect(try folder.names(in: "history") == ["srv-1001.json", "srv-1002.json"])
        let before = try folder.bytes("history/srv-1001.json")
        try publisher.publish(.sample(generation: 43, servers: 1))
        #expect(try folder.names(in: "history") == ["srv-1001.json"])
        #expect(try folder.bytes("history/srv-1001.json") == before)
        try publisher.publish(.sample(generation: 44, servers: 1, uptimes: [servers[0]: days]))
        #expect(try folder.bytes("history/srv-1001.json") == before, "it says the same")
        let longer = UptimeDays(from: from, times: [ServiceTime(), ServiceTime()])
        try publisher.publish(.sample(generation: 45, servers: 1, uptimes: [servers[0]: longer]))
        #expect(try folder.bytes("history/srv-1001.json") != before)
    }

    @Test func `an empty fleet is valid too`() throws {
        let folder = try TemporaryFolder()
        try publish(.sample(servers: 0, hosts: []), in: folder.path)
        let validator = try SchemaValidator("\(Self.schemas)/controller-fleet.schema.json")
        #expect(try validator.faults(in: ["\(folder.path)/fleet.json"]) == [])
    }

    @Test(arguments: [
        (#""generation":42"#, #""generation":-1"#), (#""generation":42"#, #""generation":"42""#),
        (#""generation":42"#, #""generation":42,"email":"a@example.org""#), (#""lab":true"#, #""lab":1"#),
        (#""lab":true,"#, ""), (#""outbox_oldest":"2010"#, #""outbox_oldest":"10"#),
        (#""observed":"up""#, #""observed":"fine""#), (#""port":20000"#, #""port":70000"#),
        (#""due":"2010-02-28""#, #""due":"28/02/2010""#),
        (#""id":"srv-1001""#, #""id":"1001""#), (#""active":1"#, #""active":-1"#), (#""written_at""#, #""writtenAt""#),
    ])
    func `the schema refuses a damaged document`(from: String, to: String) throws {
        let folder = try TemporaryFolder()
        try publish(.sample(), in: folder.path)
        let value = try JSONSerialization.jsonObject(with: Data(folder.bytes("fleet.json")))
        let compact = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
        let text = String(decoding: compact, as: UTF8.self)
        let damaged = text.replacing(from, with: to, maxReplacements: 1)
        #expect(damaged != text, "\(from) is not in \(text)")
        let validator = try SchemaValidator("\(Self.schemas)/controller-fleet.schema.json")
        #expect(try !validator.faults(in: Data(damaged.utf8)).isEmpty)
    }

    @Test func `the example in the documentation follows the schema`() throws {
        let page = try String(contentsOfFile: "\(Repository.docs)/status-files.md", encoding: .utf8)
        let example = try #require(page.components(separatedBy: "```json\n").last?.components(separatedBy: "```").first)
        let validator = try SchemaValidator("\(Self.schemas)/controller-fleet.schema.json")
        #expect(try validator.faults(in: Data(example.utf8)) == [])
    }

    @Test func `values are those of the snapshot`() throws {
        let folder = try TemporaryFolder()
        try publish(.sample(), in: folder.path)
        let fleet = String(decoding: try folder.bytes("fleet.json"), as: UTF8.self)
        for part in [
            #""schema" : "lessor.controller.fleet/3""#, #""generated_at" : "2010-02-02T03:58:00Z""#,
            #""generation" : 42"#, #""balances" : 1305"#, #""accounts_parked" : 1"#, #""address" : "192.0.2.10""#,
        ] { #expect(fleet.contains(part), "\(part)") }
        let first = try #require(fleet.range(of: #""what" : "renewal""#)),
            second = try #require(fleet.range(of: "sweep"))
        #expect(first.lowerBound < second.lowerBound, "the earliest deadline comes first")
        let server = String(decoding: try folder.bytes("servers/srv-1002.json"), as: UTF8.self)
        #expect(!server.contains("players") && !server.contains("null"), "what is not known is absent")
        #expect(!server.contains(#""what" : "renewal""#), "deadlines of other subscriptions stay out")
    }

    @Test func `files of what is no more go, other files and the newest stay`() throws {
        let folder = try TemporaryFolder()
        var publisher = StatusPublisher(directory: folder.path)
        try publisher.publish(.sample(servers: 5))
        _ = try folder.write("left by a crash", to: "servers/.srv-1001.json.tmp-12-34")
        _ = try folder.write("not ours", to: "servers/notes.txt")
        try publisher.publish(.sample(generation: 43, servers: 1, hosts: ["alpha"]))
        #expect(try folder.names(in: "servers") == ["notes.txt", "srv-1001.json"])
        #expect(try folder.names(in: "hosts") == ["alpha.json"])
    }

    @Test func `a file is written anew only when it says something new, or is gone`() throws {
        let folder = try TemporaryFolder()
        var publisher = StatusPublisher(directory: folder.path)
        func generation(_ file: String) throws -> Int? {
            let value = try JSONSerialization.jsonObject(with: Data(folder.bytes(file))) as? [String: Any]
            return value?["generation"] as? Int
        }
        try publisher.publish(.sample(servers: 2))
        try publisher.publish(.sample(generation: 43, servers: 3))
        #expect(try generation("servers/srv-1001.json") == 42)
        #expect(try generation("servers/srv-1003.json") == 43)
        #expect(try generation("hosts/alpha.json") == 43, "it has another server")
        #expect(try generation("hosts/beta-2.json") == 42)
        #expect(try generation("fleet.json") == 43, "who reads it must see that the controller lives")
        try FileManager.default.removeItem(atPath: "\(folder.path)/servers/srv-1001.json")
        try publisher.publish(.sample(generation: 44, servers: 3))
        #expect(try generation("servers/srv-1001.json") == 44)
        try publish(.sample(generation: 45, servers: 3), in: folder.path)
        #expect(try generation("servers/srv-1001.json") == 45, "a new controller does not know what the files say")
    }

    @Test(arguments: ["../x", "", ".hidden", "a/b", "a\nb", "é"])
    func `a host whose name is no file name is refused`(name: String) throws {
        let folder = try TemporaryFolder()
        #expect(throws: StatusError.unusableName(name)) {
            try publish(.sample(servers: 0, hosts: [name]), in: "\(folder.path)/status")
        }
    }

    @Test func `a folder that cannot be made is named`() {
        let error = #expect(throws: StatusError.self) {
            try publish(.sample(), in: "/proc/lessor")
        }
        #expect(error?.description.contains("/proc/lessor") == true)
    }

    @Test func `the metrics follow the textfile collector's rules`() throws {
        let folder = try TemporaryFolder()
        try publish(.sample(), in: folder.path)
        let text = String(decoding: try folder.bytes("lessor.prom"), as: UTF8.self)
        #expect(text.hasSuffix("\n"))
        var (typed, seen) = (Set<String>(), Set<String>())
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# TYPE ") {
                let name = String(line.split(separator: " ")[2])
                #expect(typed.insert(name).inserted, "\(name) is typed once")
            } else if !line.hasPrefix("#") {
                let sample = try #require(line.wholeMatch(of: /([a-z_]+)(\{[^}]*\})? (-?[0-9.]+)/), "\(line)")
                #expect(typed.contains(String(sample.1)), "the type of \(sample.1) comes first")
                #expect(seen.insert("\(sample.1)\(sample.2 ?? "")").inserted, "\(line) is there once")
            }
        }
        for line in [
            #"lessor_host_reachable{host="beta-2"} 0"#,
            #"lessor_host_servers_up{host="alpha"} 1"#, #"lessor_host_servers_demanded{host="beta-2"} 0"#,
            #"lessor_product_servers{product="mumble",demand="running",observed="up"} 1"#,
            #"lessor_destructions_ahead{within="1d"} 0"#, #"lessor_destructions_ahead{within="3d"} 1"#,
            #"lessor_renewals_ahead_uncovered{within="1d"} 1"#, "lessor_servers_paid_but_down 0",
            "lessor_status_written_timestamp_seconds 1800000000",
            #"lessor_ledger_euros{account="balances"} 13.05"#, #"lessor_subscriptions{phase="incident"} 1"#,
            "lessor_status_generated_timestamp_seconds 1265083080",
            "lessor_next_deadline_timestamp_seconds 1265083140",
        ] { #expect(text.contains(line + "\n"), "\(line)") }
    }

    @Test func `labels are escaped`() throws {
        let folder = try TemporaryFolder()
        try publish(.sample(product: "a\"b\\c\nd"), in: folder.path)
        let text = String(decoding: try folder.bytes("lessor.prom"), as: UTF8.self)
        #expect(text.contains(#"lessor_product_slots{product="a\"b\\c\nd"} 20"#))
    }

    @Test func `a server has a series of its own only while it deviates, and of those there are few`() throws {
        let folder = try TemporaryFolder()
        try publish(.sample(servers: 1000, observed: .state(.failed)), in: folder.path)
        let text = String(decoding: try folder.bytes("lessor.prom"), as: UTF8.self)
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.contains("lessor_servers_paid_but_down 1000"))
        #expect(lines.count { $0.hasPrefix("lessor_server_paid_but_down{") } == 200)
        #expect(lines.count { $0.contains("srv-") } == 200)
    }
}

import Contract
import Controller
import Foundation
import Testing
import Wire

@Suite struct StatusPublisherTests {
    private static let schemas = "\(Repository.docs)/schemas"

    @Test func `every document follows its schema`() throws {
        let folder = try TemporaryFolder()
        try StatusPublisher(directory: "\(folder.path)/status").publish(.sample())
        let kinds = [
            ("fleet", ["fleet.json"]), ("host", ["hosts/alpha.json", "hosts/beta-2.json"]),
            ("server", ["servers/srv-1001.json", "servers/srv-1002.json"]),
        ]
        for (kind, files) in kinds {
            let checker = try SchemaChecker(file: "\(Self.schemas)/controller-\(kind).schema.json")
            for file in files {
                let problems = try checker.problems(in: folder.bytes("status/\(file)"))
                #expect(problems.isEmpty, "\(file): \(problems)")
            }
        }
        #expect(try folder.names(in: "status") == ["fleet.json", "hosts", "lessor.prom", "servers"])
    }

    @Test func `an empty fleet is valid too`() throws {
        let folder = try TemporaryFolder()
        try StatusPublisher(directory: folder.path).publish(.sample(servers: 0, hosts: []))
        let checker = try SchemaChecker(file: "\(Self.schemas)/controller-fleet.schema.json")
        #expect(try checker.problems(in: folder.bytes("fleet.json")).isEmpty)
    }

    @Test(arguments: [
        (#""generation":42"#, #""generation":-1"#), (#""generation":42"#, #""generation":"42""#),
        (#""generation":42"#, #""generation":42,"email":"a@example.org""#), (#""lab":true"#, #""lab":1"#),
        (#""lab":true,"#, ""), (#""observed":"up""#, #""observed":"fine""#), (#""port":20000"#, #""port":70000"#),
        (#""due":"2010-02-28""#, #""due":"28/02/2010""#),
        (#""id":"srv-1001""#, #""id":"1001""#), (#""active":1"#, #""active":-1"#),
    ])
    func `the schema refuses a damaged document`(from: String, to: String) throws {
        let folder = try TemporaryFolder()
        try StatusPublisher(directory: folder.path).publish(.sample())
        let value = try JSONSerialization.jsonObject(with: Data(folder.bytes("fleet.json")))
        let compact = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
        let text = String(decoding: compact, as: UTF8.self)
        let damaged = text.replacing(from, with: to, maxReplacements: 1)
        #expect(damaged != text, "\(from) is not in \(text)")
        let checker = try SchemaChecker(file: "\(Self.schemas)/controller-fleet.schema.json")
        #expect(try !checker.problems(in: Array(damaged.utf8)).isEmpty)
    }

    @Test func `the example in the documentation follows the schema`() throws {
        let page = try String(contentsOfFile: "\(Repository.docs)/status-files.md", encoding: .utf8)
        let example = try #require(page.components(separatedBy: "```json\n").last?.components(separatedBy: "```").first)
        let checker = try SchemaChecker(file: "\(Self.schemas)/controller-fleet.schema.json")
        #expect(try checker.problems(in: Array(example.utf8)).isEmpty)
    }

    @Test func `values are those of the snapshot`() throws {
        let folder = try TemporaryFolder()
        try StatusPublisher(directory: folder.path).publish(.sample())
        let fleet = String(decoding: try folder.bytes("fleet.json"), as: UTF8.self)
        for part in [
            #""schema" : "lessor.controller.fleet/1""#, #""generated_at" : "2010-02-02T03:58:00Z""#,
            #""generation" : 42"#, #""balances" : 1305"#, #""accounts_parked" : 1"#, #""address" : "192.0.2.10""#,
        ] { #expect(fleet.contains(part), "\(part)") }
        let first = try #require(fleet.range(of: "renewal notice")), second = try #require(fleet.range(of: "sweep"))
        #expect(first.lowerBound < second.lowerBound, "the earliest deadline comes first")
        let server = String(decoding: try folder.bytes("servers/srv-1002.json"), as: UTF8.self)
        #expect(!server.contains("players") && !server.contains("null"), "what is not known is absent")
        #expect(!server.contains("renewal notice"), "deadlines of other subscriptions stay out")
    }

    @Test func `files of what is no more go, other files and the newest stay`() throws {
        let folder = try TemporaryFolder()
        let publisher = StatusPublisher(directory: folder.path)
        try publisher.publish(.sample(servers: 5))
        _ = try folder.write("left by a crash", to: "servers/.srv-1001.json.tmp-12-34")
        _ = try folder.write("not ours", to: "servers/notes.txt")
        try publisher.publish(.sample(generation: 43, servers: 1, hosts: ["alpha"]))
        #expect(try folder.names(in: "servers") == ["notes.txt", "srv-1001.json"])
        #expect(try folder.names(in: "hosts") == ["alpha.json"])
        #expect(String(decoding: try folder.bytes("servers/srv-1001.json"), as: UTF8.self).contains("43"))
    }

    @Test(arguments: ["../x", "", ".hidden", "a/b", "a\nb", "é"])
    func `a host whose name is no file name is refused`(name: String) throws {
        let folder = try TemporaryFolder()
        #expect(throws: StatusError.unusableName(name)) {
            try StatusPublisher(directory: "\(folder.path)/status").publish(.sample(servers: 0, hosts: [name]))
        }
    }

    @Test func `a folder that cannot be made is named`() {
        let error = #expect(throws: StatusError.self) {
            try StatusPublisher(directory: "/proc/lessor").publish(.sample())
        }
        #expect(error?.description.contains("/proc/lessor") == true)
    }

    @Test func `the metrics follow the textfile collector's rules`() throws {
        let folder = try TemporaryFolder()
        try StatusPublisher(directory: folder.path).publish(.sample())
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
            #"lessor_server_up{server="srv-1001",product="mumble",host="alpha"} 1"#,
            #"lessor_ledger_euros{account="balances"} 13.05"#, #"lessor_subscriptions{phase="incident"} 1"#,
            "lessor_status_generated_timestamp_seconds 1265083080",
            "lessor_next_deadline_timestamp_seconds 1265083140",
        ] { #expect(text.contains(line + "\n"), "\(line)") }
    }

    @Test func `labels are escaped`() throws {
        let folder = try TemporaryFolder()
        let hostile = "a\"b\\c\nd"
        let snapshot = FleetSnapshot(
            generation: 1,
            at: Instant(epochSeconds: 0),
            lab: false,
            hosts: [],
            servers: [],
            deadlines: [],
            counts: FleetCounts(accounts: 0, accountsParked: 0, subscriptions: [hostile: 1], outboxPending: 0),
            ledger: LedgerTotals(balances: 0, pending: 0, suspense: 0, revenue: 0)
        )
        try StatusPublisher(directory: folder.path).publish(snapshot)
        let text = String(decoding: try folder.bytes("lessor.prom"), as: UTF8.self)
        #expect(text.contains(#"lessor_subscriptions{phase="a\"b\\c\nd"} 1"#))
    }
}

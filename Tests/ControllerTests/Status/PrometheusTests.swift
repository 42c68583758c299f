import Contract
import Controller
import Foundation
import TestSupport
import Testing
import Wire

/// Our metrics in Prometheus' own hands.
@Suite struct PrometheusTests {
    @Test func `promtool has nothing to say about the metrics`() throws {
        for snapshot in [FleetSnapshot.sample(), .sample(servers: 0, hosts: []), .sample(observed: .state(.failed))] {
            #expect(try Promtool.faults(inMetrics: try page(of: snapshot)) == [])
        }
    }

    @Test func `promtool finds what breaks the rules`() throws {
        let text = try page(of: .sample())
        #expect(try Promtool.faults(inMetrics: text + "lessor_bare 3\n") != [], "without help")
        let total = "# HELP lessor_x_total x\n# TYPE lessor_x_total gauge\nlessor_x_total 1\n"
        #expect(try Promtool.faults(inMetrics: text + total) != [], "a gauge with a counter's name")
    }

    @Test(.timeLimit(.minutes(3)))
    func `the node exporter collects the file and Prometheus answers with its figures`() async throws {
        let folder = try TemporaryFolder()
        var publisher = StatusPublisher(directory: "\(folder.path)/status")
        try publisher.publish(.sample())
        let monitoring = try Monitoring(of: "\(folder.path)/status", in: folder)
        for (query, value) in [
            (#"lessor_host_reachable{host="alpha"}"#, "1"), (#"lessor_host_reachable{host="beta-2"}"#, "0"),
            (#"lessor_ledger_euros{account="balances"}"#, "13.05"), ("lessor_status_generation", "42"),
            (#"sum(lessor_product_servers{product="mumble"})"#, "2"),
            ("node_textfile_scrape_error", "0"),
        ] {
            let answer = try await monitoring.answer(to: query)
            #expect(answer.contains("=> \(value) @"), "\(query): \(answer)")
        }
        try publisher.publish(.sample(generation: 43))
        #expect(try await monitoring.answer(to: "lessor_status_generation == 43").contains("=> 43 @"))
        try await monitoring.end()
    }

    private func page(of snapshot: FleetSnapshot) throws -> String {
        let folder = try TemporaryFolder()
        var publisher = StatusPublisher(directory: folder.path)
        try publisher.publish(snapshot)
        return String(decoding: try folder.bytes("lessor.prom"), as: UTF8.self)
    }
}

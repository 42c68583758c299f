import Foundation
import TestSupport
import Testing

/// The alert rules and the dashboard of `docs/dashboards`.
@Suite struct AlertTests {
    private static let rules = MonitoringNames.path(of: "alerts.yml")
    private static let cases = MonitoringNames.path(of: "alerts.test.yml")

    @Test func `the rules are valid, and each fires and stays silent in its cases`() throws {
        let checked = try Promtool.run(["check", "rules", Self.rules])
        #expect(checked.0 == 0, "\(checked.1)")
        let tested = try Promtool.run(["test", "rules", Self.cases])
        #expect(tested.0 == 0, "\(tested.1)")
        let rules = try String(contentsOfFile: Self.rules, encoding: .utf8)
        let cases = try String(contentsOfFile: Self.cases, encoding: .utf8)
        for alert in rules.matches(of: /- alert: (\w+)/).map(\.output.1) {
            #expect(cases.contains("alertname: \(alert), exp_alerts: []"), "\(alert) stays silent")
            let firing = "alertname: \(alert)\n        exp_alerts:\n          - exp_labels"
            #expect(cases.contains(firing), "\(alert) fires")
        }
    }

    @Test(arguments: [
        ("lessor_host_reachable == 0", "lessor_host_reachable == 7"), ("> 300", "> 30000"), ("> 0.1", "> 0.01"),
        ("on (instance, job, host) lessor_host_reachable == 1", "on (instance, job, host) lessor_host_reachable >= 0"),
    ])
    func `the cases notice a rule that is wrong`(from: String, to: String) throws {
        let folder = try TemporaryFolder()
        let rules = try String(contentsOfFile: Self.rules, encoding: .utf8)
        try #require(rules.contains(from))
        _ = try folder.write(rules.replacing(from, with: to), to: "alerts.yml")
        let cases = try folder.write(try String(contentsOfFile: Self.cases, encoding: .utf8), to: "alerts.test.yml")
        #expect(try Promtool.run(["test", "rules", cases]).0 != 0)
    }

    @Test func `every expression of the dashboard is one that Prometheus understands`() throws {
        let text = try Data(contentsOf: URL(filePath: MonitoringNames.path(of: "grafana.json")))
        let dashboard = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
        let panels = try #require(dashboard["panels"] as? [[String: Any]])
        let targets = panels.flatMap { $0["targets"] as? [[String: Any]] ?? [] }
        let expressions = targets.compactMap { $0["expr"] as? String }
        #expect(expressions.count >= panels.count)
        let folder = try TemporaryFolder()
        let rules = expressions.enumerated().map { number, expression in
            "  - record: panel:\(number)\n    expr: '\(expression.replacing("$instance", with: ".*"))'\n"
        }
        let file = try folder.write("groups:\n- name: panels\n  rules:\n" + rules.joined(), to: "panels.yml")
        let (status, output) = try Promtool.run(["check", "rules", file])
        #expect(status == 0, "\(output)")
    }
}

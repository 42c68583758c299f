import Foundation

/// Names of metrics: those that `docs/dashboards` uses, and those that a metrics file describes.
package enum MonitoringNames {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/dashboards")

    /// Of the alert rules, their tests and the dashboard.
    package static func used() throws -> Set<String> {
        var names: Set<String> = []
        for file in ["alerts.yml", "alerts.test.yml", "grafana.json"] {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            names.formUnion(text.matches(of: /lessor_[a-z_]+/).map { String($0.output) })
        }
        return names
    }

    package static func described(in page: String) -> Set<String> {
        Set(page.matches(of: /TYPE (\S+) gauge|TYPE (\S+) counter/).map { String($0.output.1 ?? $0.output.2 ?? "") })
    }

    package static func path(of file: String) -> String { folder.appending(path: file).path }
}

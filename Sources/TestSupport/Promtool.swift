import Foundation

/// Prometheus' own checks.
package enum Promtool {
    private static let program = "/usr/bin/promtool"

    /// What `promtool check metrics` finds, style included; empty when nothing.
    package static func faults(inMetrics text: String) throws -> [String] {
        let directory = try TemporaryDirectory()
        let file = directory.url.appending(path: "metrics.prom")
        try Data(text.utf8).write(to: file)
        let (status, output) = try run(["check", "metrics"], input: file.path)
        let lines = output.split(separator: "\n").map(String.init)
        return status == 0 || !lines.isEmpty ? lines : ["promtool ended with \(status)"]
    }

    /// Runs it with any arguments: the exit status, and what it wrote.
    package static func run(_ arguments: [String], input: String? = nil) throws -> (Int32, String) {
        try Requirement.program(program, package: "prometheus")
        return try ToolRun.run(program, arguments, input: input)
    }
}

import Controller
import Foundation

/// Passes of a controller with what they cost it.
struct FleetRounds {
    let controller: Controller
    let hosts: Int

    /// Passes until every host that answers has been visited once.
    mutating func once(_ name: String, silent: Int = 0) async throws {
        try await measure(name) { answered, _ in answered >= hosts - silent }
    }

    /// Passes until nothing is left to do.
    mutating func untilSettled(_ name: String) async throws {
        try await measure(name) { answered, report in answered >= hosts && report.isSettled && !report.didWork }
    }

    private func measure(_ name: String, until isDone: (Int, PassReport) -> Bool) async throws {
        let watch = Stopwatch()
        var (answered, passes, problems) = (0, 0, Set<String>())
        var report = PassReport()
        repeat {
            report = try await controller.pass()
            answered += report.answered
            passes += 1
            problems.formUnion(report.problems)
        } while !isDone(answered, report)
        let reading = watch.read()
        Report.time("\(name) (\(passes) passes)", reading)
        Report.line("    processor time a host", "\(Report.decimal(reading.processor / Double(hosts) * 1e3, 2)) ms")
        Report.line("    resident", "\(try ResidentMemory.now() / 1024) MB")
        for problem in problems.sorted().prefix(3) { Report.line("    \(problem)", "") }
    }
}

import Contract
import Store

/// Plays every account's deadlines up to now. A contradiction parks its account, and the sweep goes on.
struct ContractSweep {
    let workspace: Workspace

    func run(at now: Instant) throws -> PassReport {
        var report = PassReport()
        report.swept = try workspace.store.sweep(to: now, under: workspace.book)
        report.problems = try workspace.store.parked().map { "Account \($0.id) is parked: \($0.reason)" }
        return report
    }
}

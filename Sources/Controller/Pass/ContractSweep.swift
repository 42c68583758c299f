import Contract
import Store

/// Plays every account's deadlines up to now, one durable step an account. A contradiction parks its account, and the
/// sweep goes on.
struct ContractSweep {
    let workspace: Workspace

    func run(at now: Instant) throws -> PassReport {
        var report = PassReport()
        for account in try workspace.store.accountsDue(by: now) {
            do {
                _ = try workspace.store.step(account, to: now, under: workspace.book)
                report.swept += 1
            } catch {
                guard let reason = error.reasonToPark else { throw error }
                try workspace.store.park(account, reason: reason, at: now)
            }
        }
        report.problems = try workspace.store.parked().map { "Account \($0.id) is parked: \($0.reason)" }
        return report
    }
}

extension StoreError {
    /// What makes one account unusable and no other.
    fileprivate var reasonToPark: String? {
        switch self {
        case .contradiction(_, let detail): detail
        case .damaged(_, let detail): detail
        case .parked(_, let reason): reason
        default: nil
        }
    }
}

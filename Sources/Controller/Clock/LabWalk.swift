package import Contract
import Store

/// Moves a lab's clock towards its target, deadline by deadline, so that everything happens at its own time, as if the
/// days had passed. Whoever runs the controller walks; a walk cut short goes on with the next controller.
struct LabWalk {
    let store: Store

    /// Steps to the next deadline or to the target; false when there is nowhere to go.
    func step() throws -> Bool {
        guard store.kind == .lab, let target = try store.labTarget(), let now = try store.labTime(), now < target
        else { return false }
        let next = try store.nextDeadline().map { min(max($0, now.adding(seconds: 1)), target) } ?? target
        try store.setLabTime(next)
        return true
    }
}

extension Workspace {
    /// Asks for the lab's clock to be moved to `target`. Refused for a real state and for the past.
    package func moveClock(to target: Instant) throws {
        guard case .lab = time else { throw WorkspaceError.notLab(directory.path) }
        let now = try time.now()
        guard target >= now else {
            throw WorkspaceError.clock("The lab's clock is at \(narrator.time(now)) and never runs backwards.")
        }
        try store.setLabTarget(target)
    }
}

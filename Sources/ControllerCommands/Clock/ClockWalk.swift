import Contract
import Controller
import Foundation
import Logging

/// Moves a lab's clock: through the running controller where there is one, else as the controller itself.
struct ClockWalk {
    let workspace: Workspace

    func walk(to target: Instant) async throws {
        try workspace.moveClock(to: target)
        if let lock = try takeLock() {
            let controller = try Controller(workspace: workspace, lock: lock, logger: LogSetup.logger(level: .error))
            do {
                _ = try await controller.runUntilSettled(limit: .seconds(60))
            } catch {
                await controller.shutDown()
                throw error
            }
            await controller.shutDown()
        } else {
            try await waitForController(target)
        }
        let now = try workspace.time.now()
        guard now >= target else {
            throw CommandFailure(
                description:
                    "The lab's clock stands at \(workspace.narrator.time(now)): some hosts do not become what they "
                    + "should be; `lessor server list` shows which. The walk goes on with the next controller."
            )
        }
        Console.line("It is \(workspace.narrator.time(now)) in the lab.")
    }

    private func takeLock() throws -> ControllerLock? {
        do {
            return try ControllerLock.take(workspace.directory)
        } catch WorkspaceError.locked {
            return nil
        }
    }

    private func waitForController(_ target: Instant) async throws {
        let end = ContinuousClock.now + .seconds(600)
        while try workspace.time.now() < target, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

import Contract
package import Logging
import ServiceLifecycle
import Store

/// The long-running controller: passes until told to stop, at once when somebody wrote to the books.
package struct ControllerService: Service, CustomStringConvertible {
    private let controller: Controller
    private let workspace: Workspace
    private let interval: Duration
    private let logger: Logger

    /// How often the books are looked at for other processes' writes.
    private static let glance: Duration = .milliseconds(50)

    package init(controller: Controller, workspace: Workspace, interval: Duration, logger: Logger) {
        self.controller = controller
        self.workspace = workspace
        self.interval = interval
        self.logger = logger
    }

    /// Short, since service groups print their services whole.
    package var description: String { "controller of \(workspace.directory.path)" }

    package func run() async throws {
        logger.info("controller started", metadata: ["state": "\(workspace.directory.path)"])
        let looks = Task { await look() }
        do {
            try await passUntilStopped()
        } catch {
            looks.cancel()
            await looks.value
            await controller.shutDown()
            throw error
        }
        looks.cancel()
        await looks.value
        await controller.shutDown()
        logger.info("controller stopped")
    }

    /// Looks at all servers from outside, unless it is switched off, until cancelled.
    @concurrent private func look() async {
        guard let interval = workspace.settings.outsideInterval(of: workspace.store.kind) else { return }
        do {
            var looks = try OutsideLooks(workspace: workspace, logger: logger)
            await looks.run(every: interval)
        } catch {
            logger.error("Nobody looks from outside: \(error)")
        }
    }

    private func passUntilStopped() async throws {
        var unsettled = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let seen = try workspace.store.changeCounter()
            var pause = interval
            do {
                let report = try await controller.pass()
                if report.didWork {
                    unsettled = 0
                    continue
                }
                if report.isSettled, try LabWalk(store: workspace.store).step() { continue }
                unsettled = report.isSettled ? 0 : unsettled + 1
                if !report.isSettled { pause = min(interval, Self.pause(afterUnsettled: unsettled)) }
            } catch let error as StoreError where error.mayPass {
                logger.error("A pass was cut short and is tried again: \(error)")
            }
            if try await rest(unlessChangedSince: seen, for: pause) { unsettled = 0 }
        }
    }

    /// Hosts are asked often while they start or stop servers; what does not settle in some seconds may be broken for days.
    private static func pause(afterUnsettled passes: Int) -> Duration {
        .milliseconds(100) * (1 << min(max(0, passes - 50), 10))
    }

    /// Returns whether somebody else wrote to the books.
    private func rest(unlessChangedSince seen: Int64, for time: Duration) async throws -> Bool {
        let end = ContinuousClock.now + time
        while ContinuousClock.now < end, !Task.isShuttingDownGracefully, !Task.isCancelled {
            guard try workspace.store.changeCounter() == seen else { return true }
            try? await Task.sleep(for: min(Self.glance, time))
        }
        return false
    }
}

extension StoreError {
    /// Whether trying again may help: the disk is full, another process keeps the books locked, or terms were
    /// installed during the pass.
    fileprivate var mayPass: Bool {
        switch self {
        case .busy, .diskFull, .unusable, .unknownTerms, .termsReplaced: true
        default: false
        }
    }
}

extension Controller {
    /// Passes until everything is settled and a lab's clock has reached its target, or until nothing more was settled for
    /// `limit`. Returns the last report.
    package func runUntilSettled(limit: Duration) async throws -> PassReport {
        var end = ContinuousClock.now + limit
        while true {
            let report = try await pass()
            if report.isSettled, !report.didWork {
                guard try LabWalk(store: workspace.store).step() else { return report }
                end = .now + limit
                continue
            }
            guard ContinuousClock.now < end else { return report }
            if !report.didWork { try await Task.sleep(for: .milliseconds(100)) }
        }
    }
}

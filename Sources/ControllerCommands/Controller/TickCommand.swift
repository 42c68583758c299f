import ArgumentParser
import Controller
import Logging

struct TickCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tick",
        abstract: "Do what is due once, as `serve` does all the time; for cron.",
        discussion: "Example: lessor tick"
    )

    @Option(help: "Seconds to wait for hosts to finish what was asked of them.")
    var settle: Int = 30

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct View: Encodable {
        let settled: Bool
        let problems: [String]
    }

    func run() async throws {
        let workspace = try state.open()
        let controller = try Controller(
            workspace: workspace,
            lock: try ControllerLock.take(workspace.directory),
            logger: LogSetup.logger(level: .error)
        )
        let report: PassReport
        do {
            report = try await controller.runUntilSettled(limit: .seconds(settle))
        } catch {
            await controller.shutDown()
            throw error
        }
        await controller.shutDown()
        let view = View(settled: report.isSettled, problems: report.problems)
        try output.print(view) { style in
            let verdict =
                view.settled ? style.green("Everything due is done.") : style.yellow("Some hosts are not there yet.")
            return verdict + "\n" + view.problems.map { "  \($0)\n" }.joined()
        }
        if !view.problems.isEmpty {
            throw FoundSomething(description: "\(counted(view.problems.count, "problem")) left.")
        }
        if !view.settled {
            throw FoundSomething(description: "Some hosts are not there yet; `lessor server list` shows which servers.")
        }
    }
}

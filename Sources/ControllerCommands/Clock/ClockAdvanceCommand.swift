import ArgumentParser
import Contract
import Controller

struct ClockAdvanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance",
        abstract: "Let days pass in a lab: everything due on the way happens at its own time, on the real servers.",
        discussion: "Example: lessor clock advance 10d"
    )

    @Argument(help: "How far: 10d, 12h, 30m, 45s, or together 5d1s.")
    var span: Span

    @OptionGroup var state: StateOptions

    func run() async throws {
        let workspace = try state.open()
        let target = try workspace.time.now().adding(seconds: span.seconds)
        try await ClockWalk(workspace: workspace).walk(to: target)
    }
}

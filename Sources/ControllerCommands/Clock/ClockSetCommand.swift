import ArgumentParser
import Contract
import Controller

struct ClockSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Let time pass in a lab up to a date; never backwards.",
        discussion: "Example: lessor clock set '2026-03-01 12:00'"
    )

    @Argument(help: "2026-03-01, 2026-03-01 12:30 or 2026-03-01 12:30:05, in the terms' zone.")
    var time: String

    @OptionGroup var state: StateOptions

    func run() async throws {
        let workspace = try state.open()
        let target = try CivilTime.parse(time, zone: workspace.book.zone)
        try await ClockWalk(workspace: workspace).walk(to: target)
    }
}

import ArgumentParser
import Contract
import Controller

struct MajeureEndCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "A case is over: services start again and the normal timeline goes on the same day (R4-05).",
        discussion: "Example: lessor majeure end flood-2026-03-01 --at '2026-03-04 18:00'"
    )

    @Argument(help: "The case; `lessor majeure list` shows them.")
    var name: String

    @Option(help: "When its effects ended; now by default. Nothing is done before it is recorded.")
    var at: String?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let instant = try at.map { try CivilTime.parse($0, zone: workspace.book.zone) }
        let steps = try workspace.tell(.ended(case: name), ofCase: name, occurredAt: instant)
        try StepsReport(output: output, workspace: workspace).print(steps, title: "Case \(name) is over")
    }
}

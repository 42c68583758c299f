import ArgumentParser
import Contract
import Controller

struct MajeureUpdateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Give news of a case; every client concerned is told, at least every seven days (R4-06).",
        discussion: "Example: lessor majeure update flood-2026-03-01 --forecast 'power is back on Friday'"
    )

    @Argument(help: "The case; `lessor majeure list` shows them.")
    var name: String

    @Option(help: "What is expected of its end now.")
    var forecast: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let steps = try workspace.tell(.updated(case: name, forecast: forecast), ofCase: name)
        try StepsReport(output: output, workspace: workspace).print(steps, title: "Case \(name)")
    }
}

import ArgumentParser
import Contract
import Controller

struct IncidentCloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Say that a declared incident is over; what was refunded meanwhile stays refunded (R7.9-01).",
        discussion: "Example: lessor incident close --host h1 --until '2026-03-01 18:00'"
    )

    @OptionGroup var target: IncidentTarget

    @Option(help: "When it was over, '2026-03-01 18:00'; now by default.")
    var until: String?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let now = try workspace.time.now()
        let end = try until.map { try CivilTime.parse($0, zone: workspace.book.zone) } ?? now
        let told = try workspace.tell(of: target.open(in: workspace)) { .incidentClosed($0, end: end) }
        try IncidentReport(output: output, workspace: workspace).print(
            told,
            title: "Incident over at \(workspace.narrator.time(end))"
        )
    }
}

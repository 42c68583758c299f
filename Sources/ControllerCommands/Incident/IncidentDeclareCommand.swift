import ArgumentParser
import Contract
import Controller

struct IncidentDeclareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare",
        abstract:
            "Say that services are interrupted though nothing measured it; it counts for 7.9 like a measured one.",
        discussion: """
            Example: lessor incident declare --host h1 --from '2026-03-01 12:30' --cause supplier-network --words 'transit lost'
            It counts up to now, and further when it is declared again with the same --from, or closed. The words are \
            journaled for ever: name nobody there. `lessor meter uptime` goes on saying what the agents saw.
            """
    )

    @OptionGroup var target: IncidentTarget

    @Option(help: "When it began: '2026-03-01 12:30'.")
    var from: String

    @Option(help: "One of \(InterruptionCause.allCases.map(\.rawValue).joined(separator: ", ")).")
    var cause: InterruptionCause

    @Option(help: "What happened.")
    var words: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let start = try CivilTime.parse(from, zone: workspace.book.zone)
        let told = try workspace.tell(of: target.living(in: workspace)) {
            .incidentDeclared($0, start: start, cause: cause, words: words)
        }
        try IncidentReport(output: output, workspace: workspace).print(
            told,
            title: "Incident since \(workspace.narrator.time(start))"
        )
    }
}

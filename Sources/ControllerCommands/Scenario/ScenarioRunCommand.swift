import ArgumentParser
import Contract
import Controller

struct ScenarioRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Play a history of facts under its own terms, prices and clock, and print its journal.",
        discussion: """
            The format is described in docs/scenarios.md; examples ship in Templates/scenarios.
            Examples:
              lessor scenario run Templates/scenarios/6.11-renewal.yaml
              lessor scenario run FILE --policy AMB-15=B --diff    what the other reading changes
              lessor scenario run FILE --parameter outageThresholdDays=4 --diff
            Ends with status 2 when something that the file expects did not come true; --diff does not ask for that.
            """
    )

    @Argument(help: "The scenario, in YAML.", completion: .file(extensions: ["yaml"]))
    var file: String

    @Option(help: ArgumentHelp("Take another reading of an ambiguity.", valueName: "AMB-12=A"))
    var policy: [Assignment] = []

    @Option(help: ArgumentHelp("Take another value of a parameter of the terms.", valueName: "outageThresholdDays=4"))
    var parameter: [Assignment] = []

    @Flag(help: "Show only what --policy and --parameter change: lines that go (-) and that come (+).")
    var diff = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        let changes = try self.changes()
        let play = try play(under: changes)
        if diff {
            let change = ScenarioChange(from: try self.play(under: TermsChanges()).rows, to: play.rows)
            return try output.print(change.lines) { change.text(style: $0) }
        }
        try output.print(play.rows) { ScenarioText.journal(play.rows, title: play.title, style: $0) }
        guard !play.problems.isEmpty else { return }
        for problem in play.problems { Console.note("\(file): \(problem)") }
        let missed = counted(play.problems.count, "expectation")
        throw FoundSomething(description: "\(missed) of \(file) did not come true.")
    }

    private func play(under changes: TermsChanges) throws -> ScenarioPlay {
        try ScenarioFile(file, templates: try Installation.templates(), changes: changes).scenario().play()
    }

    private func changes() throws -> TermsChanges {
        guard !diff || !(policy.isEmpty && parameter.isEmpty) else {
            throw ValidationError("--diff compares with the terms as they are; give a --policy or a --parameter too.")
        }
        var parameters: [String: Int] = [:]
        for one in parameter {
            guard let number = Int(one.value) else {
                throw ValidationError("\(one.name) is set to \(one.value); give a whole number.")
            }
            parameters[one.name] = number
        }
        return TermsChanges(
            readings: Dictionary(policy.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
            parameters: parameters
        )
    }
}

/// `name=value`.
struct Assignment: ExpressibleByArgument {
    let name: String
    let value: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        (name, value) = (parts[0], parts[1])
    }
}

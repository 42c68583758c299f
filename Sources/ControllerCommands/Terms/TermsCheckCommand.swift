import ArgumentParser
import Contract
import Controller

struct TermsCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a terms file and the text beside it; names every mistake with its line.",
        discussion: """
            Example: lessor terms check own-2027.yaml
            The text that clients read stands beside it, here own-2027.txt; quotes are looked up there. \
            Ends with status 65 when there are mistakes.
            """
    )

    @Argument(help: "The terms file.", completion: .file(extensions: ["yaml"]))
    var file: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let checked = try TermsFile.read(file, templates: try Installation.templates())
        try output.print(checked.problems) { _ in checked.problems.map { "\($0.listed)\n" }.joined() }
        let terms = try checked.terms()
        guard output.format == .table else { return }
        Console.line(
            "The terms \(terms.id) can be installed: \(terms.rules.count) rules, \(terms.readings.count) readings, "
                + "\(terms.methods.count) methods of payment."
        )
    }
}

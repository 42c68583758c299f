import ArgumentParser
import Contract
import Controller

struct TermsInstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Install a version of the terms for orders from now on; older orders keep theirs (AMB-01).",
        discussion: """
            Example: lessor terms install own-2027.yaml
            Every client must accept it before his next order. An installed version never changes: another text needs another id.
            """
    )

    private struct View: Encodable {
        let id: TermsID
        let outcome: Workspace.TermsInstallation
        let inForce: TermsID
    }

    @Argument(help: "The terms file.", completion: .file(extensions: ["yaml"]))
    var file: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let checked = try TermsFile.read(file, templates: workspace.templates)
        for problem in checked.problems { Console.note("\(problem)") }
        let terms = try checked.terms()
        let outcome = try workspace.installTerms(checked)
        let inForce = outcome == .installed ? terms.id : workspace.book.current
        try output.print(View(id: terms.id, outcome: outcome, inForce: inForce)) { _ in
            switch outcome {
            case .installed:
                "The terms \(terms.id) are in force for new orders; clients accept them before they order.\n"
            case .unchanged: "The terms \(terms.id) are installed already; new orders take \(inForce).\n"
            }
        }
    }
}

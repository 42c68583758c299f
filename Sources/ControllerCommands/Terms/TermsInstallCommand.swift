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
        let outcome: Workspace.TermsInstallation.Outcome
        let inForce: TermsID
        let deadlinesMoved: Int
    }

    @Argument(help: "The terms file.", completion: .file(extensions: ["yaml"]))
    var file: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let checked = try TermsFile.read(file, templates: workspace.templates)
        for problem in checked.problems { Console.note(problem.listed) }
        let terms = try checked.terms()
        let done = try workspace.installTerms(checked)
        let inForce = done.outcome == .installed ? terms.id : workspace.book.current
        let view = View(
            id: terms.id,
            outcome: done.outcome,
            inForce: inForce,
            deadlinesMoved: done.deadlinesMoved
        )
        try output.print(view) { _ in
            switch done.outcome {
            case .installed:
                "The terms \(terms.id) are in force for new orders; clients accept them before they order.\n"
                    + "They move the next deadline of \(done.deadlinesMoved) account(s).\n"
            case .unchanged: "The terms \(terms.id) are installed already; new orders take \(inForce).\n"
            }
        }
    }
}

import ArgumentParser
import Controller
import Statements

struct PaymentImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Credit the payments that a bank statement (camt.053) or a CSV download reports (R6.3-02).",
        discussion: """
            Examples:
              lessor payment import 2026-03-04.xml --dry-run
              lessor payment import Download.CSV --mapping paypal

            A payment goes to the account or subscription that its payer named (A-1001, S-1001), never to a guess. The same \
            line counts once, however often it is imported. Exit status 2: some lines were rejected or are left for a person.
            """
    )

    @Argument(help: "The statement: camt.053 XML, or CSV.", completion: .file())
    var file: String

    @Option(help: "For CSV: what its columns mean; paypal, or the path of a YAML file of your own.")
    var mapping: String?

    @Option(help: "For CSV that can be read in two ways: the layout of the mapping.")
    var layout: String?

    @Flag(help: "Only show what would be done.")
    var dryRun = false

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let statement = try StatementFile(path: file, templates: workspace.templates)
            .read(mapping: mapping, layout: layout)
        let view = ImportView(try StatementImport(workspace, recording: !dryRun).run(statement), dryRun: dryRun)
        try output.print(view, table: view.text)
        guard view.leftToPeople == 0 else {
            let lines = view.leftToPeople == 1 ? "1 line of \(file) was" : "\(view.leftToPeople) lines of \(file) were"
            throw FoundSomething(
                description: "\(lines) rejected or left for a person; see `lessor payment unmatched`."
            )
        }
    }
}

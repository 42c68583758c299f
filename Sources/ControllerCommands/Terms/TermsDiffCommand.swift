import ArgumentParser
import Contract
import Controller

struct TermsDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two versions of the terms: an installed one or a file each.",
        discussion: "Example: lessor terms diff serveurts-2010-02-02 own-2027.yaml"
    )

    @Argument(help: "An installed version, or a file with a slash or .yaml in its name.")
    var old: String

    @Argument(help: "The other; compared with the first.")
    var new: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let rows = try TermsDifference.between(try state.terms(old), try state.terms(new))
        try output.print(rows) { style in
            guard !rows.isEmpty else { return "The terms do not differ.\n" }
            var table = Table([.left("PART"), .left("NAME"), .left("FIELD"), .left("BEFORE"), .left("AFTER")])
            for row in rows {
                table.add([
                    row.part.rawValue, row.name, row.field ?? "", row.before ?? "absent", row.after ?? "absent",
                ])
            }
            return table.text(style: style)
        }
    }
}

extension StateOptions {
    /// The terms of a file, which need no state, or an installed version of this state.
    func terms(_ name: String) throws -> Terms {
        name.contains("/") || name.hasSuffix(".yaml") ? try TermsDocument.load(name) : try open().terms(name)
    }
}

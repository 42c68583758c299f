import ArgumentParser
import Contract
import Controller

struct TermsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the terms: an article, a rule, the parameters or the readings.",
        discussion: """
            Examples:
              lessor terms show --article 6.11
              lessor terms show --rule R6.11-18
              lessor terms show own-2027.yaml --parameters
            """
    )

    @Argument(help: "An installed version, or a file with a slash or .yaml in its name; the one in force by default.")
    var terms: String?

    @Option(help: "The rules and parameters of this article.")
    var article: String?

    @Option(help: "One rule with the words of the text.")
    var rule: String?

    @Flag(help: "The figures, each with its article and line.")
    var parameters = false

    @Flag(help: "The readings of what the text leaves open.")
    var readings = false

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [article != nil, rule != nil, parameters, readings].count(where: { $0 }) <= 1 else {
            throw ValidationError("Give one of --article, --rule, --parameters and --readings.")
        }
    }

    func run() throws {
        let terms = try chosen()
        let pages = TermsPages(terms)
        if let article {
            let rules = terms.rules.filter { $0.article == article }
            guard !rules.isEmpty else { throw missing("article", article) }
            return try output.print(rules) { pages.rules(rules, style: $0) }
        }
        if let rule {
            guard let found = terms.citation(of: rule) else { throw missing("rule", rule) }
            return try output.print(found) { pages.rule(found, style: $0) }
        }
        if parameters {
            let rows = try TermsParameterRow.all(of: terms)
            return try output.print(terms.parameters) { pages.parameters(rows, style: $0) }
        }
        if readings { return try output.print(terms.readings) { pages.readings(style: $0) } }
        try output.print(terms) { pages.summary(style: $0) }
    }

    private func chosen() throws -> Terms {
        if let terms { return try state.terms(terms) }
        let workspace = try state.open()
        return try workspace.terms(workspace.book.current)
    }

    private func missing(_ kind: String, _ name: String) -> WorkspaceError {
        .noSuch(kind: kind, id: name, list: "lessor terms show")
    }
}

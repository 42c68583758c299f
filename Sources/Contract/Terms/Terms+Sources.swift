extension Terms {
    /// What does not fit the rules that the engine executes: those of `reference`, the terms that ship with it.
    package func problems(beside reference: Terms) -> [TermsProblem] {
        let known = Dictionary(reference.rules.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let mine = Set(rules.map(\.id))
        let missing = reference.rules.filter { !mine.contains($0.id) }.map { rule in
            TermsProblem(
                ["rules"],
                "the rule \(rule.id) is missing, but the engine cites it; add it with the words of your text."
            )
        }
        return missing
            + rules.indices.compactMap { index in
                let rule = rules[index]
                guard let standard = known[rule.id] else {
                    return TermsProblem(
                        ["rules", "\(index)", "id"],
                        "the engine has no rule \(rule.id); remove it or correct its number."
                    )
                }
                guard rule.kind != standard.kind else { return nil }
                return TermsProblem(
                    ["rules", "\(index)", "kind"],
                    "the kind of \(rule.id) is \(rule.kind.rawValue), but the engine treats it as \(standard.kind.rawValue); write that."
                )
            }
    }

    /// Values and words that do not stand where the file says: `lines` are those of the text.
    package func problems(citing lines: [String]) -> [TermsProblem] {
        let articles = Set(rules.map(\.article))
        return sources.flatMap { source -> [TermsProblem] in
            var problems: [TermsProblem] = []
            if !articles.contains(source.article) {
                problems.append(
                    TermsProblem(
                        source.field + ["article"],
                        "the article \(source.article) has no rule; cite one that a rule names."
                    )
                )
            }
            if let line = source.line, !(1...max(1, lines.count)).contains(line) {
                problems.append(
                    TermsProblem(
                        source.field + ["line"],
                        "the text has \(lines.count) lines and no line \(line); correct the number."
                    )
                )
            }
            return problems
        } + rules.indices.compactMap { misquotation($0, in: lines) }
    }

    private func misquotation(_ index: Int, in lines: [String]) -> TermsProblem? {
        let rule = rules[index]
        let isThere = lines.indices.contains(rule.line - 1) && lines[rule.line - 1].contains(rule.quote)
        guard rule.quote.isEmpty || !isThere else { return nil }
        let found = rule.quote.isEmpty ? nil : lines.firstIndex { $0.contains(rule.quote) }
        let remedy = found.map { "it stands on line \($0 + 1)" } ?? "quote the text exactly"
        return TermsProblem(
            ["rules", "\(index)", "quote"],
            "the quote of \(rule.id) is not found on line \(rule.line) of the text; \(remedy)."
        )
    }

    /// Where parameters and methods say that they come from.
    private var sources: [(field: [String], article: String, line: Int?)] {
        parameters.sources.map { (["parameters", $0.name], $0.article, $0.line) }
            + methods.enumerated().map { (["methods", "\($0.offset)"], $0.element.article, $0.element.line) }
    }
}

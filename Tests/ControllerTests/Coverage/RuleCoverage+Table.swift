import Contract

extension RuleCoverage {
    /// One line for each rule, then what is missing.
    var table: String {
        let lines = rules.map { rule in
            let evidence = of(rule)
            let columns = [
                "\(rule.id)", rule.kind.rawValue,
                Self.list(evidence.sources(of: rule.kind).map { String($0.split(separator: "/").last ?? "") }),
                Self.list(evidence.namedTests.union(evidence.tests)),
                Self.list(evidence.explanations.map { String($0.split(separator: "/").last ?? "") }),
            ]
            return "| " + columns.joined(separator: " | ") + " |"
        }
        let head = ["| rule | kind | enforced in | tests | explained by |", "|---|---|---|---|---|"]
        let sum = "\(rules.count) rules, \(gaps.count) not covered."
        return (head + lines + [sum] + gaps).joined(separator: "\n") + "\n"
    }

    /// The first few in order, and how many more there are.
    private static func list(_ items: some Sequence<String>) -> String {
        let all = Set(items).sorted()
        let shown = all.prefix(3).map { $0.replacing("|", with: "/") }.joined(separator: "; ")
        return all.count > 3 ? "\(shown); \(all.count - 3) more" : shown
    }
}

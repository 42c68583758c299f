import Contract

/// What the tree shows for one rule of the terms.
struct RuleEvidence {
    /// Files whose code carries the rule's id, outside of what only tells users about it.
    var code: Set<String> = []
    /// Files where only a comment names it.
    var remarks: Set<String> = []
    /// Files outside the code that carry it out: mails, pages and price lists.
    var templates: Set<String> = []
    /// Tests whose body asserts it, and scenarios that expect it.
    var tests: Set<String> = []
    /// Tests that carry it in their name.
    var namedTests: Set<String> = []
    /// Lines of played scenarios, mails, pages and sentences of the command that tell it to a person.
    var explanations: Set<String> = []

    /// A comment alone enforces nothing: somebody must have written the test that would fail without it.
    func sources(of kind: Terms.Rule.Kind) -> Set<String> {
        var found = code
        if !namedTests.isEmpty { found.formUnion(remarks) }
        if kind == .interface { found.formUnion(templates) }
        return found
    }

    /// What is missing; empty when the rule is covered.
    func gaps(of kind: Terms.Rule.Kind) -> [String] {
        guard kind != .declaratory else { return [] }
        var gaps: [String] = []
        if sources(of: kind).isEmpty { gaps.append("nothing enforces it") }
        if tests.isEmpty && namedTests.isEmpty { gaps.append("no test exercises it") }
        if kind == .enforced && explanations.isEmpty { gaps.append("no explanation shows it") }
        return gaps
    }
}

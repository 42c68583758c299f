import Contract
import Foundation

@testable import Controller

/// Coverage by article: every rule of the shipped terms with what enforces, tests and explains it (docs/rules.md).
struct RuleCoverage {
    let rules: [Terms.Rule]
    private(set) var evidence: [String: RuleEvidence] = [:]

    init() throws {
        rules = try TermsDocument.decode(
            try TermsDocument.shipped(in: Repository.templates + "/terms").text,
            name: "shipped"
        ).rules
        for file in try SourceText.files(in: ["Sources", "Agents"], ending: ".swift") { readSource(file) }
        for file in try SourceText.files(in: ["Tests"], ending: ".swift") { readTest(file) }
        for file in try SourceText.files(in: ["Templates/mail", "Templates/pages"], ending: ".mustache") {
            readTemplate(file)
        }
        for name in ScenarioTests.shipped { try play(name) }
    }

    /// One sentence for each rule that is not covered.
    var gaps: [String] {
        rules.compactMap { rule in
            let gaps = of(rule).gaps(of: rule.kind)
            return gaps.isEmpty ? nil : "\(rule.id) (\(rule.kind.rawValue)): \(gaps.joined(separator: ", "))."
        }
    }

    func of(_ rule: Terms.Rule) -> RuleEvidence { evidence[rule.id.description] ?? RuleEvidence() }

    private mutating func readSource(_ file: SourceText) {
        for mention in file.mentions() {
            switch mention.place {
            case .comment: evidence[mention.rule, default: RuleEvidence()].remarks.insert(file.path)
            // Commands and explanations tell of a rule; what they tell is carried out elsewhere.
            case .code, .sentence:
                if file.tellsOnly {
                    evidence[mention.rule, default: RuleEvidence()].explanations.insert(file.path)
                } else {
                    evidence[mention.rule, default: RuleEvidence()].code.insert(file.path)
                    guard mention.place == .sentence else { continue }
                    evidence[mention.rule, default: RuleEvidence()].explanations.insert(file.path)
                }
            }
        }
    }

    private mutating func readTest(_ file: SourceText) {
        for mention in file.mentions() where mention.place != .comment {
            let name = "\(file.name): \(mention.function ?? "support")"
            if mention.isInFunctionName {
                evidence[mention.rule, default: RuleEvidence()].namedTests.insert(name)
            } else if mention.function != nil {
                evidence[mention.rule, default: RuleEvidence()].tests.insert(name)
            }
        }
    }

    private mutating func readTemplate(_ file: SourceText) {
        for rule in Set(file.mentions().map(\.rule) + SourceText.ids(in: file.name)) {
            evidence[rule, default: RuleEvidence()].templates.insert(file.path)
            evidence[rule, default: RuleEvidence()].explanations.insert(file.path)
        }
    }

    /// Only what the core really does when it is played explains a rule, and only what a scenario insists on tests it.
    private mutating func play(_ name: String) throws {
        let path = "\(Repository.templates)/scenarios/\(name)"
        let scenario = try ScenarioFile(path, templates: ScenarioTests.templates).scenario()
        for rule in Set(scenario.play().rows.compactMap { $0.rule?.description }) {
            evidence[rule, default: RuleEvidence()].explanations.insert("played \(name)")
        }
        let expected = scenario.expectations.filter { $0.times != 0 }.compactMap { $0.rule }
        for rule in expected + scenario.entries.compactMap(\.refusedBy) {
            evidence[rule.description, default: RuleEvidence()].tests.insert("scenario \(name)")
        }
    }
}

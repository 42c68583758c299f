import Contract
import Foundation
import Testing

@testable import Controller

/// Coverage by article; `make coverage-rules` prints the table.
@Suite struct RuleCoverageTests {
    @Test func `every rule of the terms is enforced, exercised by a test and told to somebody`() throws {
        let coverage = try RuleCoverage()
        #expect(coverage.rules.count == 178)
        // 144 rules to enforce, and two that are declaratory and enforced at once.
        #expect(coverage.rules.count { $0.kind == .enforced } == 146)
        if let path = ProcessInfo.processInfo.environment["LESSOR_RULE_TABLE"] {
            try coverage.table.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(coverage.gaps.isEmpty, "\(coverage.gaps.joined(separator: "\n"))")
    }

    @Test func `a comment enforces nothing, unless a test carries the rule in its name`() {
        var evidence = RuleEvidence()
        evidence.remarks = ["a"]
        evidence.tests = ["b"]
        evidence.explanations = ["c"]
        #expect(evidence.gaps(of: .enforced) == ["nothing enforces it"])
        evidence.namedTests = ["R1-01"]
        #expect(evidence.gaps(of: .enforced).isEmpty)
        evidence.explanations = []
        #expect(evidence.gaps(of: .enforced) == ["no explanation shows it"] && evidence.gaps(of: .interface).isEmpty)
        #expect(RuleEvidence().gaps(of: .enforced).count == 3 && RuleEvidence().gaps(of: .declaratory).isEmpty)
    }

    @Test func `rules are found where they stand: in code, sentences, comments and names of tests`() {
        let text = """
            /// Refused (R1-01).
            let rule = "R1-02"  // R1-03
            let help = "https://example.org (R1-04)"
            @Test func `R1-05 does`() {
                #expect(rule == "R1-06")
            """
        let mentions = SourceText(path: "Sources/A.swift", text: text).mentions()
        #expect(mentions.map(\.rule) == ["R1-01", "R1-02", "R1-03", "R1-04", "R1-05", "R1-06"])
        #expect(mentions.map(\.place) == [.comment, .code, .comment, .sentence, .sentence, .code])
        #expect(mentions.map(\.isInFunctionName) == [false, false, false, false, true, false])
        #expect(mentions.last?.function == "R1-05 does")
    }
}

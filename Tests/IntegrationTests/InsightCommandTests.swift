import Foundation
import Testing

/// `lessor explain`, `plan` and `scenario run` as a person runs them.
@Suite struct InsightCommandTests {
    private static let scenarios = "\(LessorProgram.source)/Templates/scenarios"

    /// A client who ordered yesterday and has paid all but a cent today.
    private func makeLab() async throws -> TemporaryLab {
        let lab = try await TemporaryLab()
        try await lab.openClient()
        for command in [
            "tick", "clock advance 1d",
            "payment credit A-1001 --amount 6.99 --method transfer --reference VIR-1",
            "payment code validate A-1001 XK7P-22QD --amount 3.00",
        ] {
            let result = try await lab.run(command.split(separator: " ").map(String.init))
            try #require(result.status == 0, "\(command): \(result.errors)")
        }
        return lab
    }

    @Test(arguments: ["A-1001", "S-1001", "srv-1001"])
    func `explain tells what is, by which rules and words, and what did not happen`(subject: String) async throws {
        let lab = try await makeLab()
        let now = try await lab.run("explain", subject).output
        for words in [
            "A-1001: balance 6.99 EUR", "R6.2-01  mail: receipt of the order", "art. 6.2 « ServeurTS accuse réception",
            "reference VIR-1", "not set up: balance 6.99 EUR, 7.00 EUR needed",
        ] { #expect(now.contains(words), "\(words) in \(now)") }
        let before = try await lab.run("explain", subject, "--at", "2026-01-31 12:00").output
        #expect(before.contains("as it was on 2026-01-31 12:00:00") && !before.contains("VIR-1"), "\(before)")
        #expect(before.contains("not set up: balance 0.00 EUR, 7.00 EUR needed"), "\(before)")
    }

    @Test func `explain of what does not exist`() async throws {
        let lab = try await TemporaryLab()
        for subject in ["A-9", "S-9", "srv-9"] {
            let result = try await lab.run("explain", subject)
            #expect(result.status == 66 && result.output.isEmpty, "\(subject): \(result.output)")
        }
    }

    private struct Plan: Decodable {
        struct Row: Decodable {
            let rule: String
            let account: String
        }

        struct Month: Decodable { let month: String }

        let until: String
        let rows: [Row]
        let months: [Month]
    }

    private func plan(_ lab: TemporaryLab, _ words: String...) async throws -> Plan {
        let result = try await lab.run(["plan", "--format", "json"] + words)
        return try JSONDecoder().decode(Plan.self, from: Data(result.output.utf8))
    }

    @Test func `plan looks as far as it is told, at all accounts or one`() async throws {
        let lab = try await makeLab()
        try await lab.openClient(1002)
        _ = try await lab.run("tick")
        // The code can be converted until 2026-03-03.
        let near = try await plan(lab, "--until", "2026-03-03")
        #expect(near.rows.isEmpty && near.until == "2026-03-03 00:00:00")
        let far = try await plan(lab, "--until", "2026-03-31")
        #expect(far.rows.contains { $0.rule == "R6.8-03" } && far.rows.allSatisfy { $0.account == "A-1001" })
        #expect(far.months.map(\.month) == ["2026-02", "2026-03"])
        #expect(try await plan(lab, "--until", "2026-03-31", "--account", "A-1002").rows.isEmpty)
    }

    @Test func `a scenario under another reading or figure shows what changes`() async throws {
        let renewal = "\(Self.scenarios)/6.11-renewal.yaml"
        let plain = try await LessorProgram.run(["scenario", "run", renewal])
        #expect(plain.status == 0 && plain.output.contains("mail: service stopped"), "\(plain.errors)")
        let reading = try await LessorProgram.run(["scenario", "run", renewal, "--policy", "AMB-12=A", "--diff"])
        #expect(reading.output.contains("R6.4-14") && !plain.output.contains("R6.4-14"), "\(reading.output)")
        let outage = "\(Self.scenarios)/7.9-outage.yaml"
        let other = ["scenario", "run", outage, "--parameter", "outageThresholdDays=4"]
        let played = try await LessorProgram.run(other)
        #expect(played.status == 2 && played.errors.contains("did not come true"), "\(played.errors)")
        let figure = try await LessorProgram.run(other + ["--diff"])
        let refunds = figure.output.split(separator: "\n").filter { $0.contains("refund/S-1/1: 7.00 EUR to client") }
        #expect(refunds.map { $0.prefix(13) } == ["+  2010-01-26", "-  2010-02-06"], "\(figure.output)")
        let wrong = try await LessorProgram.run(["scenario", "run", renewal, "--policy", "AMB-14=B"])
        #expect(wrong.status == 65 && wrong.errors.contains("reading B of AMB-14 is not supported"), "\(wrong.errors)")
    }
}

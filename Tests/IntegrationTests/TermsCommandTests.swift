import Foundation
import Testing

/// `lessor terms` as a provider uses it for terms of his own.
@Suite struct TermsCommandTests {
    private static let shipped = "\(LessorProgram.source)/Templates/terms/serveurts-2010-02-02"

    /// The provider's file with its text beside it.
    private func write(_ changes: [(String, String)], to path: String) throws {
        var yaml = try String(contentsOfFile: Self.shipped + ".yaml", encoding: .utf8)
        for (old, new) in changes {
            try #require(yaml.contains(old))
            yaml = yaml.replacing(old, with: new)
        }
        try yaml.write(toFile: path, atomically: true, encoding: .utf8)
        let text = try String(contentsOfFile: Self.shipped + ".txt", encoding: .utf8)
        try text.write(toFile: path.replacing(".yaml", with: ".txt"), atomically: true, encoding: .utf8)
    }

    @Test func `check names every mistake as file, line and reason, and ends with 65`() async throws {
        let lab = try await TemporaryLab()
        let own = lab.folder.path + "/own.yaml"
        try write(
            [("noticeHour: {value: 9", "noticeHour: {value: 99"), ("AMB-05: {reading: B", "AMB-05: {reading: Q")],
            to: own
        )
        let checked = try await LessorProgram.run(["terms", "check", own])
        #expect(checked.status == 65 && checked.errors.contains("2 mistakes"), "\(checked.errors)")
        let lines = checked.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("\(own):31: noticeHour is 99"), "\(lines)")
        #expect(lines[1].hasPrefix("\(own):47: ") && lines[1].contains("AMB-05"), "\(lines)")
        let json = try await LessorProgram.run(["terms", "check", own, "--format", "json"])
        let problems = try #require(try JSON.parse(json.output) as? [[String: Any]])
        #expect(json.status == 65 && problems.map { $0["line"] as? Int } == [31, 47])
        let installed = try await lab.run("terms", "install", own)
        #expect(installed.status == 65 && installed.errors.contains("\(own):31: "), "\(installed.errors)")
        #expect(try await LessorProgram.run(["terms", "check", "/nonexistent.yaml"]).status == 74)
        let good = try await LessorProgram.run(["terms", "check", Self.shipped + ".yaml"])
        #expect(good.status == 0 && good.output.contains("178 rules"), "\(good.errors)")
    }

    @Test func `R0-01 AMB-01 R2-03: installed terms govern the orders that follow, once accepted`() async throws {
        let lab = try await TemporaryLab()
        try await lab.openClient()
        let own = lab.folder.path + "/own.yaml"
        try write(
            [("id: serveurts-2010-02-02", "id: own-2027"), ("graceDays: {value: 10", "graceDays: {value: 9")],
            to: own
        )
        // The grace is shorter now, so what is kept within it must be too.
        #expect(try await lab.run("terms", "install", own).status == 65)
        let changes = [
            ("id: serveurts-2010-02-02", "id: own-2027"), ("graceDays: {value: 10", "graceDays: {value: 9"),
            ("parameterRetentionDays: {value: 10", "parameterRetentionDays: {value: 9"),
        ]
        try write(changes, to: own)
        let diff = try await lab.run("terms", "diff", "serveurts-2010-02-02", own)
        #expect(diff.output.contains("graceDays") && diff.output.split(separator: "\n").count == 4, "\(diff.output)")
        let installed = try await lab.run("terms", "install", own)
        #expect(installed.status == 0 && installed.output.contains("deadline of 0 account(s)"), "\(installed.output)")
        let again = try await lab.run("terms", "install", own)
        #expect(again.status == 0 && again.output.contains("installed already"), "\(again.output)")

        let order = ["order", "place", "A-1001", "--product", "mumble", "--slots", "10"]
        let refused = try await lab.run(order)
        #expect(refused.status == 1 && refused.errors.contains("own-2027"), "\(refused.errors)")
        #expect(try await lab.run("account", "accept", "A-1001").status == 0)
        #expect(try await lab.run(order).status == 0)
        let orders = try await ["S-1001", "S-1002"].asyncMap { try await lab.run("subscription", "show", $0).output }
        #expect(orders[0].contains("serveurts-2010-02-02") && orders[1].contains("own-2027"), "\(orders)")

        try write(changes + [("noticeHour: {value: 9", "noticeHour: {value: 8")], to: own)
        let changed = try await lab.run("terms", "install", own)
        #expect(changed.status == 1 && changed.errors.contains("another text"), "\(changed.errors)")
        let list = try await lab.run("terms", "list").output.split(separator: "\n")
        #expect(list.count == 3 && list[2].contains("own-2027") && list[2].contains("take it"), "\(list)")
        #expect(try await lab.run("ledger", "verify").status == 0)
    }

    @Test func `installed terms move the deadline of a debt, and the books stay whole`() async throws {
        let lab = try await TemporaryLab()
        try await lab.openClient()
        let invoice = ["debt", "invoice", "A-1001", "--id", "EXP-1", "--amount", "25.00", "--due", "2026-02-20"]
        let invoiced = try await lab.run(invoice + ["--reason", "Expert", "--proof", "report.pdf"])
        try #require(invoiced.status == 0, "\(invoiced.errors)")
        let own = lab.folder.path + "/own.yaml"
        try write(
            [("id: serveurts-2010-02-02", "id: own-2027"), ("debitMinute: {value: 5", "debitMinute: {value: 6")],
            to: own
        )
        let installed = try await lab.run("terms", "install", own, "--format", "json")
        let view = try #require(try JSON.parse(installed.output) as? [String: Any], "\(installed.errors)")
        #expect(view["deadlinesMoved"] as? Int == 1 && view["inForce"] as? String == "own-2027")
        let verified = try await lab.run("ledger", "verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }

    @Test func `show prints articles, rules, parameters and readings as tables and as JSON`() async throws {
        let lab = try await TemporaryLab()
        let cases: [([String], [String])] = [
            ([], ["serveurts-2010-02-02", "allopass", "LOYALTY"]), (["--article", "6.11"], ["R6.11-18"]),
            (["--rule", "R6.11-18"], ["220", "«"]), (["--parameters"], ["graceDays", "6.11", "218"]),
            (["--readings"], ["AMB-15", "A B"]),
        ]
        for (words, says) in cases {
            let table = try await lab.run(["terms", "show"] + words)
            #expect(table.status == 0, "\(table.errors)")
            for word in says { #expect(table.output.contains(word), "\(words): \(table.output)") }
            try JSON.parse(try await lab.run(["terms", "show", "--format", "json"] + words).output)
        }
        #expect(try await lab.run("terms", "show", "--rule", "R9-99").status == 66)
        #expect(try await lab.run("terms", "show", "--parameters", "--readings").status == 64)
        #expect(try await lab.run("terms", "show", "own-2099").status == 66)
    }
}

extension [String] {
    fileprivate func asyncMap<Value>(_ transform: (String) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}

import Contract
import Store
import Testing

@testable import Controller

/// A provider's own terms: every kind of mistake is named with its line, all of a file at once.
@Suite struct TermsFileTests {
    @Test func `the shipped terms have no mistake`() throws {
        #expect(try OwnTerms.read(OwnTerms.shipped + ".yaml").problems == [])
        #expect(try OwnTerms.read(OwnTerms.shipped + ".yaml").terms().rules.count == 178)
    }

    @Test(arguments: TermsFlaw.figures + TermsFlaw.tables) func `a mistake is named with its line`(
        _ flaw: TermsFlaw
    ) throws {
        let folder = try TemporaryFolder()
        let (path, lines) = try OwnTerms.file([(flaw.old, flaw.new)], in: folder)
        let checked = try OwnTerms.read(path)
        let found = try #require(checked.problems.first { $0.reason.contains(flaw.says) }, "\(checked.problems)")
        let line = try #require(found.line)
        // A rule's fields stand on lines of their own; its place is any of them.
        let near = lines[max(0, line - 1)..<min(lines.count, line + 4)]
        #expect(near.contains { $0.contains(flaw.at) }, "\(found)")
        #expect(found.listed.hasPrefix("\(path):\(line): ") && !found.listed.contains("\n"))
        #expect(found.description.hasPrefix("The file \(path) cannot be used: ") && !found.description.hasSuffix(".."))
        #expect(throws: WorkspaceError.self) { try checked.terms() }
    }

    @Test func `one run names all mistakes of a file in the order of its lines`() throws {
        let folder = try TemporaryFolder()
        let changes = [
            ("graceDays: {value: 10", "graceDays: {value: ten"), ("noticeHour: {value: 9", "noticeHour: {value: 24"),
            ("AMB-05: {reading: B", "AMB-05: {reading: Q"), ("{id: paypal,", "{id: paypal, fee: 3,"),
            ("line: 12\n    kind: E", "line: 12\n    kind: X"), ("R6.12-07", "R6.12-99"),
        ]
        let checked = try OwnTerms.read(try OwnTerms.file(changes, in: folder).path)
        let reasons = checked.problems.map(\.reason)
        let expected = [
            "parameters.graceDays.value", "noticeHour is 24", "readings.AMB-05.reading", "methods[0].fee is not known",
            "R6.12-07 is missing", "rules[2].kind", "no rule R6.12-99",
        ]
        #expect(reasons.count == expected.count, "\(reasons)")
        for (reason, words) in zip(reasons, expected) { #expect(reason.contains(words), "\(reasons)") }
        let places = checked.problems.compactMap(\.line)
        #expect(places.count == expected.count && places == places.sorted())
    }

    @Test func `without the text beside it nothing can be cited`() throws {
        let folder = try TemporaryFolder()
        let checked = try OwnTerms.read(try OwnTerms.file([], in: folder, text: false).path)
        #expect(checked.problems.map(\.line) == [1])
        #expect(checked.problems[0].reason.contains("own.txt cannot be read"))
    }

    @Test func `a difference names part, entry, field and both values`() throws {
        let folder = try TemporaryFolder()
        let path = try OwnTerms.file(
            [
                ("id: serveurts-2010-02-02", "id: own-2027"), ("noticeHour: {value: 9", "noticeHour: {value: 8"),
                ("AMB-15: {reading: A", "AMB-15: {reading: B"), ("tokenPriceCents: 180", "tokenPriceCents: 190"),
                ("{fromSlots: 1, percent: 7}", "{fromSlots: 1, percent: 8}"),
            ],
            in: folder
        ).path
        let rows = try TermsDifference.between(
            try TermsDocument.load(OwnTerms.shipped + ".yaml"),
            try TermsDocument.load(path)
        )
        #expect(
            rows.map { "\($0.part) \($0.name) \($0.field ?? "-") \($0.before ?? "-") > \($0.after ?? "-")" } == [
                "head id value serveurts-2010-02-02 > own-2027",
                "parameter noticeHour value 9 > 8",
                "reading AMB-15 reading A > B",
                "method allopass tokenPriceCents 180 > 190",
                "loyalty 25 bands [{fromSlots: 1, percent: 7}] > [{fromSlots: 1, percent: 8}]",
            ]
        )
    }
}

import Contract
import Foundation
import Store
import Testing

@testable import Controller

/// A provider's own terms: every kind of mistake is named with its line, all of a file at once.
@Suite struct TermsFileTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let old: String
        let new: String
        /// A piece of the line on which it is reported.
        let at: String
        let says: String

        init(_ name: String, _ old: String, _ new: String, at: String, says: String) {
            (testDescription, self.old, self.new, self.at, self.says) = (name, old, new, at, says)
        }
    }

    private static let notice = "renewalNoticeDays: {value: 10, article: \"6.11\", line: 198}"
    private static let lastRule = "  - id: R6.11-18\n"

    static let mistakes = [
        Mistake(
            "unknown parameter",
            "  graceDays:",
            "  graseDays: {value: 1}\n  graceDays:",
            at: "graseDays",
            says: "graseDays is not known"
        ),
        Mistake(
            "unknown key of a value",
            notice,
            "renewalNoticeDays: {value: 10, article: \"6.11\", lime: 198}",
            at: "lime",
            says: "parameters.renewalNoticeDays.lime is not known"
        ),
        Mistake(
            "unknown section",
            "readings:\n",
            "colour: blue\nreadings:\n",
            at: "colour",
            says: "colour is not known"
        ),
        Mistake(
            "missing parameter",
            "  " + notice + "\n",
            "",
            at: "parameters:",
            says: "parameters.renewalNoticeDays is missing"
        ),
        Mistake(
            "missing article",
            notice,
            "renewalNoticeDays: {value: 10, line: 198}",
            at: "renewalNoticeDays",
            says: "parameters.renewalNoticeDays.article is missing"
        ),
        Mistake(
            "no number",
            "graceDays: {value: 10",
            "graceDays: {value: ten",
            at: "graceDays",
            says: "parameters.graceDays.value"
        ),
        Mistake(
            "missing reading",
            "  AMB-05:",
            "  # AMB-05:",
            at: "readings:",
            says: "no reading is chosen for AMB-05"
        ),
        Mistake(
            "unknown reading",
            "  AMB-05:",
            "  AMB-99: {reading: A, why: x}\n  AMB-05:",
            at: "AMB-99",
            says: "no reading called AMB-99"
        ),
        Mistake(
            "letter that does not exist",
            "AMB-05: {reading: B",
            "AMB-05: {reading: Q",
            at: "AMB-05",
            says: "write A, B, C or A+B"
        ),
        Mistake(
            "unsupported letter",
            "AMB-05: {reading: B",
            "AMB-05: {reading: A",
            at: "AMB-05",
            says: "reading A of AMB-05 is not supported; write B"
        ),
        Mistake(
            "out of range",
            "noticeHour: {value: 9",
            "noticeHour: {value: 24",
            at: "noticeHour",
            says: "write a value from 0 to 23"
        ),
        Mistake(
            "another currency",
            "currency: {value: EUR",
            "currency: {value: USD",
            at: "currency",
            says: "euros only"
        ),
        Mistake(
            "no country",
            "chequeCountry: {value: FR",
            "chequeCountry: {value: France",
            at: "chequeCountry",
            says: "two capital letters"
        ),
        Mistake(
            "reminders after the destruction",
            "value: [3, 1]",
            "value: [11, 1]",
            at: "failureMailDays",
            says: "within the grace"
        ),
        Mistake(
            "no slack before the cutoff",
            "autoRenewCutoffDays: {value: 15",
            "autoRenewCutoffDays: {value: 18",
            at: "graceDays",
            says: "leave no slack in a month of 28 days"
        ),
        Mistake(
            "notice within the grace",
            "renewalNoticeDays: {value: 10",
            "renewalNoticeDays: {value: 18",
            at: "renewalNoticeDays",
            says: "overlap in a month of 28 days"
        ),
        Mistake(
            "deferral beyond the slack",
            "longestDeferralDays: {value: 2",
            "longestDeferralDays: {value: 3",
            at: "longestDeferralDays",
            says: "from 0 to 2"
        ),
        Mistake(
            "no row of the reset",
            "fromSlots: 1, percent: 3}",
            "fromSlots: 1, percent: 2}",
            at: "loyalty:",
            says: "no loyalty row gives 3 % from 1 slots on"
        ),
        Mistake(
            "no reset in one band",
            "[{fromSlots: 1, percent: 3}]",
            "[{fromSlots: 1, percent: 3}, {fromSlots: 50, percent: 2}]",
            at: "loyalty:",
            says: "from 50 slots on"
        ),
        Mistake(
            "bands out of order",
            "bands: [{fromSlots: 1, percent: 4}]",
            "bands: [{fromSlots: 2, percent: 4}]",
            at: "fromRenewal: 4",
            says: "must begin at 1"
        ),
        Mistake(
            "method twice",
            "{id: transfer,",
            "{id: cheque,",
            at: "Paiement par Virement",
            says: "cheque is listed twice"
        ),
        Mistake(
            "way of crediting",
            "creditedOn: bank credit",
            "creditedOn: cash",
            at: "Paiement par Virement",
            says: "write completed, bank credit, clearing, conversion"
        ),
        Mistake(
            "price of a token",
            "tokenPriceCents: 180",
            "tokenPriceCents: 0",
            at: "id: allopass",
            says: "a token costs 0 cents"
        ),
        Mistake(
            "article without a rule",
            "noticeHour: {value: 9, article: \"6.11\"}",
            "noticeHour: {value: 9, article: \"6.99\"}",
            at: "noticeHour",
            says: "the article 6.99 has no rule"
        ),
        Mistake(
            "line beyond the text",
            "article: \"6.11\", line: 218}",
            "article: \"6.11\", line: 2180}",
            at: "graceDays",
            says: "no line 2180"
        ),
        Mistake(
            "rule twice",
            lastRule,
            "  - id: R6.11-17\n",
            at: "- id: R6.11-17",
            says: "the rule R6.11-17 is listed twice"
        ),
        Mistake("rule missing", lastRule, "  - id: R6.11-17\n", at: "rules:", says: "the rule R6.11-18 is missing"),
        Mistake(
            "rule too many",
            lastRule,
            "  - id: R6.11-99\n",
            at: "R6.11-99",
            says: "the engine has no rule R6.11-99"
        ),
        Mistake(
            "kind that does not exist",
            "line: 12\n    kind: E",
            "line: 12\n    kind: X",
            at: "kind: X",
            says: "write E, I or D"
        ),
        Mistake(
            "kind that the engine does not give it",
            "line: 12\n    kind: E",
            "line: 12\n    kind: D",
            at: "kind: D",
            says: "treats it as E"
        ),
        Mistake(
            "quote not in the text",
            "ServeurTS est un service proposé",
            "ServeurTS est un produit proposé",
            at: "un produit proposé",
            says: "the quote of R1-01 is not found on line 11"
        ),
        Mistake(
            "quote on another line",
            "article: \"1\"\n    line: 12",
            "article: \"1\"\n    line: 13",
            at: "toute personne physique ou morale",
            says: "it stands on line 12"
        ),
        Mistake(
            "empty version",
            "version: \"2010-02-02T04:58\"",
            "version: \" \"",
            at: "version:",
            says: "the version is empty"
        ),
        Mistake(
            "id for no file name",
            "id: serveurts-2010-02-02",
            "id: a/b",
            at: "id: a/b",
            says: "letters, digits, points and hyphens"
        ),
        Mistake("no such zone", "zone: Europe/Paris", "zone: Europe/Fresnes", at: "zone:", says: "Europe/Fresnes"),
        Mistake(
            "key twice",
            "  graceDays:",
            "  noticeHour: {value: 1, article: \"6.11\"}\n  graceDays:",
            at: "noticeHour",
            says: "noticeHour is written twice"
        ),
        Mistake("no YAML", "readings:\n", "readings: {\n", at: "AMB-02", says: "not YAML"),
    ]

    private static let shipped = "\(Repository.templates)/terms/serveurts-2010-02-02"

    /// The shipped terms with changes, in a file of its own with the text beside it.
    private static func file(
        _ changes: [(old: String, new: String)],
        in folder: TemporaryFolder,
        text: Bool = true
    ) throws -> (path: String, lines: [String]) {
        var yaml = try String(contentsOfFile: shipped + ".yaml", encoding: .utf8)
        for change in changes {
            let place = try #require(yaml.range(of: change.old), "\(change.old)")
            yaml.replaceSubrange(place, with: change.new)
        }
        if text { _ = try folder.write(try String(contentsOfFile: shipped + ".txt", encoding: .utf8), to: "own.txt") }
        return (try folder.write(yaml, to: "own.yaml"), yaml.components(separatedBy: "\n"))
    }

    private static func read(_ path: String) throws -> TermsFile {
        try TermsFile.read(path, templates: TemplateDirectory(path: Repository.templates))
    }

    @Test func `the shipped terms have no mistake`() throws {
        #expect(try Self.read(Self.shipped + ".yaml").problems == [])
        #expect(try Self.read(Self.shipped + ".yaml").terms().rules.count == 178)
    }

    @Test(arguments: mistakes) func `a mistake is named with its line`(_ mistake: Mistake) throws {
        let folder = try TemporaryFolder()
        let (path, lines) = try Self.file([(mistake.old, mistake.new)], in: folder)
        let checked = try Self.read(path)
        let found = try #require(checked.problems.first { $0.reason.contains(mistake.says) }, "\(checked.problems)")
        // A rule's fields stand on lines of their own; its place is any of them.
        let near = lines[max(0, found.line - 1)..<min(lines.count, found.line + 4)]
        #expect(near.contains { $0.contains(mistake.at) }, "\(found)")
        #expect(found.description.hasPrefix("\(path):\(found.line): ") && !found.description.contains("\n"))
        #expect(throws: WorkspaceError.self) { try checked.terms() }
    }

    @Test func `one run names all mistakes of a file in the order of its lines`() throws {
        let folder = try TemporaryFolder()
        let changes = [
            ("graceDays: {value: 10", "graceDays: {value: ten"), ("noticeHour: {value: 9", "noticeHour: {value: 24"),
            ("AMB-05: {reading: B", "AMB-05: {reading: Q"), ("{id: paypal,", "{id: paypal, fee: 3,"),
            ("line: 12\n    kind: E", "line: 12\n    kind: X"), ("R6.12-07", "R6.12-99"),
        ]
        let checked = try Self.read(try Self.file(changes, in: folder).path)
        let reasons = checked.problems.map(\.reason)
        let expected = [
            "parameters.graceDays.value", "noticeHour is 24", "readings.AMB-05.reading", "methods[0].fee is not known",
            "R6.12-07 is missing", "rules[2].kind", "no rule R6.12-99",
        ]
        #expect(reasons.count == expected.count, "\(reasons)")
        for (reason, words) in zip(reasons, expected) { #expect(reason.contains(words), "\(reasons)") }
        #expect(checked.problems.map(\.line) == checked.problems.map(\.line).sorted())
    }

    @Test func `without the text beside it nothing can be cited`() throws {
        let folder = try TemporaryFolder()
        let checked = try Self.read(try Self.file([], in: folder, text: false).path)
        #expect(checked.problems.map(\.line) == [1])
        #expect(checked.problems[0].reason.contains("own.txt cannot be read"))
    }

    @Test func `a difference names part, entry, field and both values`() throws {
        let folder = try TemporaryFolder()
        let path = try Self.file(
            [
                ("id: serveurts-2010-02-02", "id: own-2027"), ("noticeHour: {value: 9", "noticeHour: {value: 8"),
                ("AMB-15: {reading: A", "AMB-15: {reading: B"), ("tokenPriceCents: 180", "tokenPriceCents: 190"),
                ("{fromSlots: 1, percent: 7}", "{fromSlots: 1, percent: 8}"),
            ],
            in: folder
        ).path
        let rows = try TermsDifference.between(
            try TermsDocument.load(Self.shipped + ".yaml"),
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

    @Test func `R0-01 AMB-01: new terms govern new orders, old orders keep theirs`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        func order(_ workspace: Workspace) throws -> SubscriptionID {
            try workspace.placeOrder(
                for: account,
                product: "mumble",
                slots: 10,
                months: 1,
                name: nil,
                priority: 100
            ).0
        }
        let first = try order(lab.workspace)
        let folder = try TemporaryFolder()
        let path = try Self.file([("id: serveurts-2010-02-02", "id: own-2027")], in: folder).path
        #expect(try lab.workspace.installTerms(try Self.read(path)) == .installed)
        let renewed = try #require(try lab.workspace.renewed())
        #expect(try renewed.renewed() == nil)
        // R2-03: the new terms are accepted before the next order.
        let refusal = #expect(throws: Refusal.self) { try order(renewed) }
        #expect(refusal?.rule == "R2-03")
        try renewed.acceptTerms(for: account)
        let second = try order(renewed)
        // Who still works with the old book cannot touch an order that it knows no terms of.
        #expect(throws: StoreError.self) { try lab.workspace.record(.contact(.confirmed), for: account) }
        let subscriptions = try renewed.requireAccount(account).subscriptions
        #expect(subscriptions.map(\.id) == [first, second])
        #expect(subscriptions.map(\.order.terms) == ["serveurts-2010-02-02", "own-2027"])
        #expect(try renewed.installTerms(try Self.read(path)) == .unchanged)
        let changed = try Self.file(
            [("id: serveurts-2010-02-02", "id: own-2027"), ("noticeHour: {value: 9", "noticeHour: {value: 8")],
            in: folder
        ).path
        #expect(throws: StoreError.termsChanged("own-2027")) { try renewed.installTerms(try Self.read(changed)) }
        #expect(try renewed.store.currentTerms() == "own-2027")
        #expect(try renewed.store.verify(under: renewed.book).isWhole)
    }

    @Test func `a controller that runs meets orders under terms installed beside it`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        let controller = try lab.controller()
        _ = try await controller.pass()
        let folder = try TemporaryFolder()
        let path = try Self.file([("id: serveurts-2010-02-02", "id: own-2027")], in: folder).path
        _ = try lab.workspace.installTerms(try Self.read(path))
        let renewed = try #require(try lab.workspace.renewed())
        try renewed.acceptTerms(for: account)
        _ = try renewed.placeOrder(
            for: account,
            product: "mumble",
            slots: 10,
            months: 1,
            name: nil,
            priority: 100
        )
        let report = try await controller.pass()
        await controller.shutDown()
        #expect(report.problems == [] && report.mailed > 0)
        #expect(try renewed.store.parked().isEmpty)
    }
}

import Contract
import Foundation
import TestSupport
import Testing

@testable import Controller

struct ScenarioTests {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let templates = TemplateDirectory(path: package.appending(path: "Templates").path())

    static let shipped = names(in: templates.path + "/scenarios")

    static func names(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted()
    }

    @Test(arguments: shipped) func `a shipped scenario comes true`(name: String) throws {
        let play = try ScenarioFile("\(Self.templates.path)/scenarios/\(name)", templates: Self.templates).scenario()
            .play()
        #expect(play.problems.isEmpty, "\(play.problems.joined(separator: "\n"))")
        #expect(play.rows.count > 5)
    }

    /// Articles whose rules act outside the core, on pages, mails and files: the header's and 1's identity, and 12.3 to
    /// 12.5.
    static let outside = ["header", "1", "12.3", "12.4", "12.5"]

    @Test func `every article whose rules the core enforces has a scenario, and in it something is refused`() throws {
        let terms = try TermsDocument.decode(
            String(contentsOfFile: Self.templates.terms + "/serveurts-2010-02-02.yaml", encoding: .utf8),
            name: "serveurts-2010-02-02"
        )
        let articles = Set(terms.rules.filter { $0.kind == .enforced }.map(\.article)).subtracting(Self.outside)
        #expect(articles.count > 25)
        for article in articles.sorted() {
            let own = Self.shipped.filter { $0.hasPrefix("\(article)-") }
            let texts = try own.map {
                try String(contentsOfFile: "\(Self.templates.path)/scenarios/\($0)", encoding: .utf8)
            }
            #expect(texts.contains { $0.contains("refused: R") && $0.contains("\nexpect:") }, "article \(article)")
        }
    }

    @Test func `what is expected and does not come true is named with its line`() throws {
        let text = """
            title: Nothing is paid
            history:
              - {at: 2010-01-31 10:00, fact: {accountOpened: consumer}}
              - {at: 2010-01-31 11:00, fact: {renewalRequested: S-9}}
              - {at: 2010-01-31 12:00, refused: R6.4-02, fact: {orderPlaced: {subscription: S-1, product: mumble, slots: 10}}}
            expect:
              - {rule: R7.9-01}
              - {rule: R6.1-02, times: 0}
            end:
              balances: {A-1: 1.00 EUR}
              servers: {S-1: running}
              phases: {S-1: active 1}
            """
        let problems = try read(text).play().problems
        #expect(problems.count == 7)
        #expect(problems[0].hasPrefix("line 4: this was refused"))
        #expect(problems[1] == "line 5: this was taken, but R6.4-02 must refuse it.")
        #expect(problems[2].hasPrefix("line 7: R7.9-01 is expected at least once and is there 0 times"))
        #expect(problems[3].hasPrefix("line 8: R6.1-02 is expected 0 times"))
        #expect(problems[4] == "line 10: at the end A-1 must be 1.00 EUR and is 0.00 EUR.")
        #expect(problems[5] == "line 10: at the end phase S-1 must be active 1 and is awaitingFunds.")
        #expect(problems[6].hasPrefix("line 10: at the end server S-1 must be running and is absent"))
    }

    @Test(arguments: [
        ("history: []\n", "the title is missing"),
        ("title: T\nhistory: []\n", "the history is missing"),
        ("title: T\nfoo: 1\nhistory: []\n", "foo is not part of a scenario"),
        ("title: T\nhistory:\n  - {at: noon, fact: renewalRequested}\n", ":3: noon is not a time"),
        ("title: T\nhistory:\n  - {at: 2010-01-01, fact: {flood: 1}}\n", ":3: flood is no fact"),
        (
            "title: T\nhistory:\n  - {at: 2010-01-01, fakt: {accountOpened: consumer}}\n",
            ":3: an entry of the history has no fakt"
        ),
        (
            "title: T\nhistory:\n  - {at: 2010-01-01, fact: {renewalSwitched: {subscription: S-1}}}\n",
            ":3: renewalSwitched lacks on"
        ),
        (
            "title: T\nhistory:\n  - {at: 2010-01-01, fact: {renewalSwitched: {subscription: S-1, on: true, of: 2}}}\n",
            "nothing called of"
        ),
        (
            "title: T\nhistory:\n  - {at: 2010-01-01, by: cat, fact: {accountOpened: consumer}}\n",
            ":3: cat says no fact"
        ),
        (
            "title: T\nhistory:\n  - {at: 2010-01-02, fact: {accountOpened: consumer}}\n  - {at: 2010-01-01, mails: wait}\n",
            ":4: this happens before the entry above it"
        ),
        ("title: T\nreadings: {AMB-99: A}\nhistory: []\n", "no reading AMB-99"),
        ("title: T\nparameters: {graceDays: 0}\nhistory: []\n", "graceDays is 0"),
        ("title: [\n", "not YAML"),
    ]) func `a mistake in a scenario is a sentence with its line`(text: String, words: String) throws {
        let error = #expect(throws: (any Error).self) { try read(text) }
        #expect("\(try #require(error))".contains(words), "\(error.map { "\($0)" } ?? "")")
    }

    @Test func `a scenario has its own terms and prices beside it`() throws {
        let folder = try TemporaryDirectory()
        let (terms, prices) = (Self.templates.terms + "/serveurts-2010-02-02.yaml", Self.templates.sampleCatalogue)
        for (path, name, usual, own) in [
            (terms, "own.yaml", "renewalNoticeDays: {value: 10,", "renewalNoticeDays: {value: 8,"),
            (prices, "prices.yaml", "to: 50, centsPerSlot: 70", "to: 50, centsPerSlot: 90"),
        ] {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains(usual))
            try text.replacing(usual, with: own).replacing("serveurts-2010-02-02", with: "own")
                .write(toFile: "\(folder.path)/\(name)", atomically: false, encoding: .utf8)
        }
        let scenario = """
            title: Eight days of notice, and 9.00 EUR a month
            terms: own.yaml
            catalogue: prices.yaml
            history:
              - {at: 2010-01-31 09:00, fact: {accountOpened: consumer}}
              - {at: 2010-01-31 09:05, by: staff, fact: {paymentReceived: {method: transfer, amount: 10.00 EUR, reference: T1}}}
              - {at: 2010-01-31 09:10, fact: {orderPlaced: {subscription: S-1, product: mumble, slots: 10}}}
              - {at: 2010-01-31 09:11, by: system, fact: {serviceDelivered: S-1}}
            until: 2010-02-25
            expect:
              - {on: 2010-02-20, rule: R6.11-02, subject: S-1}
            end:
              balances: {A-1: 1.00 EUR}
            """
        try scenario.write(toFile: "\(folder.path)/scenario.yaml", atomically: false, encoding: .utf8)
        let play = try ScenarioFile("\(folder.path)/scenario.yaml", templates: Self.templates).scenario().play()
        #expect(play.problems.isEmpty, "\(play.problems.joined(separator: "\n"))")
    }

    @Test func `another reading changes what follows, and nothing before it`() throws {
        let path = "\(Self.templates.path)/scenarios/6.11-renewal.yaml"
        let asIs = try ScenarioFile(path, templates: Self.templates).scenario().play()
        let changes = TermsChanges(readings: ["AMB-15": "B"])
        let other = try ScenarioFile(path, templates: Self.templates, changes: changes).scenario().play()
        #expect(other.rows != asIs.rows)
        let first = try #require(zip(asIs.rows, other.rows).first { $0 != $1 })
        #expect(first.1.time == "2010-03-09 12:00:00" && first.1.rule == "R6.11-18")
    }

    @Test(arguments: [("4", true), ("6", true), ("5", false)])
    func `R7.9-01: another figure of the terms changes what is refunded`(days: String, changes: Bool) throws {
        let path = "\(Self.templates.path)/scenarios/7.9-outage.yaml"
        let asIs = try ScenarioFile(path, templates: Self.templates).scenario().play()
        let other = TermsChanges(parameters: ["outageThresholdDays": try #require(Int(days))])
        let play = try ScenarioFile(path, templates: Self.templates, changes: other).scenario().play()
        #expect((play.rows != asIs.rows) == changes)
    }

    @Test func `mails that wait leave the account unactivated until they go out`() throws {
        let text = """
            title: The mail is down for a day
            history:
              - {at: 2010-01-31 10:00, mails: wait}
              - {at: 2010-01-31 10:00, fact: {accountOpened: consumer}}
              - {at: 2010-02-01 10:00, mails: work}
            expect:
              - {on: 2010-02-01, rule: R6.1-02, text: account active, times: 1}
            """
        #expect(try read(text).play().problems == [])
    }

    private func read(_ text: String) throws -> Scenario {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/scenario.yaml"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        return try ScenarioFile(path, templates: Self.templates).scenario()
    }
}

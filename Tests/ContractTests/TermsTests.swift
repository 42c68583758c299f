import Contract
import Foundation
import Testing
import Yams

@Suite struct TermsTests {
    @Test func `the shipped terms are accepted by the engine`() throws {
        try Book.standard.validate()
        #expect(Book.shipped.id == "serveurts-2010-02-02")
        #expect(Book.shipped.version == "2010-02-02T04:58")
    }

    @Test func `every rule quotes the text at its line`() {
        let lines = Book.text.components(separatedBy: "\n")
        #expect(Book.shipped.rules.count == 178)
        #expect(Set(Book.shipped.rules.map(\.id)).count == 178)
        for rule in Book.shipped.rules {
            #expect(lines[rule.line - 1].contains(rule.quote), "\(rule.id)")
            #expect(!rule.quote.isEmpty && !rule.summary.isEmpty && !rule.summary.contains("\n"))
            #expect(rule.article == "header" || rule.id.hasPrefix("R\(rule.article)-"))
        }
    }

    @Test func `a citation names article and line`() throws {
        let rule = try #require(Book.shipped.citation(of: "R6.11-18"))
        #expect(rule.article == "6.11" && rule.line == 220 && rule.kind == .enforced)
        #expect(Book.shipped.citation(of: "R6.11-99") == nil)
    }

    @Test func `the figures are those of the text`() {
        let p = Book.shipped.parameters
        let figures: [(Parameter<Int>, Int, String, Int)] = [
            (p.renewalNoticeDays, 10, "6.11", 198), (p.autoRenewCutoffDays, 15, "6.11", 204),
            (p.graceDays, 10, "6.11", 218), (p.parameterRetentionDays, 10, "6.11", 216),
            (p.providerNonRenewalNoticeDays, 15, "7.6", 261), (p.priceNoticeMonths, 1, "6.4", 101),
            (p.priceExitMonths, 1, "6.4", 101), (p.minTermMonths, 1, "6.10", 192), (p.periodMonths, 1, "6.11", 196),
            (p.breachCureDays, 7, "7.4", 253), (p.outageThresholdDays, 5, "7.9", 273),
            (p.forceMajeureDays, 30, "4", 34),
            (p.forceMajeureMonths, 1, "7.2", 249), (p.alloPassConversionDays, 30, "6.8", 164),
            (p.clientChangeReportHours, 48, "5", 71), (p.loyaltyResetPercent, 3, "6.12", 239),
        ]
        for (parameter, value, article, line) in figures {
            #expect(parameter == Parameter(value, article: article, line: line))
        }
        #expect(p.currency.value == "EUR" && p.chequeCountry.value == "FR" && Book.shipped.zone == "Europe/Paris")
        #expect(p.failureMailDays.value == [3, 1] && p.pointValueCents == nil)
    }

    @Test(arguments: [
        (1, 3), (3, 3), (4, 4), (6, 4), (7, 5), (12, 5), (13, 6), (24, 6), (25, 7), (120, 7),
    ])
    func `R6.12-03 the loyalty table`(renewal: Int, percent: Int) {
        #expect(Book.shipped.loyaltyPercent(renewal: renewal, slots: 1) == percent)
        #expect(Book.shipped.loyaltyPercent(renewal: renewal, slots: 512) == percent)
    }

    @Test func `a reading that the engine does not support is refused by name`() {
        let book = Book.reading([.refundForm: .a])
        let error = #expect(throws: TermsError.self) { try book.validate() }
        #expect(error?.description.contains("reading A of AMB-26 is not supported; write B.") == true)
    }

    @Test(arguments: Ambiguity.allCases) func `every reading is chosen, and every supported one accepted`(
        point: Ambiguity
    ) throws {
        #expect(Book.shipped.reading(of: point) == point.supported[0])
        for letter in point.supported { try Book.reading([point: letter]).validate() }
        var readings = Book.shipped.readings
        readings[point.rawValue] = nil
        let terms = Book.copy(readings: readings)
        #expect(throws: TermsError.self) { try terms.validate() }
    }

    @Test func `terms that cannot be executed are refused`() throws {
        let shipped = Book.shipped
        var unknown = shipped.readings
        unknown["AMB-99"] = Reading(.a, why: "")
        let band = [Terms.LoyaltyRow.Band(fromSlots: 1, percent: 4)]
        let wrong: [Terms] = [
            Book.copy(readings: unknown), Book.copy(methods: []), Book.copy(methods: shipped.methods + shipped.methods),
            Book.copy(loyalty: []), Book.copy(loyalty: [.init(fromRenewal: 2, bands: band)]),
            Book.copy(loyalty: [.init(fromRenewal: 1, bands: band)]),
            Book.copy(loyalty: [.init(fromRenewal: 1, bands: [.init(fromSlots: 2, percent: 3)])]),
            Book.copy(rules: shipped.rules + [shipped.rules[0]]),
        ]
        for terms in wrong { #expect(throws: TermsError.self) { try terms.validate() } }
        #expect(throws: TermsError.self) { try Rulebook(terms: [:], current: "x", zone: Book.paris).validate() }
        let misnamed = Rulebook(terms: ["x": shipped], current: "x", zone: Book.paris)
        #expect(throws: TermsError.self) { try misnamed.validate() }
        let elsewhere = Rulebook(terms: [shipped.id: shipped], current: shipped.id, zone: .utc)
        #expect(throws: TermsError.self) { try elsewhere.validate() }
    }

    @Test(arguments: [
        ("graceDays: {value: 10", "graceDays: {value: 0"), ("noticeHour: {value: 9", "noticeHour: {value: 24"),
        ("currency: {value: EUR", "currency: {value: USD"), ("value: [3, 1]", "value: [1, 3]"),
        ("periodMonths: {value: 1", "periodMonths: {value: 2"), ("value: [3, 1]", "value: [11]"),
    ])
    func `a figure out of its range is refused`(old: String, new: String) {
        let yaml = Book.contents("serveurts-2010-02-02.yaml")
        #expect(yaml.contains(old))
        let terms = Book.decoded(yaml.replacing(old, with: new))
        #expect(throws: TermsError.self) { try terms.validate() }
    }

    @Test func `the terms survive a round trip`() throws {
        let data = try JSONEncoder().encode(Book.shipped)
        #expect(try JSONDecoder().decode(Terms.self, from: data) == Book.shipped)
    }
}

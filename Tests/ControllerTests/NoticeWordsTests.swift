import Contract
import Foundation
import Testing

@testable import Controller

/// What a mail is, is said in words wherever a line tells of it.
@Suite struct NoticeWordsTests {
    private static let templates: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(Repository.templates)/mail/en")) ?? [])
        .map { $0.replacing(".mustache", with: "") }.filter { $0 != "foot" }.sorted()

    @Test(arguments: templates) func `every mail is told in words, with its name`(template: String) throws {
        let notice = Notice(key: "\(template)/S-1001/1", template: template, values: [:])
        let narrator = try Narrator(zone: CivilZone.load("Europe/Paris"))
        #expect(notice.title.contains(/^[a-z]/) && notice.title != template)
        #expect(narrator.line(for: .notice(notice)) == "mail: \(notice.title) (\(template))")
        let key = notice.key
        #expect(narrator.line(for: .noticeHandedOver(key)) == "mail handed over: \(notice.title) (\(key))")
        #expect(narrator.line(for: .contact(.mailBounced(key))) == "mail came back: \(notice.title) (\(key))")
    }

    @Test func `a key that names no mail is shown as it is`() throws {
        let narrator = try Narrator(zone: CivilZone.load("Europe/Paris"))
        #expect(narrator.line(for: .noticeHandedOver("R9.9-99/A-1/1")) == "mail handed over: R9.9-99/A-1/1")
    }

    @Test func `there are mails to be told`() { #expect(Self.templates.count > 70) }
}

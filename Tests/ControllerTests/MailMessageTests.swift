import Contract
import Controller
import Foundation
import TestSupport
import Testing

@Suite struct MailMessageTests {
    private static let subjects = [
        "Plain", "Échéance de S-1001 le 28 février 2010 : 7,05 € à acquitter", "=?UTF-8?Q?trick?=",
        " leading and trailing ",
        String(repeating: "very long ", count: 30), String(repeating: "é漢🎮", count: 60), "with \"quotes\" and \\",
        "_under_score_ = ?", "",
    ]

    private func message(
        subject: String = "Plain",
        text: String = "One.\n\nTwo.\n",
        name: String = "Hélène Dupont",
        key: NoticeKey = "R6.11-12.stop/S-1001/3"
    ) throws -> MailMessage {
        MailMessage(
            key: key,
            rule: "R6.11-12",
            from: try Mailbox(name: "ServeurTS", email: "billing@serveurts.example"),
            to: try Mailbox(name: name, email: "helene.dupont+ts@example.org"),
            subject: subject,
            date: NoticeSamples.now,
            utcOffset: 3600,
            instance: "lessor-7f3a",
            text: text
        )
    }

    @Test(arguments: subjects) func `any subject and name come back`(subject: String) throws {
        let mail = try DecodedMail(message(subject: subject, name: subject).rfc5322)
        #expect(mail.header("Subject") == subject)
        #expect(mail.header("To") == (subject.isEmpty ? "" : subject + " ") + "<helene.dupont+ts@example.org>")
    }

    @Test(arguments: [
        "One.\n\nTwo.\n", "", "\n", "no line end", "é€漢🎮 = == =C3 \t \n trailing space \ntab\t\n.\n.dot\nFrom here\n",
        String(repeating: "x", count: 5000), String(repeating: "é ", count: 400), "--=_lessor_\n--\n",
        "<script>alert(\"&'\")</script>\n",
    ])
    func `any text comes back, and its lines are short`(text: String) throws {
        let bytes = try message(text: text).rfc5322
        let mail = try DecodedMail(bytes)
        #expect(mail.parts.map(\.type) == ["text/plain; charset=utf-8", "text/html; charset=utf-8"])
        #expect(mail.parts[0].text == text)
        #expect(!mail.parts[1].text.contains("<script"))
        #expect(
            bytes.allSatisfy { $0 < 128 && ($0 >= 32 || [9, 10, 13].contains($0)) },
            "ASCII without other controls"
        )
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") && !$0.contains("\r") })
        #expect(!lines.contains("."))
    }

    @Test func `headers say who, when and by which rule`() throws {
        let mail = try DecodedMail(message().rfc5322)
        #expect(mail.header("From") == "ServeurTS <billing@serveurts.example>")
        #expect(mail.header("Date") == "Tue, 02 Feb 2010 04:58:00 +0100")
        #expect(mail.header("Message-ID") == "<R6.11-12.stop_2FS-1001_2F3@lessor-7f3a>")
        #expect(mail.header("X-Lessor-Rule") == "R6.11-12")
        #expect(mail.header("Auto-Submitted") == "auto-generated")
        #expect(mail.header("MIME-Version") == "1.0")
        #expect(Set(mail.headers.map(\.name)).count == mail.headers.count, "no header twice")
    }

    @Test func `the same notice is the same mail, another is not`() throws {
        #expect(try message().rfc5322 == message().rfc5322)
        let keys: [NoticeKey] = ["a/b", "a_2Fb", "a.b", "a..b", ".a", "a.", "A/B", "a/b/", "é", "a b", "a\nb"]
        let ids = try keys.map { try message(key: $0).messageID }
        #expect(Set(ids).count == keys.count)
        #expect(ids.allSatisfy { $0.wholeMatch(of: /<[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*@[A-Za-z0-9_.-]+>/) != nil })
    }

    @Test(arguments: [
        "a\nBcc: b@example.org", "a\r\nX: y", "nul\0", "\u{2028}", "\u{85}", "tab\t",
    ])
    func `names with line ends are refused`(name: String) {
        #expect(throws: MailError.self) { try Mailbox(name: name, email: "a@example.org") }
        #expect(throws: MailError.self) { try Mailbox(name: "a", email: "x\(name)@example.org") }
    }

    @Test(arguments: [
        "", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", "<a@b>", "a,b@c", "a;b@c", "\"a\"@b", "a@b>",
        "a..b@c", "a.@b", "-oQ/tmp@b", "é@b", "a@b, c@d", "a(comment)@b", String(repeating: "a", count: 250) + "@b.fr",
    ])
    func `R12.4-01 addresses that could be more than one are refused`(email: String) {
        let error = #expect(throws: MailError.self) { try Mailbox(name: "a", email: email) }
        #expect(error?.description.contains(where: \.isNewline) == false)
    }

    @Test(
        arguments: [(-1, "Thu, 01 Jan 1970 00:59:59 +0100"), (0, "Thu, 01 Jan 1970 01:00:00 +0100")]
            as [(Int64, String)]
    )
    func `dates before and at the epoch are right`(seconds: Int64, expected: String) throws {
        let mail = MailMessage(
            key: "k",
            rule: "R6.1-02",
            from: try Mailbox(name: "", email: "a@b"),
            to: try Mailbox(name: "", email: "c@d"),
            subject: "s",
            date: Instant(epochSeconds: seconds),
            utcOffset: 3600,
            instance: "i",
            text: ""
        )
        #expect(try DecodedMail(mail.rfc5322).header("Date") == expected)
    }

    @Test func `Python's parser reads every shipped mail without a defect`() async throws {
        try Requirement.program("/usr/bin/python3", package: "python3")
        let composer = try MailComposer.shipped()
        let mails = try NoticeSamples.templates.flatMap { template in
            try MailLanguage.allCases.map { try composer.sample(template, $0) }
        }
        let parsed = try await PythonMail.parse(mails.map(\.rfc5322))
        try #require(parsed.count == mails.count && mails.count == 2 * NoticeSamples.templates.count)
        for (mail, read) in zip(mails, parsed) {
            #expect(read.defects.isEmpty, "\(mail.key): \(read.defects)")
            #expect(read.subject == mail.subject)
            #expect(read.to == [["Hélène Dupont", "helene@example.org"]])
            #expect(read.plain == mail.text)
            #expect(read.html.contains("<p>"))
            #expect(read.epoch == NoticeSamples.now.epochSeconds)
        }
    }
}

import Contract
import Controller
import Foundation
import Testing

@Suite struct MailTemplateTests {
    @Test(arguments: NoticeSamples.templates, MailLanguage.allCases)
    func `every notice states its values, its article and the provider`(template: String, language: MailLanguage) throws
    {
        let mail = try MailComposer.shipped().sample(template, language)
        let notice = NoticeSamples.notice(template)
        for name in notice.values.keys where !(name == "amount" && notice.values["currency"] != nil) {
            let expected = NoticeSamples.text(name, language)
            #expect((mail.subject + mail.text).contains(expected), "\(name): \(expected)")
        }
        #expect(mail.text.contains("Hélène Dupont") != NoticeSamples.payers.contains(template))
        let parts = template.split(separator: "-")
        let article = parts[0].dropFirst()
        let rule = "R\(article)-\(parts[1].prefix { $0 != "." })"
        #expect(mail.rule == rule)
        #expect(mail.text.contains("art. \(article) · \(rule)\n"))
        // R1-01: the provider's identity on every notice.
        for part in [
            "ServeurTS", "CSIL SARL", "6 rue Maurice Tenine", "94260 Fresnes", "RCS Créteil B420 840 423", "Cambier",
        ] {
            #expect(mail.text.contains(part), "\(part)")
        }
        #expect(!mail.text.contains("{{") && !mail.text.contains("&#") && !mail.text.contains("&amp;"))
        #expect(!mail.text.contains("\n\n\n"), "no holes")
        #expect(!mail.subject.isEmpty && !mail.subject.contains("\n"))
    }

    @Test func `R12.3-01 R12.3-02 R12.3-03: every link leads to the manager, over SSL`() throws {
        for language in MailLanguage.allCases {
            for template in NoticeSamples.templates {
                let text = try MailComposer.shipped().sample(template, language).text
                let links = text.matches(of: /[a-z]+:\/\/[^ ,;\n]*/).map { String($0.output) }
                #expect(Set(links) == ["https://secure.serveurts.com"], "\(language)/\(template)")
            }
            let activation = try MailComposer.shipped().sample("R6.1-02", language).text
            #expect(activation.contains("SSL") && activation.contains("Starfield"))
        }
    }

    @Test func `both languages have exactly the notices of the table`() throws {
        for language in MailLanguage.allCases {
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(Repository.templates)/mail/\(language)")
            #expect(names.sorted() == (NoticeSamples.templates + ["foot"]).map { "\($0).mustache" }.sorted())
        }
    }

    @Test(arguments: NoticeSamples.templates, MailLanguage.allCases)
    func `a missing value is an error and never an empty place`(template: String, language: MailLanguage) throws {
        let composer = try MailComposer.shipped()
        let notice = NoticeSamples.notice(template)
        for missing in notice.values.keys where !NoticeSamples.optional.contains(missing) {
            let less = Notice(key: notice.key, template: template, values: notice.values.filter { $0.key != missing })
            #expect(throws: MailError.missingValue(template: "\(language)/\(template)", value: missing)) {
                try composer.compose(
                    notice: less,
                    to: Recipient(name: "X", email: "x@example.org", language: language),
                    extras: NoticeSamples.extras,
                    at: NoticeSamples.now,
                    zone: NoticeSamples.zone
                )
            }
        }
    }

    @Test func `R6.2-03 address and port are needed, the password only where there is one`() throws {
        let composer = try MailComposer.shipped()
        func compose(_ extras: [String: String]) throws -> MailMessage {
            try composer.compose(
                notice: NoticeSamples.notice("R6.2-03"),
                to: Recipient(name: "X", email: "x@example.org", language: .en),
                extras: extras,
                at: NoticeSamples.now,
                zone: NoticeSamples.zone
            )
        }
        let full = try compose(NoticeSamples.extras)
        #expect(full.text.contains("Administrator's password: s3cret\n") && full.text.contains("Port: 20000\n"))
        let open = try compose(["address": "192.0.2.10", "port": "20000"])
        #expect(!open.text.contains("password"))
        #expect(throws: MailError.missingValue(template: "en/R6.2-03", value: "port")) {
            try compose(["address": "192.0.2.10"])
        }
    }

    @Test func `a value that is there and empty is said to be empty`() throws {
        let notice = Notice(
            key: "k",
            template: "R6.11-06.bounced",
            values: ["amount": .amount(.euro(cents: 1)), "reference": .text("")]
        )
        let mail = try MailComposer.shipped().compose(
            notice: notice,
            to: Recipient(name: "X", email: "x@example.org", language: .fr),
            at: NoticeSamples.now,
            zone: NoticeSamples.zone
        )
        #expect(mail.text.contains("Référence : (aucune indication)\n"))
    }

    @Test func `text from outside stays on its line and is no template`() throws {
        let notice = Notice(
            key: "k",
            template: "R7.9-03",
            values: ["amount": .amount(.euro(cents: 1)), "reason": .text("a\nSubject: b\r\n\r\n{{price}} <b>&")]
        )
        let mail = try MailComposer.shipped().compose(
            notice: notice,
            to: Recipient(name: "X", email: "x@example.org", language: .en),
            at: NoticeSamples.now,
            zone: NoticeSamples.zone
        )
        #expect(mail.text.contains("Reason: a Subject: b    {{price}} <b>&\n"))
    }

    @Test func `an unknown template is named`() throws {
        let error = #expect(throws: MailError.self) { try MailComposer.shipped().sample("R9.9-99") }
        #expect(error?.description.contains("fr/R9.9-99") == true)
    }

    @Test func `damaged folders of templates are named`() throws {
        let folder = try TemporaryFolder()
        func load() throws(MailError) -> MailComposer {
            try MailComposer(directory: folder.path, sender: Mailbox(name: "", email: "a@b"), instance: "i")
        }
        #expect(throws: MailError.self) { try load() }
        for language in ["fr", "en"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(language)",
                withIntermediateDirectories: true
            )
        }
        #expect(throws: MailError.self, "no foot") { try load() }
        for language in ["fr", "en"] { _ = try folder.write("foot", to: "\(language)/foot.mustache") }
        #expect(throws: Never.self) { try load() }
        _ = try folder.write("Subject: x\n\n{{> other}}", to: "fr/R1.mustache")
        let part = #expect(throws: MailError.self) { try load() }
        #expect(part?.description.contains("fr/R1.mustache") == true)
        _ = try folder.write("Subject: x\n\n{{#open}}", to: "fr/R1.mustache")
        #expect(throws: MailError.self) { try load() }
    }
}

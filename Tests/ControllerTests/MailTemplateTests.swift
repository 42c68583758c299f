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
        for name in notice.values.map(\.0) where !(name == "amount" && notice.values["currency"] != nil) {
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
        for missing in notice.values.map(\.0) where !NoticeSamples.optional.contains(missing) {
            let less = Notice(key: notice.key, template: template, values: notice.values.with(missing, nil))
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

    @Test(
        arguments: [
            ("renewalNoticeDays", ["R6.11-02"]), ("parameterRetentionDays", ["R6.11-02", "R6.11-12.stop"]),
            ("autoRenewCutoffDays", ["R6.11-08"]), ("outageThresholdDays", ["R7.9-01"]),
            ("forceMajeureDays", ["R4-02", "R4-07"]),
        ],
        MailLanguage.allCases
    )
    func `R6.11-02 R6.11-12 R6.11-08 R7.9-01 R4-07 mails state the figures of the terms`(
        figure: (name: String, templates: [String]),
        language: MailLanguage
    ) throws {
        for template in figure.templates {
            let mail = try MailComposer.shipped().compose(
                notice: NoticeSamples.notice(template),
                to: Recipient(name: "X", email: "x@example.org", language: language),
                extras: NoticeSamples.figures.merging([figure.name: "77"]) { $1 },
                at: NoticeSamples.now,
                zone: NoticeSamples.zone
            )
            #expect(
                mail.text.contains(language == .fr ? "77 jours" : "77 days")
                    || mail.text.contains("77 consecutive days")
            )
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
        let open = try compose(NoticeSamples.figures.merging(["address": "192.0.2.10", "port": "20000"]) { $1 })
        #expect(!open.text.contains("password"))
        #expect(throws: MailError.missingValue(template: "en/R6.2-03", value: "port")) {
            try compose(["address": "192.0.2.10"])
        }
    }

    @Test(arguments: MailLanguage.allCases)
    func `R6.11-02 the notice of ten days states amount, due date, balance, the duty to pay and its article`(
        language: MailLanguage
    ) throws {
        let mail = try MailComposer.shipped().sample("R6.11-02", language)
        for name in ["price", "due", "balance", "shortfall", "subscription"] {
            #expect(mail.text.contains(NoticeSamples.text(name, language)), "\(name)")
        }
        #expect(mail.text.contains(language == .fr ? "vous devez acquitter le prix" : "you must pay"))
        #expect(mail.text.contains("art. 6.11 · R6.11-02"))
    }

    @Test(arguments: ["R6.2-01", "R6.11-02", "R6.11-12.stop"], MailLanguage.allCases)
    func `R4-12 order, notice of ten days and stop say that no backup is made, and call nothing kept a backup`(
        template: String,
        language: MailLanguage
    ) throws {
        let text = try MailComposer.shipped().sample(template, language).text
        let word = language == .fr ? "sauvegard" : "backup"
        let lines = text.split(separator: "\n").filter { $0.contains(word) }
        #expect(lines.count == 1 && lines[0].contains("art. 4 · R4-12"), "\(lines)")
        #expect(lines[0].contains(language == .fr ? "aucune sauvegarde" : "no "), "\(lines)")
    }

    @Test(arguments: ["R6.2-02", "R6.9-08"], MailLanguage.allCases)
    func `R6.7-01 R1-01 a receipt names the label of the statement and who received the money`(
        template: String,
        language: MailLanguage
    ) throws {
        let text = try MailComposer.shipped().sample(template, language).text
        #expect(text.contains("PAYPAL *CSIL"))
        #expect(text.contains("Concept Systeme Ingénierie Logiciel") && text.contains("RCS Créteil B420 840 423"))
        #expect(text.contains(NoticeSamples.text("amount", language)))
    }

    @Test(arguments: ["R6.7-03", "R6.6-05", "R6.6-05.payer"], MailLanguage.allCases)
    func `R6.7-03 whose PayPal payment failed learns whom to call, and nobody else does`(
        template: String,
        language: MailLanguage
    ) throws {
        let composer = try MailComposer.shipped()
        let notice = NoticeSamples.notice(template)
        let others = Notice(key: "k", template: template, values: notice.values.with("paypal", nil))
        let texts = try [notice, others].map { notice in
            try composer.compose(
                notice: notice,
                to: Recipient(name: "X", email: "x@example.org", language: language),
                at: NoticeSamples.now,
                zone: NoticeSamples.zone
            ).text
        }
        #expect(texts[0].contains("0821 230 233") && texts[0].contains("PayPal"))
        #expect(!texts[1].contains("0821 230 233"))
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

package import Contract
import Mustache

extension MailComposer {
    /// The mail for a notice.
    ///
    /// - Parameters:
    ///   - extras: texts known only when the mail is sent: `address`, `port`, `password`. Not kept anywhere else.
    ///   - now: the sending time; stands in the header.
    ///   - zone: of the dates in it (T1: Europe/Paris).
    /// - Throws: for an unknown template, a value that the template asks for and nobody gave, an address that cannot be used.
    package func compose(
        notice: Notice,
        to recipient: Recipient,
        extras: [String: String] = [:],
        at now: Instant,
        zone: CivilZone
    ) throws(MailError) -> MailMessage {
        let name = "\(recipient.language.rawValue)/\(notice.template)"
        guard let template = library.getTemplate(named: name) else {
            throw .template("There is no mail template \(name); put \(name).mustache into the folder of templates.")
        }
        let mailbox = try Mailbox(name: recipient.name, email: recipient.email)
        let values = RecordingValues(values(notice, recipient, extras, zone))
        let (subject, text) = try split(template.render(values, library: library), name)
        if let missing = values.missing.first { throw .missingValue(template: name, value: missing) }
        return MailMessage(
            key: notice.key,
            rule: Self.rule(of: notice.template),
            from: sender,
            to: mailbox,
            subject: subject,
            date: now,
            utcOffset: zone.offset(at: now),
            instance: instance,
            text: text
        )
    }

    private func values(
        _ notice: Notice,
        _ recipient: Recipient,
        _ extras: [String: String],
        _ zone: CivilZone
    ) -> [String: String] {
        let rule = Self.rule(of: notice.template)
        var values = [
            "client": recipient.name, "rule": rule, "article": Self.article(of: rule), "notice": notice.key.description,
        ]
        values.merge(extras) { own, _ in own }
        for (name, value) in notice.values {
            values[name] = value.text(name, in: recipient.language, zone: zone)
        }
        // Text that came from outside must not look like another header or paragraph.
        return values.mapValues { value in
            String(value.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
        }
    }

    /// The first line is `Subject: …`, then an empty one, then the text.
    private func split(_ rendered: String, _ name: String) throws(MailError) -> (subject: String, text: String) {
        let lines = rendered.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard lines.count == 2, lines[0].hasPrefix("Subject: ") else {
            throw .template("The mail template \(name) must begin with a line \"Subject: …\"; put it first.")
        }
        let text = lines[1].drop { $0 == "\n" }
        return (String(lines[0].dropFirst("Subject: ".count)), String(text))
    }

    /// `R6.11-12.stop` is demanded by `R6.11-12`: a variant follows the dot after the hyphen.
    static func rule(of template: String) -> RuleID {
        guard let hyphen = template.firstIndex(of: "-") else { return template }
        return String(template[..<hyphen] + template[hyphen...].prefix { $0 != "." })
    }

    /// `R6.11-02` stands in article 6.11.
    static func article(of rule: RuleID) -> String {
        String(rule.dropFirst().prefix { $0 != "-" })
    }
}

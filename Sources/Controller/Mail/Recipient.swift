/// Who gets a notice: looked up when it is sent, never journaled and never told to a third party (R12.5-01).
package struct Recipient: Equatable, Sendable {
    package let name: String
    package let email: String
    package let language: MailLanguage

    package init(name: String, email: String, language: MailLanguage) {
        self.name = name
        self.email = email
        self.language = language
    }
}

/// A language that every notice is written in; also the name of its folder of templates.
package enum MailLanguage: String, Codable, Sendable, CaseIterable {
    case fr, en
}

/// Names one mail for ever: the same notice is never given twice. Written, read and encoded as `R6.11-02/S-1001/3`.
///
/// What the contract names stays in parts: it names several mails in a step, and most are only handed over.
package struct NoticeKey: Sendable {
    private enum Form {
        case named(NoticeName)
        /// As it was read; it may name nothing.
        case read(String)
    }

    private let form: Form

    init(_ template: Template, _ subject: NoticeName.Subject, _ label: NoticeName.Label) {
        form = .named(NoticeName(template: template, subject: subject, label: label))
    }

    /// Any text; whether it names a mail shows when the contract is told of it.
    package init(_ text: String) { form = .read(text) }

    /// Nil where it names nothing.
    var name: NoticeName? {
        switch form {
        case .named(let name): name
        case .read(let text): NoticeName(text)
        }
    }
}

extension NoticeKey: CustomStringConvertible {
    package var description: String {
        switch form {
        case .named(let name): name.description
        case .read(let text): text
        }
    }
}

extension NoticeKey: Hashable {
    package static func == (left: NoticeKey, right: NoticeKey) -> Bool {
        if case (.named(let left), .named(let right)) = (left.form, right.form) { return left == right }
        return left.description == right.description
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension NoticeKey: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text) }
}

extension NoticeKey: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

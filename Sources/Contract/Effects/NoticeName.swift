/// The parts of a ``NoticeKey``: `R6.11-02/S-1001/3`.
struct NoticeName: Equatable, Sendable {
    let template: Template
    let subject: Subject
    /// What tells it from others of the template.
    let label: Label

    /// Whom or what the mail is about.
    enum Subject: Equatable {
        case subscription(SubscriptionID)
        case account(AccountID)
        case receipt(OpaqueID)
    }

    /// A number as the contract counts, or any other text; may hold slashes.
    enum Label: Equatable {
        case number(Int)
        case text(String)
    }
}

extension NoticeName.Label: CustomStringConvertible {
    init(_ value: some CustomStringConvertible) {
        if let number = value as? Int, number >= 0 {
            self = .number(number)
        } else {
            self.init(text: value.description)
        }
    }

    /// Text that is written as a number would be is that number.
    init(text: String) {
        let isNumber = text.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
        if isNumber, let number = Int(text), number.description == text {
            self = .number(number)
        } else {
            self = .text(text)
        }
    }

    var description: String {
        switch self {
        case .number(let number): number.description
        case .text(let text): text
        }
    }

    var number: Int? { if case .number(let number) = self { number } else { nil } }
}

extension NoticeName {
    /// Nil where a part is missing or names nothing.
    init?(_ text: String) {
        var text = text
        let parts = text.withUTF8 { utf8 -> (Template, Subject, Int)? in
            let slash = UInt8(ascii: "/")
            guard let first = utf8.firstIndex(of: slash), let second = utf8[(first + 1)...].firstIndex(of: slash),
                let template = Template(named: utf8[..<first]),
                let subject = Subject(utf8[(first + 1)..<second])
            else { return nil }
            return (template, subject, second + 1)
        }
        guard let (template, subject, labelStart) = parts else { return nil }
        let label = Label(text: String(Substring(text.utf8.dropFirst(labelStart))))
        self.init(template: template, subject: subject, label: label)
    }
}

extension NoticeName: CustomStringConvertible {
    var description: String {
        switch (subject, label) {
        case (.subscription(let id), .number(let number)): .key(template.rawValue, id, number)
        case (.subscription(let id), .text(let text)): .key(template.rawValue, id, text)
        case (.account(let id), .number(let number)): .key(template.rawValue, id, number)
        case (.account(let id), .text(let text)): .key(template.rawValue, id, text)
        case (.receipt(let id), _): "\(template.rawValue)/\(id)/\(label)"
        }
    }
}

extension NoticeName.Subject {
    fileprivate init?(_ utf8: Slice<UnsafeBufferPointer<UInt8>>) {
        if let id = SubscriptionID(utf8: utf8) {
            self = .subscription(id)
        } else if let id = AccountID(utf8: utf8) {
            self = .account(id)
        } else if let id = OpaqueID(String(decoding: utf8, as: UTF8.self)) {
            self = .receipt(id)
        } else {
            return nil
        }
    }
}

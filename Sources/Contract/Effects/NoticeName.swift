/// The parts of a ``NoticeKey``: `R6.11-02/S-1001/3`.
struct NoticeName: Equatable, Sendable {
    let template: Template
    let subject: Subject
    /// What tells it from others of the template; may hold slashes.
    let label: String

    /// Whom or what the mail is about.
    enum Subject: Equatable {
        case subscription(SubscriptionID)
        case account(AccountID)
        case receipt(OpaqueID)
    }
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
        self.init(template: template, subject: subject, label: String(Substring(text.utf8.dropFirst(labelStart))))
    }
}

extension NoticeName: CustomStringConvertible {
    var description: String {
        switch subject {
        case .subscription(let id): .key(template.rawValue, id, label)
        case .account(let id): .key(template.rawValue, id, label)
        case .receipt(let id): "\(template.rawValue)/\(id)/\(label)"
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

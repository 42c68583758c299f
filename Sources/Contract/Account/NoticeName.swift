/// The parts of a ``NoticeKey``: `R6.11-02/S-1001/3`.
struct NoticeName {
    let template: Template
    /// The subscription or the account.
    let subject: Subject
    private let key: NoticeKey
    private let labelStart: Int

    enum Subject {
        case subscription(SubscriptionID)
        case account(AccountID)
        case receipt(OpaqueID)
    }

    /// Nil where a part is missing or names nothing.
    init?(_ key: NoticeKey) {
        var key = key
        let parts = key.withUTF8 { utf8 -> (Template, Subject, Int)? in
            let slash = UInt8(ascii: "/")
            guard let first = utf8.firstIndex(of: slash), let second = utf8[(first + 1)...].firstIndex(of: slash),
                let template = Template(named: utf8[..<first]),
                let subject = Subject(utf8[(first + 1)..<second])
            else { return nil }
            return (template, subject, second + 1)
        }
        guard let parts else { return nil }
        (template, subject, labelStart) = parts
        self.key = key
    }

    /// What tells it from others of the template; may hold slashes.
    var label: String { String(Substring(key.utf8.dropFirst(labelStart))) }
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

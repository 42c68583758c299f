/// What a mail must state, by name. As a dictionary, but kept as the handful of pairs that it is: mails are written more
/// often than they are asked for a value. Equal whatever the order.
package struct NoticeValues: Sendable {
    private static let subjectName = "subscription"

    private var pairs: [(String, NoticeValue)]
    /// The subscription that the mail is about, stated as a text of the name above.
    private var subject: SubscriptionID?

    package init() { pairs = [] }

    package subscript(name: String) -> NoticeValue? {
        get { first { $0.0 == name }?.1 }
        set {
            if name == Self.subjectName { subject = nil }
            pairs.removeAll { $0.0 == name }
            if let newValue { pairs.append((name, newValue)) }
        }
    }

    /// With one value more, or another one of that name, or, where it is nil, none.
    package func with(_ name: String, _ value: NoticeValue?) -> NoticeValues {
        var values = self
        values[name] = value
        return values
    }

    /// About that subscription.
    consuming func about(_ id: SubscriptionID) -> NoticeValues {
        subject = id
        return self
    }
}

extension NoticeValues: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral pairs: (String, NoticeValue)...) { self.pairs = pairs }
}

extension NoticeValues: Sequence {
    package func makeIterator() -> IndexingIterator<[(String, NoticeValue)]> {
        (pairs + (subject.map { [(Self.subjectName, .text($0.description))] } ?? [])).makeIterator()
    }
}

extension NoticeValues: Equatable {
    package static func == (left: NoticeValues, right: NoticeValues) -> Bool {
        left.allSatisfy { right[$0.0] == $0.1 } && right.allSatisfy { left[$0.0] == $0.1 }
    }
}

/// An object with a member for each value.
extension NoticeValues: Codable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        pairs = try container.allKeys.map { ($0.stringValue, try container.decode(NoticeValue.self, forKey: $0)) }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (name, value) in self { try container.encode(value, forKey: Name(stringValue: name)) }
    }
}

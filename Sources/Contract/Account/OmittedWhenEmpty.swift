/// A stored list that most accounts never fill: left out of the encoded account while it is empty, and empty where an
/// older account was written without it.
@propertyWrapper
package struct OmittedWhenEmpty<Element: Equatable & Codable & Sendable>: Equatable, Codable, Sendable {
    package var wrappedValue: [Element]

    package init(wrappedValue: [Element] = []) {
        self.wrappedValue = wrappedValue
    }

    package init(from decoder: any Decoder) throws {
        wrappedValue = try [Element](from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try wrappedValue.encode(to: encoder)
    }
}

extension KeyedDecodingContainer {
    func decode<Element>(_ type: OmittedWhenEmpty<Element>.Type, forKey key: Key) throws -> OmittedWhenEmpty<Element> {
        try decodeIfPresent(type, forKey: key) ?? OmittedWhenEmpty()
    }
}

extension KeyedEncodingContainer {
    mutating func encode<Element>(_ value: OmittedWhenEmpty<Element>, forKey key: Key) throws {
        guard !value.wrappedValue.isEmpty else { return }
        try encode(value.wrappedValue, forKey: key)
    }
}

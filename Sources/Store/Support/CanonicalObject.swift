/// The members of one object.
struct CanonicalObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: CanonicalEncoder
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil(forKey key: Key) throws {
        encoder.text.begin(key.stringValue, in: depth)
        encoder.text.write(literal: "null")
    }

    mutating func encode(_ value: String, forKey key: Key) throws {
        encoder.text.begin(key.stringValue, in: depth)
        encoder.text.write(text: value)
    }

    mutating func encode(_ value: Int, forKey key: Key) throws {
        encoder.text.begin(key.stringValue, in: depth)
        encoder.text.write(number: value)
    }

    mutating func encode(_ value: Int64, forKey key: Key) throws {
        encoder.text.begin(key.stringValue, in: depth)
        encoder.text.write(number: value)
    }

    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        encoder.text.begin(key.stringValue, in: depth)
        try encoder.write(value)
    }

    mutating func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Inner> {
        encoder.text.begin(key.stringValue, in: depth)
        return KeyedEncodingContainer(CanonicalObject<Inner>(encoder: encoder, depth: encoder.text.open(.object)))
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder.text.begin(key.stringValue, in: depth)
        return CanonicalArray(encoder: encoder, depth: encoder.text.open(.array))
    }

    mutating func superEncoder() -> any Encoder { encoder }
    mutating func superEncoder(forKey key: Key) -> any Encoder { encoder }
}

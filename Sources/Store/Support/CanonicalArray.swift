/// The elements of one array.
struct CanonicalArray: UnkeyedEncodingContainer {
    let encoder: CanonicalEncoder
    let depth: Int
    var codingPath: [any CodingKey] { [] }
    var count: Int { encoder.text.count(of: depth) }

    mutating func encodeNil() throws {
        encoder.text.beginElement(in: depth)
        encoder.text.write(literal: "null")
    }

    mutating func encode(_ value: String) throws {
        encoder.text.beginElement(in: depth)
        encoder.text.write(text: value)
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        encoder.text.beginElement(in: depth)
        try encoder.write(value)
    }

    mutating func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type) -> KeyedEncodingContainer<Inner> {
        encoder.text.beginElement(in: depth)
        return KeyedEncodingContainer(CanonicalObject<Inner>(encoder: encoder, depth: encoder.text.open(.object)))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        encoder.text.beginElement(in: depth)
        return CanonicalArray(encoder: encoder, depth: encoder.text.open(.array))
    }

    mutating func superEncoder() -> any Encoder { encoder }
}

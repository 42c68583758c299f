/// The one way in which values are written into the books: JSON with sorted keys, so that the same value gives the same bytes.
enum Canonical {
    static func encode(_ value: some Encodable) throws -> String { try CanonicalEncoder.encode(value) }

    static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try CanonicalDecoder.decode(type, from: text)
    }
}

/// Reads values from the JSON that ``CanonicalEncoder`` writes.
///
/// A step reads an account, and Foundation's decoder took most of the time that a step without its writing had: it makes a
/// dictionary of every object. Here members are found by looking through them.
struct CanonicalDecoder: Decoder {
    let document: CanonicalDocument
    let index: Int
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try Value(from: CanonicalDecoder(document: CanonicalDocument(text), index: 0))
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard document[index].kind == .object else { throw document.mismatch([String: Any].self, index) }
        return KeyedDecodingContainer(CanonicalObjectReader(document: document, index: index))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard document[index].kind == .array else { throw document.mismatch([Any].self, index) }
        return CanonicalArrayReader(document: document, end: document[index].next, index: index + 1)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        CanonicalScalarReader(document: document, index: index)
    }
}

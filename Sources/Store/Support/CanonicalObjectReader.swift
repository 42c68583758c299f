/// The members of one object.
struct CanonicalObjectReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let document: CanonicalDocument
    let index: Int
    var codingPath: [any CodingKey] { [] }

    var allKeys: [Key] {
        var (keys, member) = ([Key](), index + 1)
        while member < document[index].next {
            if let name = try? document.string(member), let key = Key(stringValue: name) { keys.append(key) }
            member = document[member + 1].next
        }
        return keys
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { document[try value(key)].kind == .null }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try document.bool(value(key)) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try document.string(value(key)) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try document.integer(value(key)) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try document.integer(value(key)) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try Value(from: decoder(at: value(key)))
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard let found = find(key), document[found].kind != .null else { return nil }
        return try Value(from: decoder(at: found))
    }

    func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Inner> {
        try decoder(at: value(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(at: value(key)).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { decoder(at: index) }

    func superDecoder(forKey key: Key) throws -> any Decoder { decoder(at: try value(key)) }

    private func decoder(at index: Int) -> CanonicalDecoder { CanonicalDecoder(document: document, index: index) }

    private func find(_ key: Key) -> Int? { document.member(key.stringValue, of: index) }

    private func value(_ key: Key) throws -> Int {
        guard let found = find(key) else {
            let context = DecodingError.Context(codingPath: [], debugDescription: "There is no '\(key.stringValue)'.")
            throw DecodingError.keyNotFound(key, context)
        }
        return found
    }
}

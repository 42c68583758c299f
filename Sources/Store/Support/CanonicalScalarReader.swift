/// One word, number or truth value.
struct CanonicalScalarReader: SingleValueDecodingContainer {
    let document: CanonicalDocument
    let index: Int
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { document[index].kind == .null }
    func decode(_ type: Bool.Type) throws -> Bool { try document.bool(index) }
    func decode(_ type: String.Type) throws -> String { try document.string(index) }
    func decode(_ type: Int.Type) throws -> Int { try document.integer(index) }
    func decode(_ type: Int8.Type) throws -> Int8 { try document.integer(index) }
    func decode(_ type: Int16.Type) throws -> Int16 { try document.integer(index) }
    func decode(_ type: Int32.Type) throws -> Int32 { try document.integer(index) }
    func decode(_ type: Int64.Type) throws -> Int64 { try document.integer(index) }
    func decode(_ type: UInt.Type) throws -> UInt { try document.integer(index) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try document.integer(index) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try document.integer(index) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try document.integer(index) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try document.integer(index) }
    func decode(_ type: Double.Type) throws -> Double { throw document.mismatch(type, index) }
    func decode(_ type: Float.Type) throws -> Float { throw document.mismatch(type, index) }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try Value(from: CanonicalDecoder(document: document, index: index))
    }
}

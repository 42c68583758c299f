/// A value left out of the encoded form while it is the usual one, and the usual one where an older book was written
/// without it: what the books hold keeps its bytes, and therefore its hashes.
protocol OmittedByDefault: Equatable, Codable {
    static var usual: Self { get }
}

extension KeyedDecodingContainer {
    func decode<Value: OmittedByDefault>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decodeIfPresent(type, forKey: key) ?? .usual
    }
}

extension KeyedEncodingContainer {
    mutating func encode<Value: OmittedByDefault>(_ value: Value, forKey key: Key) throws {
        try encodeIfPresent(value == .usual ? nil : value, forKey: key)
    }
}

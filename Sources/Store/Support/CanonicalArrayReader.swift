/// The elements of one array.
struct CanonicalArrayReader: UnkeyedDecodingContainer {
    let document: CanonicalDocument
    let end: Int
    /// Of the next element.
    var index: Int
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { index == end }

    var count: Int? {
        var (count, index) = (currentIndex, index)
        while index < end { (count, index) = (count + 1, document[index].next) }
        return count
    }

    init(document: CanonicalDocument, end: Int, index: Int) {
        (self.document, self.end, self.index) = (document, end, index)
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, document[index].kind == .null else { return false }
        _ = try take()
        return true
    }

    mutating func decode(_ type: String.Type) throws -> String { try document.string(take().index) }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: take()) }

    mutating func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type
    ) throws -> KeyedDecodingContainer<Inner> {
        try take().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try take().unkeyedContainer() }

    mutating func superDecoder() throws -> any Decoder { try take() }

    private mutating func take() throws -> CanonicalDecoder {
        guard !isAtEnd else {
            let context = DecodingError.Context(codingPath: [], debugDescription: "A list ends too early.")
            throw DecodingError.valueNotFound(Any.self, context)
        }
        defer { (index, currentIndex) = (document[index].next, currentIndex + 1) }
        return CanonicalDecoder(document: document, index: index)
    }
}

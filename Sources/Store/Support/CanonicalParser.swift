/// Takes JSON apart in one pass. Numbers are integers: the books hold no others.
struct CanonicalParser {
    private static let deepest = 64

    private let bytes: [UInt8]
    private var place = 0
    private var values: [CanonicalDocument.Value] = []

    static func values(of bytes: [UInt8]) throws -> [CanonicalDocument.Value] {
        var parser = CanonicalParser(bytes: bytes)
        try parser.value(depth: 0)
        guard parser.peek() == nil else { throw parser.refusal("more than one value") }
        return parser.values
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        values.reserveCapacity(bytes.count / 8)
    }

    private mutating func value(depth: Int) throws {
        guard depth < Self.deepest else { throw refusal("too many values within values") }
        switch peek() {
        case UInt8(ascii: "{"): try list(.object, until: UInt8(ascii: "}"), depth)
        case UInt8(ascii: "["): try list(.array, until: UInt8(ascii: "]"), depth)
        case UInt8(ascii: "\""): try text()
        case UInt8(ascii: "t"): try word(.yes, "true")
        case UInt8(ascii: "f"): try word(.no, "false")
        case UInt8(ascii: "n"): try word(.null, "null")
        default: try number()
        }
    }

    private mutating func list(_ kind: CanonicalDocument.Kind, until end: UInt8, _ depth: Int) throws {
        let index = values.count
        values.append(.init(kind: kind, start: place, end: place, next: index))
        place += 1
        var isFirst = true
        while peek() != end {
            if !isFirst { try take(UInt8(ascii: ",")) }
            isFirst = false
            if kind == .object {
                guard peek() == UInt8(ascii: "\"") else { throw refusal("a member without a name") }
                try text()
                try take(UInt8(ascii: ":"))
            }
            try value(depth: depth + 1)
        }
        place += 1
        values[index].end = place
        values[index].next = values.count
    }

    private mutating func text() throws {
        place += 1
        let start = place
        var kind = CanonicalDocument.Kind.text
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            if bytes[place] == UInt8(ascii: "\\") {
                kind = .escapedText
                place += 1
            }
            place += 1
        }
        guard place < bytes.count else { throw refusal("a text without an end") }
        append(kind, from: start)
        place += 1
    }

    private mutating func word(_ kind: CanonicalDocument.Kind, _ word: StaticString) throws {
        let start = place
        for index in 0..<word.utf8CodeUnitCount {
            guard place < bytes.count, bytes[place] == word.utf8Start[index] else { throw refusal("an unknown word") }
            place += 1
        }
        append(kind, from: start)
    }

    private mutating func number() throws {
        let start = place
        if place < bytes.count, bytes[place] == UInt8(ascii: "-") { place += 1 }
        let digits = place
        while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { place += 1 }
        guard place > digits else { throw refusal("no value") }
        append(.number, from: start)
    }

    private mutating func append(_ kind: CanonicalDocument.Kind, from start: Int) {
        values.append(.init(kind: kind, start: start, end: place, next: values.count + 1))
    }

    private mutating func take(_ byte: UInt8) throws {
        guard peek() == byte else { throw refusal("no \(Unicode.Scalar(byte))") }
        place += 1
    }

    /// The next byte that is no white space; nil at the end.
    private mutating func peek() -> UInt8? {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): place += 1
            default: return bytes[place]
            }
        }
        return nil
    }

    private func refusal(_ what: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "The JSON is damaged at byte \(place): \(what)."))
    }
}

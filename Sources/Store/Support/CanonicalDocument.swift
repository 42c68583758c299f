/// A text of JSON laid out flat: each value with where it stands, and which value comes after it and all that is inside it.
final class CanonicalDocument: Sendable {
    enum Kind { case object, array, text, escapedText, number, yes, no, null }

    struct Value {
        let kind: Kind
        /// Its bytes; of a text those between the quotation marks.
        let start: Int
        var end: Int
        /// The index of the value behind it. What is inside lies in between: of an object keys and values in turn.
        var next: Int
    }

    private let bytes: [UInt8]
    private let values: [Value]

    init(_ text: String) throws {
        bytes = Array(text.utf8)
        values = try CanonicalParser.values(of: bytes)
    }

    subscript(index: Int) -> Value { values[index] }

    /// The index of the value that the object at `object` has under that name.
    func member(_ name: String, of object: Int) -> Int? {
        var (name, key) = (name, object + 1)
        let end = values[object].next
        return name.withUTF8 { name in
            while key < end {
                if isKey(key, name) { return key + 1 }
                key = values[key + 1].next
            }
            return nil
        }
    }

    private func isKey(_ index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let key = values[index]
        guard key.kind == .text else { return (try? string(index))?.utf8.elementsEqual(name) ?? false }
        guard key.end - key.start == name.count else { return false }
        for offset in name.indices where bytes[key.start + offset] != name[offset] { return false }
        return true
    }

    func string(_ index: Int) throws -> String {
        let value = values[index]
        switch value.kind {
        case .text: return String(decoding: bytes[value.start..<value.end], as: UTF8.self)
        case .escapedText: return try CanonicalEscapes.read(bytes[value.start..<value.end])
        default: throw mismatch(String.self, index)
        }
    }

    func bool(_ index: Int) throws -> Bool {
        switch values[index].kind {
        case .yes: return true
        case .no: return false
        default: throw mismatch(Bool.self, index)
        }
    }

    func integer<Number: FixedWidthInteger>(_ index: Int) throws -> Number {
        let value = values[index]
        guard value.kind == .number else { throw mismatch(Number.self, index) }
        let isNegative = bytes[value.start] == UInt8(ascii: "-")
        var number: Number = 0
        for digit in bytes[(isNegative ? value.start + 1 : value.start)..<value.end] {
            let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let unit = Number(truncatingIfNeeded: digit - UInt8(ascii: "0"))
            let (sum, isTooLargeWithIt) =
                isNegative ? tens.subtractingReportingOverflow(unit) : tens.addingReportingOverflow(unit)
            guard !isTooLarge, !isTooLargeWithIt else { throw mismatch(Number.self, index) }
            number = sum
        }
        return number
    }

    func mismatch(_ type: Any.Type, _ index: Int) -> DecodingError {
        let value = values[index]
        let text = String(decoding: bytes[value.start..<value.end].prefix(80), as: UTF8.self)
        return .typeMismatch(type, .init(codingPath: [], debugDescription: "'\(text)' is no \(type)"))
    }
}

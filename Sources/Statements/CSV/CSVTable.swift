/// The rows of a CSV file, RFC 4180: fields in quotes may hold delimiters, line ends and doubled quotes.
///
/// Stricter than most readers, since a row read wrongly is money booked wrongly: quotes left open and text behind a
/// closing quote are errors with their line.
struct CSVTable {
    struct Row: Equatable {
        let fields: [String]
        /// Where it begins, counted from 1.
        let line: Int
    }

    private(set) var rows: [Row] = []
    /// Whether the last field ends with the file, unquoted and without a line end: it may have been cut short.
    private(set) var endsOpen = false

    private let bytes: [UInt8]
    private let delimiter: UInt8
    private let file: String
    private var index = 0
    private var line = 1

    init(_ text: String, delimiter: UInt8, file: String) throws(StatementError) {
        bytes = Array(text.utf8)
        self.delimiter = delimiter
        self.file = file
        while index < bytes.count { try readRow() }
    }

    private mutating func readRow() throws(StatementError) {
        let start = line
        var fields: [String] = []
        repeat {
            fields.append(try readField())
        } while skipDelimiter()
        skipLineEnd()
        // Empty lines separate nothing.
        if fields != [""] { rows.append(Row(fields: fields, line: start)) }
    }

    private mutating func readField() throws(StatementError) -> String {
        guard current == Self.quote else {
            let start = index
            while let byte = current, byte != delimiter, !Self.isLineEnd(byte) { index += 1 }
            endsOpen = index == bytes.count && index > start
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        return try readQuoted()
    }

    private mutating func readQuoted() throws(StatementError) -> String {
        let start = line
        var field: [UInt8] = []
        index += 1
        while let byte = current {
            index += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == Self.quote else {
                field.append(byte)
                continue
            }
            if current == Self.quote {
                field.append(Self.quote)
                index += 1
                continue
            }
            guard current.map({ $0 == delimiter || Self.isLineEnd($0) }) ?? true else {
                throw StatementError("a quoted field goes on behind its closing quote", line: line, in: file)
            }
            return String(decoding: field, as: UTF8.self)
        }
        throw StatementError(
            "a quote opened there is never closed, so the file may be cut short; download it again",
            line: start,
            in: file
        )
    }

    private mutating func skipDelimiter() -> Bool {
        guard current == delimiter else { return false }
        index += 1
        return true
    }

    private mutating func skipLineEnd() {
        guard let byte = current else { return }
        index += 1
        line += 1
        if byte == UInt8(ascii: "\r"), current == UInt8(ascii: "\n") { index += 1 }
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private static let quote = UInt8(ascii: "\"")

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}

/// Looks at the bytes before an XML parser may: refuses what a statement never has and what harms parsers.
struct XMLGate {
    private let file: String
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    /// Whether a file means to be XML: its first character is `<`.
    static func isXML(_ bytes: [UInt8]) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let start = bytes.starts(with: mark) ? mark.count : 0
        return bytes[start...].first { !(9...13).contains($0) && $0 != 32 } == UInt8(ascii: "<")
    }

    /// Every encoding let through writes `<!DOCTYPE` in ASCII, so that a search of the bytes finds each one. Without a
    /// document type there are no entities but the five of XML itself, nothing to expand and nothing to fetch.
    func check() throws(StatementError) {
        guard !bytes.contains(0) else {
            throw StatementError("it is not UTF-8 text; ask the bank for the file in UTF-8", in: file)
        }
        try checkEncoding()
        for word in ["<!DOCTYPE", "<!ENTITY"] {
            guard let line = line(of: word) else { continue }
            throw StatementError("it holds \(word), which no bank statement has; do not trust it", line: line, in: file)
        }
    }

    private static let encodings: Set<String> = ["utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"]

    private func checkEncoding() throws(StatementError) {
        let declaration = String(decoding: bytes.prefix(400).prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
        guard let start = declaration.firstRange(of: "encoding") else { return try checkUTF8() }
        let name = declaration[start.upperBound...].drop { $0 == "=" || $0.isWhitespace }.dropFirst()
            .prefix { $0 != "\"" && $0 != "'" }.lowercased()
        if name == "utf-8" { return try checkUTF8() }
        guard Self.encodings.contains(name) else {
            throw StatementError("its encoding is \(name); ask the bank for the file in UTF-8", line: 1, in: file)
        }
    }

    private func checkUTF8() throws(StatementError) {
        guard let line = UTF8Check.firstBadLine(bytes) else { return }
        throw StatementError("it is not UTF-8 text there; download it again", line: line, in: file)
    }

    private func line(of word: String) -> Int? {
        let word = Array(word.utf8)
        var line = 1
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            guard bytes[index] == UInt8(ascii: "<"), bytes[index...].starts(with: word, by: Self.isSameLetter) else {
                continue
            }
            return line
        }
        return nil
    }

    private static func isSameLetter(_ one: UInt8, _ other: UInt8) -> Bool {
        one == other || ((97...122).contains(one) && one - 32 == other)
    }
}

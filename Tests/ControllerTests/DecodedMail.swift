import Foundation
import Testing

/// Reads a mail back with decoders written from the RFCs, independent of the encoders.
struct DecodedMail {
    struct Part {
        let type: String
        let text: String
    }

    let headers: [(name: String, value: String)]
    let parts: [Part]

    init(_ bytes: [UInt8]) throws {
        let text = try #require(String(validating: bytes, as: UTF8.self))
        let (head, body) = try Self.split(text)
        headers = Self.fields(head)
        let type = try #require(headers.first { $0.name == "Content-Type" }?.value)
        let boundary = try #require(type.firstMatch(of: /boundary="([^"]+)"/)).1
        let sections = body.components(separatedBy: "--\(boundary)")
        try #require(sections.first == "" && sections.last == "--\r\n" && sections.count == 4)
        parts = try sections[1...2].map { section in
            let (head, body) = try Self.split(String(section.dropFirst("\r\n".count)))
            let fields = Self.fields(head)
            try #require(fields.contains { $0 == ("Content-Transfer-Encoding", "quoted-printable") })
            let type = try #require(fields.first { $0.name == "Content-Type" }?.value)
            // The line end before a boundary belongs to the boundary.
            try #require(body.utf8.suffix(2).elementsEqual("\r\n".utf8))
            let content = String(decoding: body.utf8.dropLast(2), as: UTF8.self)
            return Part(type: type, text: try Self.quotedPrintable(content))
        }
    }

    /// Unfolded, with its encoded words read.
    func header(_ name: String) -> String? {
        headers.first { $0.name == name }.map { Self.words($0.value) }
    }

    private static func split(_ text: String) throws -> (String, String) {
        let range = try #require(text.range(of: "\r\n\r\n"))
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    }

    private static func fields(_ head: String) -> [(name: String, value: String)] {
        head.replacing("\r\n ", with: " ").components(separatedBy: "\r\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), String((parts.count > 1 ? parts[1] : "").dropFirst()))
        }
    }

    /// RFC 2047: spaces between two encoded words do not count.
    private static func words(_ value: String) -> String {
        let joined = value.replacing(/\?= (?==\?)/, with: "?=")
        return joined.replacing(/=\?UTF-8\?Q\?([^? ]*)\?=/) { match in
            let bytes = percentBytes(String(match.1).replacing("_", with: " "))
            return String(validating: bytes, as: UTF8.self) ?? "a word with half a character"
        }
    }

    private static func quotedPrintable(_ text: String) throws -> String {
        let bytes = percentBytes(text.replacing("=\r\n", with: "").replacing("\r\n", with: "\n"))
        return try #require(String(validating: bytes, as: UTF8.self))
    }

    /// `=C3` is one byte; everything else stands for itself.
    private static func percentBytes(_ text: String) -> [UInt8] {
        let source = Array(text.utf8)
        var (result, index) = ([UInt8](), 0)
        while index < source.count {
            if source[index] == UInt8(ascii: "="), index + 2 < source.count,
                let byte = UInt8(String(decoding: source[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                result.append(byte)
                index += 3
            } else {
                result.append(source[index])
                index += 1
            }
        }
        return result
    }
}

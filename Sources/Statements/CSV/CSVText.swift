import Foundation

/// The text of a CSV file, without its byte order mark.
enum CSVText {
    static func decode(_ bytes: [UInt8], _ encoding: CSVMapping.Encoding, file: String) throws(StatementError) -> String
    {
        let text: String
        switch encoding {
        case .utf8: text = try utf8(bytes, file)
        case .utf16: text = try foreign(bytes, .utf16, encoding, file)
        case .windows1252: text = try foreign(bytes, .windowsCP1252, encoding, file)
        case .latin1: text = try foreign(bytes, .isoLatin1, encoding, file)
        }
        guard !text.utf8.contains(0) else {
            throw StatementError("it is not text in \(encoding.rawValue); set the mapping's encoding", in: file)
        }
        return text.first == "\u{FEFF}" ? String(text.dropFirst()) : text
    }

    private static func utf8(_ bytes: [UInt8], _ file: String) throws(StatementError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw StatementError(
                "it is not UTF-8 text there; set the mapping's encoding",
                line: UTF8Check.firstBadLine(bytes),
                in: file
            )
        }
        return text
    }

    private static func foreign(
        _ bytes: [UInt8],
        _ encoding: String.Encoding,
        _ name: CSVMapping.Encoding,
        _ file: String
    ) throws(StatementError) -> String {
        guard let text = String(data: Data(bytes), encoding: encoding) else {
            throw StatementError("it is not text in \(name.rawValue); set the mapping's encoding", in: file)
        }
        return text
    }
}

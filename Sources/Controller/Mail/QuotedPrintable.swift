/// Quoted-printable after RFC 2045, section 6.7.
enum QuotedPrintable {
    /// Encodes text with `\n` line ends; the result has CRLF and no line above 76 characters.
    static func encode(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(line).joined(separator: "\r\n")
    }

    private static func line(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var result = ""
        var length = 0
        for (index, byte) in bytes.enumerated() {
            let encoded = encode(byte, isFirst: length == 0, isLast: index + 1 == bytes.count)
            // One place is kept for the soft line break.
            if length + encoded.utf8.count > 75 {
                result += "=\r\n"
                length = 0
            }
            result += encoded
            length += encoded.utf8.count
        }
        return result
    }

    private static func encode(_ byte: UInt8, isFirst: Bool, isLast: Bool) -> String {
        let space = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
        // A dot alone on a line ends a mail for some programs.
        let safe = space ? !isLast : (33...126).contains(byte) && byte != UInt8(ascii: "=")
        let leadingDot = isFirst && byte == UInt8(ascii: ".")
        return safe && !leadingDot ? String(Character(Unicode.Scalar(byte))) : "=" + HexByte.text(byte)
    }
}

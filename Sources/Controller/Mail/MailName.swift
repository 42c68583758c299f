/// Writes a key so that it can stand in a file name and in a message id; different keys stay different.
enum MailName {
    /// Letters, digits, hyphens and single inner dots stay; every other byte becomes `_` and two hexadecimal digits.
    static func encode(_ key: String) -> String {
        let bytes = Array(key.utf8)
        var result = ""
        for (index, byte) in bytes.enumerated() {
            let inner = index > 0 && index + 1 < bytes.count && bytes[index - 1] != UInt8(ascii: ".")
            if isPlain(byte) || (byte == UInt8(ascii: ".") && inner) {
                result.append(Character(Unicode.Scalar(byte)))
            } else {
                result += "_" + HexByte.text(byte)
            }
        }
        return result
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

/// Two upper-case hexadecimal digits, as quoted-printable and encoded words want them.
enum HexByte {
    static func text(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "0" + digits : digits
    }
}

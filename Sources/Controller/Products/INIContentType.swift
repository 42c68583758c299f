import Mustache

/// Escapes values for Qt's QSettings INI files, of which `murmur.ini` is one.
///
/// QSettings reads a value unquoted up to `;`, splits it at commas, understands `\x..` and octal escapes of any length,
/// and takes a leading `@` for a serialised variant. All of it is made harmless. `{` is escaped as well, because
/// the agent replaces `{DIR}` in the file's text. Control characters are dropped.
struct INIContentType: MustacheContentType {
    static func register() {
        MustacheContentTypes.register(INIContentType(), named: "INI")
    }

    func escapeText(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { !$0.breaksLine }
        if !kept.isEmpty, kept.allSatisfy(Self.isPlain) { return String(String.UnicodeScalarView(kept)) }
        var result = "\""
        if kept.first == "@" { result += "@" }
        var afterHex = false
        for scalar in kept {
            let escape = Self.mustEscape(scalar) || (afterHex && Self.isHexDigit(scalar))
            result += escape ? "\\x" + String(scalar.value, radix: 16) : String(Character(scalar))
            afterHex = escape
        }
        return result + "\""
    }

    /// Letters, digits and a few signs that need no quotes.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        isAlphanumeric(scalar) || scalar == "." || scalar == ":" || scalar == "-" || scalar == "_"
    }

    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }

    /// Everything that any reader of the file could take for syntax.
    private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
        let signs: Set<Unicode.Scalar> = ["\"", "\\", "'", "{", "}", "%", ";", "#", "=", "[", "]", ","]
        return signs.contains(scalar)
    }

    private static func isHexDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."f").contains(scalar) || ("A"..."F").contains(scalar) || ("0"..."9").contains(scalar)
    }
}

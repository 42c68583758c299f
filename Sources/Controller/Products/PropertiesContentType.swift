import Mustache

/// Escapes values for Java's `.properties` files: a backslash before what is syntax, and `\uXXXX` for what is not ASCII, since
/// readers differ in the encoding that they expect. Control characters are dropped, and so are the braces of `{DIR}`.
struct PropertiesContentType: MustacheContentType {
    /// A line of Minecraft's server list has room for fewer.
    private static let mostCharacters = 120

    static func register() {
        MustacheContentTypes.register(PropertiesContentType(), named: "PROPERTIES")
    }

    func escapeText(_ text: String) -> String {
        let plain = String(text.inOneLine.prefix(Self.mostCharacters)).replacing("{DIR}", with: "(DIR)")
        return plain.utf16.map(Self.escape).joined()
    }

    private static func escape(_ unit: UInt16) -> String {
        guard (32..<127).contains(unit) else {
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        let sign = String(Unicode.Scalar(UInt8(unit)))
        return "\\=:#! ".contains(sign) ? "\\" + sign : sign
    }
}

import Mustache

/// Escapes values for the command files of game servers, which read one command a line.
///
/// Their readers differ in what a quoted text may hold; signs that one of them cannot hold become a harmless one that
/// looks alike. Control characters are dropped, so a value never leaves its line. `{DIR}`, which the agent replaces in
/// the file's text, loses its braces. A value is cut where the reader would, or earlier.
struct ConsoleContentType: MustacheContentType {
    let name: String
    /// Put around the value unless it is letters and digits only.
    let quote: String
    let replacements: [Character: String]
    /// UTF-8 bytes of a value before it is escaped.
    let mostBytes: Int

    static let all = [
        // `str_escape` of Teeworlds: a backslash before quote and backslash; names have 127 bytes.
        ConsoleContentType(name: "TEEWORLDS", quote: "\"", replacements: ["\"": "\\\"", "\\": "\\\\"], mostBytes: 127),
        // Quake 3 has no escapes, and its info strings no backslash, quote or semicolon.
        ConsoleContentType(
            name: "QUAKE3",
            quote: "\"",
            replacements: ["\"": "'", "\\": "/", ";": ",", "%": "."],
            mostBytes: 120
        ),
        // Cube's scripts escape with a circumflex.
        ConsoleContentType(name: "CUBE2", quote: "\"", replacements: ["\"": "^\"", "^": "^^"], mostBytes: 120),
        // bzfs takes a backslash in quotes for an escape, and in messages `\n` for a new line.
        ConsoleContentType(name: "BZFLAG", quote: "\"", replacements: ["\"": "'", "\\": "/"], mostBytes: 120),
        // Minetest reads to the end of the line; only `"""` and `{` begin something that is longer.
        ConsoleContentType(name: "MINETEST", quote: "", replacements: ["\"": "'", "{": "("], mostBytes: 200),
        // Armagetron reads to the end of the line, and a backslash as an escape.
        ConsoleContentType(name: "ARMAGETRON", quote: "", replacements: ["\\": "/", "\"": "'"], mostBytes: 80),
        // OpenTTD takes everything between the first and the last quote of a line; names have 79 bytes.
        ConsoleContentType(name: "OPENTTD", quote: "\"", replacements: ["\"": "'"], mostBytes: 79),
        // Freeciv reads to the end of the line, and a backslash as an escape.
        ConsoleContentType(name: "FREECIV", quote: "", replacements: ["\\": "/", "\"": "'"], mostBytes: 200),
        // TeamSpeak's ServerQuery has escapes for the signs that part words; names have 64 characters.
        ConsoleContentType(
            name: "TEAMSPEAK",
            quote: "",
            replacements: ["\\": "\\\\", "/": "\\/", " ": "\\s", "|": "\\p"],
            mostBytes: 64
        ),
    ]

    static func register() {
        for type in all { MustacheContentTypes.register(type, named: type.name) }
    }

    func escapeText(_ text: String) -> String {
        let plain = cut(text.inOneLine).replacing("{DIR}", with: "(DIR)")
        if !plain.isEmpty, plain.utf8.allSatisfy(Self.isPlain) { return plain }
        return quote + String(plain.flatMap { replacements[$0] ?? String($0) }) + quote
    }

    private func cut(_ text: String) -> String {
        var (kept, bytes) = (String.UnicodeScalarView(), 0)
        for scalar in text.unicodeScalars {
            bytes += UTF8.width(scalar)
            if bytes > mostBytes { break }
            kept.append(scalar)
        }
        return String(kept)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 46
    }
}

extension String {
    /// Without control characters and line separators.
    var inOneLine: String { String(String.UnicodeScalarView(unicodeScalars.filter { !$0.breaksLine })) }
}

extension Unicode.Scalar {
    /// Whether a reader of lines could stumble over it.
    var breaksLine: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}

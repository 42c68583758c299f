/// Reads INI text as Qt's QSettings does (qsettings.cpp: readIniLine, iniUnescapedStringList, stringToVariant), as far as
/// murmur.ini needs it. A value is a list, because QSettings splits at unquoted commas.
enum QtSettings {
    static func parse(_ text: String) -> [String: [String]] {
        var result: [String: [String]] = [:]
        for line in lines(Array(text.unicodeScalars)) {
            guard let equals = line.firstIndex(of: "="), line.first != "[" else { continue }
            let key = String(String.UnicodeScalarView(line[..<equals])).trimmed
            result[key] = values(Array(line[(equals + 1)...]))
        }
        return result
    }

    /// Logical lines: a quoted value goes on over line ends, a backslash before a line end joins lines, `;` outside quotes
    /// begins a comment.
    private static func lines(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        var (result, line) = ([[Unicode.Scalar]](), [Unicode.Scalar]())
        var (quoted, index) = (false, 0)
        while index < text.count {
            let scalar = text[index]
            index += 1
            switch scalar {
            case "\"":
                quoted.toggle()
                line.append(scalar)
            case "\\":
                line.append(scalar)
                if index < text.count {
                    line.append(text[index])
                    index += 1
                }
            case "\n" where !quoted, "\r" where !quoted:
                result.append(line)
                line = []
            case ";" where !quoted, "#" where line.isEmpty:
                while index < text.count, text[index] != "\n" { index += 1 }
            default: line.append(scalar)
            }
        }
        return result + [line]
    }

    private static func values(_ raw: [Unicode.Scalar]) -> [String] {
        var (result, value) = ([String](), String.UnicodeScalarView())
        var (quoted, wasQuoted, index) = (false, false, 0)
        func finish() -> String {
            let text = wasQuoted ? String(value) : String(value).trimmed
            return unwrapped(text)
        }
        while index < raw.count {
            let scalar = raw[index]
            index += 1
            switch scalar {
            case "\"":
                quoted.toggle()
                wasQuoted = true
            case "\\": value.append(contentsOf: escape(raw, &index))
            case "," where !quoted:
                result.append(finish())
                (value, wasQuoted) = (.init(), false)
            case " " where !quoted && value.isEmpty, "\t" where !quoted && value.isEmpty: break
            default: value.append(scalar)
            }
        }
        return result + [finish()]
    }

    /// Hexadecimal and octal escapes take as many digits as follow.
    private static func escape(_ raw: [Unicode.Scalar], _ index: inout Int) -> [Unicode.Scalar] {
        guard index < raw.count else { return [] }
        let simple: [Unicode.Scalar: Unicode.Scalar] = [
            "a": "\u{7}", "b": "\u{8}", "f": "\u{c}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{b}", "\"": "\"",
            "?": "?",
            "'": "'", "\\": "\\",
        ]
        let first = raw[index]
        if let known = simple[first] {
            index += 1
            return [known]
        }
        if first == "x" { index += 1 }
        let radix = first == "x" ? 16 : 8
        var number: UInt32 = 0
        while index < raw.count, let digit = UInt32(String(raw[index]), radix: radix) {
            number = (number &* UInt32(radix) &+ digit) & 0xFFFF
            index += 1
        }
        return Unicode.Scalar(number).map { [$0] } ?? []
    }

    /// A leading `@` announces a serialised value; `@@` is an `@`.
    private static func unwrapped(_ text: String) -> String {
        guard text.hasPrefix("@") else { return text }
        return text.hasPrefix("@@") ? String(text.dropFirst()) : "<serialised value: \(text)>"
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = unicodeScalars.drop { $0 == " " || $0 == "\t" }
        return String(String.UnicodeScalarView(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed()))
    }
}

/// ServerQuery as TeamSpeak's manual has it, in bytes and text: lines out, lines back, `error id=0 msg=ok` at the end of each
/// answer. What it reads may be hostile: what makes no sense is left out.
package enum ServerQuery {
    /// The lines that are whole, and the bytes of one that is not yet.
    package static func lines(_ bytes: [UInt8]) -> (whole: [String], rest: ArraySlice<UInt8>) {
        guard let last = bytes.lastIndex(where: isEnd) else { return ([], bytes[...]) }
        let whole = bytes[...last].split(whereSeparator: isEnd).map { String(decoding: $0, as: UTF8.self) }
        return (whole, bytes[(last + 1)...])
    }

    /// The first of the two lines with which the other side begins.
    package static let greeting = "TS3"

    package static func isEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

    /// The items of a line, each with the values that it names. A name without a value has an empty one.
    package static func items(_ line: some StringProtocol) -> [[String: String]] {
        line.split(separator: "|").map { item in
            var values: [String: String] = [:]
            for word in item.split(separator: " ") {
                let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                values[String(parts[0])] = parts.count == 2 ? plain(parts[1]) : ""
            }
            return values
        }
    }

    /// A value as one word of a command. Nothing in it ends the line or begins another word.
    package static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, sign in
            if let letter = letters[sign] { result += "\\\(letter)" } else { result.append(sign) }
        }
    }

    package static func plain(_ value: some StringProtocol) -> String {
        var (result, rest) = ("", value[...])
        while let sign = rest.popFirst() {
            result.append(sign == "\\" ? rest.popFirst().map { signs[$0] ?? $0 } ?? sign : sign)
        }
        return result
    }

    private static let signs: [Character: Character] = [
        "s": " ", "p": "|", "/": "/", "\\": "\\", "n": "\n", "r": "\r", "t": "\t", "a": "\u{7}", "b": "\u{8}",
        "f": "\u{C}", "v": "\u{B}",
    ]

    private static let letters = Dictionary(uniqueKeysWithValues: signs.map { ($1, $0) })
}

/// The line that ends an answer.
package struct QueryVerdict: Equatable, Sendable {
    /// 0 where what was asked was done.
    package let code: Int
    package let message: String

    /// Nil for a line that ends no answer.
    package init?(_ line: String) {
        guard line.hasPrefix(Self.start), let values = ServerQuery.items(line).first else { return nil }
        code = values["id"].flatMap { Int($0) } ?? -1
        message = values["msg"] ?? ""
    }

    private static let start = "error id="
}

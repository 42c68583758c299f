/// Header text after RFC 5322 and RFC 2047.
enum MailHeader {
    /// `Subject: …`, folded; encoded words where plain text would not do. Line ends cannot survive in it.
    static func unstructured(_ name: String, _ text: String) -> String {
        let plain = text.utf8.allSatisfy { (32...126).contains($0) } && !text.contains("=?")
        if plain && name.utf8.count + 2 + text.utf8.count <= 76 && text.first != " " && text.last != " " {
            return "\(name): \(text)"
        }
        return "\(name): \(encodedWords(text, firstLineTaken: name.utf8.count + 2))"
    }

    /// A display name: one plain word or several, else encoded words.
    static func phrase(_ text: String) -> String {
        let plain = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: " ")
        }
        let tidy = text.first != " " && text.last != " " && text.utf8.count <= 66
        return plain && tidy ? text : encodedWords(text, firstLineTaken: 6)
    }

    /// `=?UTF-8?Q?…?=` words of at most 75 characters, each with whole characters, one a line.
    private static func encodedWords(_ text: String, firstLineTaken: Int) -> String {
        let (opening, closing) = ("=?UTF-8?Q?", "?=")
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            let room = 75 - opening.utf8.count - closing.utf8.count - (words.isEmpty ? firstLineTaken : 1)
            let encoded = String(scalar).utf8.map(encodedByte).joined()
            if word.utf8.count + encoded.utf8.count > room {
                words.append(word)
                word = ""
            }
            word += encoded
        }
        words.append(word)
        return words.map { opening + $0 + closing }.joined(separator: "\r\n ")
    }

    /// The characters that RFC 2047 section 5 (3) allows in a phrase; `_` is a space.
    private static func encodedByte(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: " "): "_"
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "/"):
            String(Character(Unicode.Scalar(byte)))
        default: "=" + HexByte.text(byte)
        }
    }
}

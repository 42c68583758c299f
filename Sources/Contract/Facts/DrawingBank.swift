/// What is kept of the bank that a cheque is drawn on: its country and nothing else (R6.5-02). The account number that
/// it was read from is bank data, which is not stored (AMB-02). Encoded as the country's code, or `unreadable`.
package struct DrawingBank: Hashable, Codable, Sendable {
    /// ISO 3166 code; nil when what was read is neither an IBAN nor a French bank code.
    package let country: String?

    /// Reads an IBAN, with or without spaces, or the five digits of a French code banque.
    package init(reading text: String) {
        let characters = text.uppercased().utf8.filter { $0 != UInt8(ascii: " ") }
        if characters.count == 5, characters.allSatisfy(Self.isDigit) {
            country = "FR"
        } else {
            country = Self.country(ofIBAN: characters)
        }
    }

    /// ISO 13616: country, two check digits, national number; as a number, its remainder by 97 is 1.
    private static func country(ofIBAN characters: [UInt8]) -> String? {
        guard (15...34).contains(characters.count), characters[..<2].allSatisfy(isLetter),
            characters[2..<4].allSatisfy(isDigit), characters.allSatisfy({ isLetter($0) || isDigit($0) }),
            remainder(Array(characters[4...] + characters[..<4])) == 1
        else { return nil }
        let country = String(decoding: characters[..<2], as: UTF8.self)
        return country == "FR" && characters.count != 27 ? nil : country
    }

    private static func remainder(_ characters: [UInt8]) -> Int {
        characters.reduce(0) { rest, character in
            isDigit(character)
                ? (rest * 10 + Int(character) - 48) % 97 : (rest * 100 + Int(character) - 55) % 97
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) }

    private static let unreadable = "unreadable"

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard text == Self.unreadable || (text.utf8.count == 2 && text.utf8.allSatisfy(Self.isLetter)) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text) is not a country's code such as FR")
            )
        }
        country = text == Self.unreadable ? nil : text
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(country ?? Self.unreadable)
    }
}

/// Finds `A-1001`, `A 1001`, `a1001` and the same with S in a text; neither inside a word nor in an amount of money.
struct MentionScanner {
    private let scalars: [Unicode.Scalar]

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    /// The mention whose letter stands at `index`.
    func mention(at index: Int) -> (mention: Mention, isExact: Bool)? {
        guard "AaSs".unicodeScalars.contains(scalars[index]), index == 0 || !isWord(scalars[index - 1]) else {
            return nil
        }
        let start = scalars[(index + 1)...].firstIndex { !Self.isSeparator($0) } ?? scalars.count
        let separators = scalars[(index + 1)..<start]
        let end = scalars[start...].firstIndex { !Self.isDigit($0) } ?? scalars.count
        guard separators.count <= 3, (1...15).contains(end - start), scalars[start] != "0",
            end == scalars.count || !isWord(scalars[end]), !isAmount(endingAt: end),
            let number = Int64(String(String.UnicodeScalarView(scalars[start..<end]))),
            let mention = Mention(letter: scalars[index], number: number)
        else { return nil }
        return (mention, separators.contains(where: Self.isHyphen))
    }

    /// `1001,50` and `1001 EUR` are money.
    private func isAmount(endingAt end: Int) -> Bool {
        var rest = scalars[end...]
        if let point = rest.first, point == "," || point == ".", rest.dropFirst().first.map(Self.isDigit) == true {
            return true
        }
        rest = rest.drop { $0.properties.isWhitespace }
        return rest.first == "€"
            || String(String.UnicodeScalarView(rest.prefix(3))).lowercased() == "eur"
    }

    /// Letters, digits, and accents that belong to the letter before them.
    private func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .dashPunctuation || scalar == "\u{2212}"
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        isHyphen(scalar) || scalar == " " || scalar == "\u{A0}" || scalar == "\u{202F}" || scalar == "_"
            || scalar == "."
    }
}

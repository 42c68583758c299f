/// Structured creditor references, ISO 11649: `RF`, two check digits, up to 21 letters and digits.
enum CreditorReference {
    /// The account or subscription that a reference stands for: `RF40 A100 1` with right check digits, or `A1001` alone.
    static func mention(in text: String) -> Mention? {
        let reference = text.filter { !$0.isWhitespace && $0 != "-" }.uppercased()
        guard reference.hasPrefix("RF") else { return mention(of: Substring(reference)) }
        guard (5...25).contains(reference.utf8.count), remainder(reference.dropFirst(4) + reference.prefix(4)) == 1
        else { return nil }
        return mention(of: reference.dropFirst(4))
    }

    private static func mention(of body: Substring) -> Mention? {
        guard let letter = body.unicodeScalars.first, let first = body.dropFirst().utf8.first,
            (49...57).contains(first),
            body.dropFirst().utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(body.dropFirst())
        else { return nil }
        return Mention(letter: letter, number: number)
    }

    /// Modulo 97 with letters as 10 to 35 (ISO 7064); nil where there is anything else.
    static func remainder(_ text: some StringProtocol) -> Int? {
        var rest = 0
        for byte in text.utf8 {
            switch byte {
            case 48...57: rest = (rest * 10 + Int(byte) - 48) % 97
            case 65...90: rest = (rest * 100 + Int(byte) - 55) % 97
            default: return nil
            }
        }
        return rest
    }
}

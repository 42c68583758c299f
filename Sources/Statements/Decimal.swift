/// Decimal numbers as statements write them, in hundredths. No floating point.
enum Decimal {
    /// Reads `1234.5`, `-0,01` or `1 234,50`; nil for anything else, for more than two decimals that are not zero, and
    /// for more than thirteen digits before the point. A grouped number has decimals: `1.234` alone may be either.
    /// - Parameter thousands: Stands between groups of three digits; a space there means a non-breaking one too.
    static func hundredths(_ text: String, point: Character, thousands: Character? = nil) -> Int64? {
        var digits = Substring(text)
        let isNegative = digits.first == "-"
        if isNegative || digits.first == "+" { digits = digits.dropFirst() }
        let parts = digits.split(separator: point, maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = ungrouped(first, by: thousands) else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard whole.count == first.count || !decimals.isEmpty else { return nil }
        guard isNumber(whole), isNumber(decimals), !(whole.isEmpty && decimals.isEmpty), whole.count <= 13,
            decimals.dropFirst(2).allSatisfy({ $0 == "0" })
        else { return nil }
        let cents = Int64(whole + (decimals + "00").prefix(2))
        return cents.map { isNegative ? -$0 : $0 }
    }

    private static func ungrouped(_ text: Substring, by separator: Character?) -> String? {
        guard let separator else { return String(text) }
        let groups = text.split(omittingEmptySubsequences: false) {
            $0 == separator || (separator == " " && ($0 == "\u{A0}" || $0 == "\u{202F}"))
        }
        guard groups.count > 1 else { return String(text) }
        let isGrouped = (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
        return isGrouped ? groups.joined() : nil
    }

    private static func isNumber(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { (48...57).contains($0) }
    }
}

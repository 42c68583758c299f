import Contract

/// Reads and writes amounts of euros as people type them. Cents inside, no floating point.
package enum EuroAmount {
    /// Reads `12`, `12.5` or `12,50` as cents; more than zero.
    package static func parse(_ text: String) throws(EuroAmountError) -> Int64 {
        let typed = trimmed(text)
        guard !typed.isEmpty else { throw .empty }
        guard typed.first != "-" else { throw .negative(typed) }
        let parts = typed.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard (1...2).contains(parts.count), parts.allSatisfy(isNumber) else { throw .notANumber(typed) }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard decimals.utf8.count <= 2 else { throw .tooManyDecimals(typed) }
        let padded = decimals + String(repeating: "0", count: 2 - decimals.utf8.count)
        guard let cents = Int64(parts[0] + padded), cents <= largest else { throw .tooLarge(typed) }
        guard cents > 0 else { throw .zero(typed) }
        return cents
    }

    /// `12.50 EUR`; for tables, logs and the command line.
    package static func format(_ cents: Int64) -> String { "\(decimal(cents)) EUR" }

    /// `12,50 €`, as French mails write it.
    package static func formatFrench(_ cents: Int64) -> String { "\(decimal(cents, point: ",")) €" }

    /// `12.50`: a quantity of hundredths with two decimals.
    package static func decimal(_ hundredths: Int64, point: String = ".") -> String {
        let (units, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(hundredths < 0 ? "-" : "")\(units)\(point)\(rest < 10 ? "0" : "")\(rest)"
    }

    /// One amount is at most 10 million euros: far above any payment, far below an overflow of the ledger's sums.
    private static let largest: Int64 = 1_000_000_000

    private static func isNumber(_ part: Substring) -> Bool {
        !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
    }

    private static func trimmed(_ text: String) -> String {
        let spaces: Set<Character> = [" ", "\t"]
        let start = text.drop { spaces.contains($0) }
        return String(start.reversed().drop { spaces.contains($0) }.reversed())
    }
}

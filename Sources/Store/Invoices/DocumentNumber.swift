/// The number of an invoice, `F2010-000123`, of a credit note, `A2010-000007`, or of a receipt, `R2010-000045`: without gaps in
/// its series and year.
package struct DocumentNumber: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package enum Series: String, Codable, Sendable, CaseIterable {
        /// Invoices ("factures").
        case invoice = "F"
        /// Credit notes ("avoirs").
        case creditNote = "A"
        /// Receipts of payments ("reçus"), the client's (R6.2-02) and the payer's (R6.9-08).
        case receipt = "R"
    }

    package let series: Series
    package let year: Int
    package let number: Int

    package init(series: Series, year: Int, number: Int) {
        self.series = series
        self.year = year
        self.number = number
    }

    package var description: String {
        let digits = String(number)
        return "\(series.rawValue)\(year)-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
    }

    /// Reads what `description` writes; nil for anything else.
    package init?(_ text: String) {
        let parts = text.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
        guard let first = text.first, let series = Series(rawValue: String(first)), parts.count == 2,
            let year = Int(parts[0]), let number = Int(parts[1])
        else { return nil }
        self.init(series: series, year: year, number: number)
        guard number > 0, description == text else { return nil }
    }

    package static func < (left: DocumentNumber, right: DocumentNumber) -> Bool {
        (left.year, left.series.rawValue, left.number) < (right.year, right.series.rawValue, right.number)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = DocumentNumber(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text) is not of the form F2010-000123")
            )
        }
        self = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

package import Contract

/// Why the price list cannot be used, or has no price for what was asked.
package enum CatalogueError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file cannot be read or holds a wrong value; a full sentence.
    case invalid(String)
    case unknownProduct(String, known: [String])
    case slotsOutOfRange(product: String, slots: Int, range: ClosedRange<Int>)
    case notYetValid(version: String, from: CivilDate, on: CivilDate)

    package var description: String {
        switch self {
        case .invalid(let sentence): sentence
        case .unknownProduct(let product, let known):
            "The product \"\(product)\" is not in the catalogue; order one of: \(known.joined(separator: ", "))."
        case .slotsOutOfRange(let product, let slots, let range):
            "The product \(product) is not sold with \(slots) slots; "
                + "order between \(range.lowerBound) and \(range.upperBound)."
        case .notYetValid(let version, let from, let on):
            "The catalogue \(version) has no prices for \(on); it is valid from \(from), so order later or use another one."
        }
    }
}

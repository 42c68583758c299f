import Contract

/// A form of dates: `dd/MM/yyyy`. One digit does for a day or a month; what follows the date after a blank or a `T` is a
/// time and left alone.
struct DateFormat {
    private enum Part: Equatable {
        case year(digits: Int)
        case month, day
        case literal(Character)
    }

    private let parts: [Part]

    /// Nil unless day, month and year stand in it once each.
    init?(_ format: String) {
        var parts: [Part] = []
        var rest = Substring(format)
        while let first = rest.first {
            let run = rest.prefix { $0 == first }
            switch (first, run.count) {
            case ("y", 4), ("y", 2): parts.append(.year(digits: run.count))
            case ("M", 1...2): parts.append(.month)
            case ("d", 1...2): parts.append(.day)
            default:
                guard !first.isLetter, !first.isNumber else { return nil }
                parts += run.map { .literal($0) }
            }
            rest = rest.dropFirst(run.count)
        }
        let years = parts.filter { [.year(digits: 4), .year(digits: 2)].contains($0) }
        guard years.count == 1, parts.filter({ $0 == .month }).count == 1, parts.filter({ $0 == .day }).count == 1
        else {
            return nil
        }
        self.parts = parts
    }

    func date(_ text: String) -> CivilDate? {
        var (year, month, day) = (0, 0, 0)
        var rest = Substring(text)
        for part in parts {
            switch part {
            case .literal(let character):
                guard rest.popFirst() == character else { return nil }
            case .year(let digits):
                guard let number = Self.number(&rest, digits...digits) else { return nil }
                year = digits == 2 ? 2000 + number : number
            case .month:
                guard let number = Self.number(&rest, 1...2) else { return nil }
                month = number
            case .day:
                guard let number = Self.number(&rest, 1...2) else { return nil }
                day = number
            }
        }
        guard rest.isEmpty || rest.first == " " || rest.first == "T" else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private static func number(_ rest: inout Substring, _ length: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix(length.upperBound).prefix { $0.isASCII && $0.isNumber }
        guard length.contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return Int(digits)
    }
}

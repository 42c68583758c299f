/// A date of the proleptic Gregorian calendar, without time or zone. Encoded as `yyyy-MM-dd`.
package struct CivilDate: Hashable, Comparable, Sendable {
    /// Year, month and day in one number that orders as the dates do.
    private let packed: Int

    package var year: Int { packed >> 9 }
    package var month: Int { packed >> 5 & 15 }
    package var day: Int { packed & 31 }

    /// A date that exists, or nil.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.daysIn(month: month, year: year)).contains(day)
        else { return nil }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    private init(uncheckedYear year: Int, month: Int, day: Int) {
        packed = year << 9 | month << 5 | day
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.packed < right.packed
    }

    /// Days in a month, 29 for February of a leap year.
    package static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The same day number `months` later, or the last day of that month where it does not exist (T3, CPC art. 641 §2).
    package func adding(months: Int) -> CivilDate {
        let count = year * 12 + (month - 1) + months
        let (year, month) = (count / 12, count % 12 + 1)
        return CivilDate(uncheckedYear: year, month: month, day: min(day, Self.daysIn(month: month, year: year)))
    }

    /// The date `days` days later.
    package func adding(days: Int) -> CivilDate {
        let sum = day + days
        guard !(1...28).contains(sum) else { return CivilDate(uncheckedYear: year, month: month, day: sum) }
        return CivilDate(epochDay: epochDay + days)
    }

    /// Days since 1970-01-01. Counts from 1 March of the cycle's year, so that the leap day is the last of a year.
    package var epochDay: Int {
        let cycleYear = month > 2 ? year : year - 1
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let leapDays = cycleYear / 4 - cycleYear / 100 + cycleYear / 400
        return cycleYear * 365 + leapDays + (153 * monthFromMarch + 2) / 5 + day - 1 - 719_468
    }

    /// The date `epochDay` days after 1970-01-01.
    package init(epochDay: Int) {
        let shifted = epochDay + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(uncheckedYear: year, month: month, day: day)
    }
}

extension CivilDate: CustomStringConvertible, Codable {
    package var description: String {
        let (year, month, day) = (year, month, day)
        guard (0...9999).contains(year) else { return "\(year)-\(month)-\(day)" }
        return String(unsafeUninitializedCapacity: 10) { text in
            func put(_ number: Int, _ width: Int, at start: Int) {
                var rest = number
                for place in stride(from: start + width - 1, through: start, by: -1) {
                    text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
            }
            put(year, 4, at: 0)
            put(month, 2, at: 5)
            put(day, 2, at: 8)
            (text[4], text[7]) = (UInt8(ascii: "-"), UInt8(ascii: "-"))
            return 10
        }
    }

    /// Reads `yyyy-MM-dd`; nil for anything else and for dates that do not exist.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = CivilDate(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text) is not a date of the form yyyy-MM-dd")
            )
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

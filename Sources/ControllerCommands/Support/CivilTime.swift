import ArgumentParser
import Contract

/// Times as people type them: a civil date, with a time of day where it matters.
enum CivilTime {
    /// Reads `2026-03-01`, `2026-03-01 12:30` or `2026-03-01 12:30:05` in a zone; a date alone is its 00:00.
    static func parse(_ text: String, zone: CivilZone) throws -> Instant {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
        guard (1...2).contains(parts.count), let date = CivilDate(String(parts[0])) else { throw failure(text) }
        guard parts.count == 2 else { return zone.start(of: date) }
        let numbers = parts[1].split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
        guard (2...3).contains(numbers.count), let hour = numbers[0], let minute = numbers[1],
            let second = numbers.count == 3 ? numbers[2] : 0, (0..<24).contains(hour), (0..<60).contains(minute),
            (0..<60).contains(second)
        else { throw failure(text) }
        return zone.start(of: date, plus: hour * 3600 + minute * 60 + second)
    }

    private static func failure(_ text: String) -> ValidationError {
        ValidationError("\(text) is not a time; write 2026-03-01, 2026-03-01 12:30 or 2026-03-01 12:30:05.")
    }
}

/// A span of elapsed time: `10d`, `12h`, `30m`, `45s`, or several: `5d1s`.
struct Span: ExpressibleByArgument {
    let seconds: Int64

    init?(argument: String) {
        let units: [Character: Int64] = ["d": 86_400, "h": 3600, "m": 60, "s": 1]
        var total: Int64 = 0
        var digits = ""
        for character in argument where character != " " {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let unit = units[character], let count = Int64(digits), count < 1_000_000 else { return nil }
            total += count * unit
            digits = ""
        }
        guard digits.isEmpty, total > 0 else { return nil }
        seconds = total
    }
}
